/**
 * The one curve of all fades: 0 → 1 with flat first and second derivative at both ends (Perlin's quintic), no click.
 * The upper half is the lower one mirrored: rounding then never makes a fade step back.
 */
export function ease(x: f32): f32 {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  if (x > 0.5) return 1 - half(1 - x);
  return half(x);
}

function half(x: f32): f32 {
  return x * x * x * (x * (x * 6 - 15) + 10);
}
