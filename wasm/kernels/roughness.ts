/**
 * Sensory roughness of a spectrum: pairs of its strongest partials on the Plomp–Levelt curve
 * (W. Sethares, "Local consonance and the relationship between timbre and scale", JASA 1993), over the power of the partials.
 */
const MOST: i32 = 12;
/** Partials more than 40 dB below the strongest are masked. */
const FLOOR: f32 = 1e-4;

/** Partials of the four frames, frame after frame, the strongest first; how many each has. */
const frequencies = memory.data(4 * MOST * 4, 16);
const amplitudes = memory.data(4 * MOST * 4, 16);
const counts = memory.data(4 * 4, 16);

/**
 * Roughness of each lane of `power` at out + lane · stride: 0 = one partial or none; two equal ones a quarter of a critical
 * band apart give about 0.18.
 */
export function roughness(power: usize, bins: i32, width: f32, out: usize, stride: usize): void {
  findPartials(power, bins, width);
  for (let lane = 0; lane < 4; lane++) store<f32>(out + <usize>lane * stride, beats(lane));
}

/** Peaks of the four spectra at once; a lane is looked at alone only where it has one. */
function findPartials(power: usize, bins: i32, width: f32): void {
  v128.store(counts, i32x4.splat(0));
  let strongest = f32x4.splat(0);
  for (let k = 1; k < bins - 1; k++) strongest = f32x4.max(strongest, v128.load(power + ((<usize>k) << 4)));
  const least = f32x4.mul(strongest, f32x4.splat(FLOOR));
  const heard = f32x4.gt(strongest, f32x4.splat(1e-20));
  let left = v128.load(power + 16);
  let middle = v128.load(power + 32);
  for (let k = 2; k < bins - 2; k++) {
    const right = v128.load(power + ((<usize>(k + 1)) << 4));
    const high = v128.and(f32x4.ge(middle, least), heard);
    const peak = v128.and(high, v128.and(f32x4.gt(middle, left), f32x4.ge(middle, right)));
    left = middle;
    middle = right;
    let lanes = i32x4.bitmask(peak);
    while (lanes != 0) {
      const lane = ctz(lanes);
      insert(lane, <f32>k * width, load<f32>(power + ((<usize>k) << 4) + ((<usize>lane) << 2)));
      lanes &= lanes - 1;
    }
  }
}

/** What the partials of a lane give. */
function beats(lane: i32): f32 {
  const f = frequencies + <usize>lane * (MOST * 4);
  const a = amplitudes + <usize>lane * (MOST * 4);
  const count = load<i32>(counts + ((<usize>lane) << 2));
  let sum: f64 = 0;
  let energy: f64 = 0;
  for (let i = 0; i < count; i++) {
    const fi = <f64>load<f32>(f + ((<usize>i) << 2));
    const ai = <f64>load<f32>(a + ((<usize>i) << 2));
    energy += ai;
    for (let j = 0; j < i; j++) {
      const fj = <f64>load<f32>(f + ((<usize>j) << 2));
      const aj = <f64>load<f32>(a + ((<usize>j) << 2));
      const s = (0.24 * Math.abs(fi - fj)) / (0.0207 * min(fi, fj) + 18.96);
      if (s > 3) continue;
      sum += Math.sqrt(ai * aj) * (Math.exp(-3.51 * s) - Math.exp(-5.75 * s));
    }
  }
  return energy > 0 ? <f32>((2 * sum) / energy) : 0;
}

/** Keeps the strongest of a lane, sorted downwards. */
function insert(lane: i32, frequency: f32, power: f32): void {
  const f = frequencies + <usize>lane * (MOST * 4);
  const a = amplitudes + <usize>lane * (MOST * 4);
  const count = load<i32>(counts + ((<usize>lane) << 2));
  let i = count < MOST ? count : MOST - 1;
  if (count == MOST && load<f32>(a + ((MOST - 1) << 2)) >= power) return;
  for (; i > 0 && load<f32>(a + ((<usize>(i - 1)) << 2)) < power; i--) {
    store<f32>(a + ((<usize>i) << 2), load<f32>(a + ((<usize>(i - 1)) << 2)));
    store<f32>(f + ((<usize>i) << 2), load<f32>(f + ((<usize>(i - 1)) << 2)));
  }
  store<f32>(a + ((<usize>i) << 2), power);
  store<f32>(f + ((<usize>i) << 2), frequency);
  store<i32>(counts + ((<usize>lane) << 2), min(MOST, count + 1));
}
