/** The inner loop of resampling: one dot product of samples and filter phase for every output sample. */

/**
 * `count` outputs to `out`: output n is the dot product of `taps` samples from `samples` + position with row `phase` of
 * `weights`; after each, the position moves by `whole` and the phase by `rest`, carrying into the position at `phases`.
 * `taps` is a multiple of 4; all addresses are bytes of f32 data.
 */
export function convolvePhases(
  samples: usize,
  out: usize,
  count: i32,
  weights: usize,
  taps: i32,
  phases: i32,
  whole: i32,
  rest: i32,
  startPhase: i32,
): void {
  const row = (<usize>taps) << 2;
  const pairs = row & ~31;
  let phase = startPhase;
  let at = samples;
  for (let n = 0; n < count; n++) {
    const w = weights + <usize>phase * row;
    let a = f32x4.splat(0);
    let b = f32x4.splat(0);
    let i: usize = 0;
    for (; i < pairs; i += 32) {
      a = f32x4.add(a, f32x4.mul(v128.load(at + i), v128.load(w + i)));
      b = f32x4.add(b, f32x4.mul(v128.load(at + i, 16), v128.load(w + i, 16)));
    }
    for (; i < row; i += 16) a = f32x4.add(a, f32x4.mul(v128.load(at + i), v128.load(w + i)));
    a = f32x4.add(a, b);
    const sum =
      f32x4.extract_lane(a, 0) + f32x4.extract_lane(a, 1) + (f32x4.extract_lane(a, 2) + f32x4.extract_lane(a, 3));
    store<f32>(out + ((<usize>n) << 2), sum);
    at += (<usize>whole) << 2;
    phase += rest;
    if (phase >= phases) {
      phase -= phases;
      at += 4;
    }
  }
}
