/**
 * Sensory roughness of a spectrum: pairs of its strongest partials on the Plomp–Levelt curve
 * (W. Sethares, "Local consonance and the relationship between timbre and scale", JASA 1993), over the power of the partials.
 */
const MOST: i32 = 12;
/** Partials more than 40 dB below the strongest are masked. */
const FLOOR: f32 = 1e-4;

const frequencies = memory.data(MOST * 4, 16);
const amplitudes = memory.data(MOST * 4, 16);

/** 0 = one partial or none; two equal ones a quarter of a critical band apart give about 0.18. `power`: lane of vectors. */
export function roughness(power: usize, bins: i32, width: f32): f32 {
  let strongest: f32 = 0;
  for (let k = 1; k < bins - 1; k++) strongest = max(strongest, load<f32>(power + ((<usize>k) << 4)));
  if (strongest <= 1e-20) return 0;
  const least = strongest * FLOOR;
  let count = 0;
  for (let k = 2; k < bins - 2; k++) {
    const at = power + ((<usize>k) << 4);
    const p = load<f32>(at);
    if (p < least || p <= load<f32>(at - 16) || p < load<f32>(at + 16)) continue;
    count = insert(count, <f32>k * width, p);
  }
  let sum: f64 = 0;
  let energy: f64 = 0;
  for (let i = 0; i < count; i++) {
    const fi = <f64>load<f32>(frequencies + ((<usize>i) << 2));
    const ai = <f64>load<f32>(amplitudes + ((<usize>i) << 2));
    energy += ai;
    for (let j = 0; j < i; j++) {
      const fj = <f64>load<f32>(frequencies + ((<usize>j) << 2));
      const aj = <f64>load<f32>(amplitudes + ((<usize>j) << 2));
      const s = (0.24 * Math.abs(fi - fj)) / (0.0207 * min(fi, fj) + 18.96);
      if (s > 3) continue;
      sum += Math.sqrt(ai * aj) * (Math.exp(-3.51 * s) - Math.exp(-5.75 * s));
    }
  }
  return energy > 0 ? <f32>((2 * sum) / energy) : 0;
}

/** Keeps the strongest, sorted downwards. */
function insert(count: i32, frequency: f32, power: f32): i32 {
  let i = count < MOST ? count : MOST - 1;
  if (count == MOST && load<f32>(amplitudes + ((MOST - 1) << 2)) >= power) return count;
  for (; i > 0 && load<f32>(amplitudes + ((<usize>(i - 1)) << 2)) < power; i--) {
    store<f32>(amplitudes + ((<usize>i) << 2), load<f32>(amplitudes + ((<usize>(i - 1)) << 2)));
    store<f32>(frequencies + ((<usize>i) << 2), load<f32>(frequencies + ((<usize>(i - 1)) << 2)));
  }
  store<f32>(amplitudes + ((<usize>i) << 2), power);
  store<f32>(frequencies + ((<usize>i) << 2), frequency);
  return min(MOST, count + 1);
}
