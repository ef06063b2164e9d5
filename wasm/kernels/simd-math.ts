/** Elementary functions on four numbers at once. */

/**
 * log2 of positive finite numbers to about 2e-6: exponent bits plus the atanh series of the mantissa in [√½, √2).
 * Zero and subnormals give about −127.
 */
// @ts-ignore: decorator
@inline
export function log2x4(x: v128): v128 {
  const bits = i32x4.sub(x, i32x4.splat(0x3f3504f3));
  const exponent = i32x4.shr_s(bits, 23);
  const mantissa = i32x4.add(v128.and(bits, i32x4.splat(0x007fffff)), i32x4.splat(0x3f3504f3));
  const one = f32x4.splat(1);
  const t = f32x4.div(f32x4.sub(mantissa, one), f32x4.add(mantissa, one));
  const t2 = f32x4.mul(t, t);
  // 2/ln 2 · (t + t³/3 + t⁵/5 + t⁷/7)
  let s = f32x4.splat(0.41219858);
  s = f32x4.add(f32x4.mul(s, t2), f32x4.splat(0.57707802));
  s = f32x4.add(f32x4.mul(s, t2), f32x4.splat(0.96179669));
  s = f32x4.add(f32x4.mul(s, t2), f32x4.splat(2.88539008));
  return f32x4.add(f32x4.convert_i32x4_s(exponent), f32x4.mul(s, t));
}
