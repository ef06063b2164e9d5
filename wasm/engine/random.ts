/** Seeded random numbers of the engine: mulberry32 (T. Ettinger, public domain), one state a cloud. */

/** Advances the 32-bit state at `at`; returns a number in [0, 1). */
export function random(at: usize): f32 {
  const state = load<u32>(at) + 0x6d2b79f5;
  store<u32>(at, state);
  let t = (state ^ (state >>> 15)) * (state | 1);
  t ^= t + (t ^ (t >>> 7)) * (t | 61);
  return <f32>((t ^ (t >>> 14)) >>> 8) * <f32>(1.0 / 16777216.0);
}

/** Uniform in [-1, 1). */
export function bipolar(at: usize): f32 {
  return random(at) * 2 - 1;
}

/** A well-mixed state for the n-th cloud of an engine. */
export function seedOf(seed: u32, n: u32): u32 {
  let h = seed * 0x9e3779b1 + n * 0x85ebca6b;
  h = (h ^ (h >>> 16)) * 0x7feb352d;
  h = (h ^ (h >>> 15)) * 0x846ca68b;
  return h ^ (h >>> 16);
}
