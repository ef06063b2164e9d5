/**
 * The last stage: volume, then a look-ahead limiter that reads true peaks (4x oversampled, ITU-R BS.1770 annex 2 in
 * spirit) and never lets a sample pass the ceiling. Gain = sliding minimum over the look-ahead, smoothed by two box
 * averages in whole numbers: exactly 1 while nothing is limited, the same bits however a render is cut.
 */
import { BUS_STRIDE, CHANNELS, take } from "./layout";
import { mainRow } from "./mix";
import { masterTarget } from "./envelope";

const CEILING: f32 = 0.966;
/** Taps per phase of the interpolator, and its delay in frames. */
const TAPS: i32 = 8;
const DELAY: i32 = 4;
const UNITY: i64 = 1 << 24;

let channels: i32 = 2;
/** Look-ahead of the minimum = lengths of the two averages; all latency together is `latency`. */
let boxA: i32 = 28;
let boxB: i32 = 28;
let latency: i32 = 60;
let release: f32 = 0;
let smoothing: f32 = 0;
let taps: usize = 0;
let delays: usize = 0;
let history: usize = 0;
/** Ring of required gains (whole numbers), their minimum by a monotone queue, the two averages' rings. */
let queue: usize = 0;
let ringA: usize = 0;
let ringB: usize = 0;
let head: i32 = 0;
let size: i32 = 0;
let sumA: i64 = 0;
let sumB: i64 = 0;
let clock: i32 = 0;
let required: f32 = 1;
let volume: f32 = 1;
let volumeLag: f32 = 1;
let least: f32 = 1;
/** Samples below this cannot make a point between them that passes the ceiling; how many frames ago one was above. */
let quiet: f32 = 0;
let calm: i32 = 0;

const RING: i32 = 512;

export function setupLimiter(sampleRate: f64, channelCount: i32): void {
  channels = channelCount;
  const look = <i32>(0.00118 * sampleRate);
  boxA = look >> 1;
  boxB = look - boxA;
  latency = boxA + boxB - 2 + DELAY;
  release = <f32>(1 - Math.exp(-1 / (0.08 * sampleRate)));
  smoothing = <f32>(1 - Math.exp(-1 / (0.003 * sampleRate)));
  taps = take(3 * TAPS * 4);
  let most = 0.0;
  for (let phase = 1; phase < 4; phase++) {
    let sum = 0.0;
    let sizes = 0.0;
    for (let k = 0; k < TAPS; k++) {
      sum += kernelAt(phase, k);
      sizes += Math.abs(kernelAt(phase, k));
    }
    most = max(most, sizes / sum);
    for (let k = 0; k < TAPS; k++)
      store<f32>(taps + ((<usize>((phase - 1) * TAPS + k)) << 2), <f32>(kernelAt(phase, k) / sum));
  }
  quiet = <f32>((0.99 * <f64>CEILING) / most);
  calm = 0;
  delays = take((<usize>(CHANNELS * RING)) << 2);
  history = take((<usize>(CHANNELS * TAPS)) << 2);
  queue = take((<usize>RING) << 3);
  ringA = take((<usize>RING) << 3);
  ringB = take((<usize>RING) << 3);
  for (let i = 0; i < RING; i++) {
    store<i64>(ringA + ((<usize>i) << 3), UNITY);
    store<i64>(ringB + ((<usize>i) << 3), UNITY);
  }
  sumA = UNITY * boxA;
  sumB = UNITY * boxB;
  head = size = clock = 0;
  required = least = 1;
  volume = volumeLag = 1;
}

/** From here on that many rows are limited; those that join have no past. */
export function limitOver(channelCount: i32): void {
  for (let c = channels; c < channelCount; c++) {
    memory.fill(delays + ((<usize>(c * RING)) << 2), 0, <usize>(RING << 2));
    memory.fill(history + ((<usize>(c * TAPS)) << 2), 0, <usize>(TAPS << 2));
  }
  channels = channelCount;
}

/** Windowed sinc between samples: tap k of the phase that lies phase/4 after sample DELAY - 1 of the history. */
function kernelAt(phase: i32, k: i32): f64 {
  const x = <f64>(k - (TAPS / 2 - 1)) - <f64>phase / 4;
  const w = 0.5 + 0.5 * Math.cos((Math.PI * x) / (TAPS / 2));
  return (x == 0 ? 1.0 : Math.sin(Math.PI * x) / (Math.PI * x)) * w;
}

export function limiterLatency(): i32 {
  return latency;
}

/** Starts at the volume that is set, instead of gliding to it. */
export function settleVolume(): void {
  volume = volumeLag = masterTarget();
}

/** Least gain since the last call, linear. */
export function takeReduction(): f32 {
  const g = least;
  least = 1;
  return g;
}

/** Highest of a frame's samples and of the points between them, over all channels; 0 when all are far below the ceiling. */
function truePeak(at: usize): f32 {
  let peak: f32 = 0;
  let loudest: f32 = 0;
  for (let c = 0; c < channels; c++) {
    const past = history + ((<usize>(c * TAPS)) << 2);
    const x = load<f32>(at + <usize>(c * BUS_STRIDE));
    v128.store(past, v128.load(past, 4));
    v128.store(past, v128.load(past, 20), 16);
    store<f32>(past, x, (TAPS - 1) * 4);
    loudest = max(loudest, abs(x));
  }
  calm = loudest < quiet ? calm + 1 : 0;
  if (calm >= TAPS) return 0;
  for (let c = 0; c < channels; c++) {
    const past = history + ((<usize>(c * TAPS)) << 2);
    const lo = v128.load(past);
    const hi = v128.load(past, 16);
    peak = max(peak, abs(load<f32>(past, 12)));
    for (let phase: usize = 0; phase < 3; phase++) {
      const t = taps + phase * (TAPS * 4);
      const s = f32x4.add(f32x4.mul(lo, v128.load(t)), f32x4.mul(hi, v128.load(t, 16)));
      const sum =
        f32x4.extract_lane(s, 0) + f32x4.extract_lane(s, 1) + (f32x4.extract_lane(s, 2) + f32x4.extract_lane(s, 3));
      peak = max(peak, abs(sum));
    }
  }
  return peak;
}

/** Minimum of the last `boxA + boxB - 1` required gains, by a queue that stays sorted. */
function slidingMinimum(gain: i64): i64 {
  const window = boxA + boxB - 1;
  while (size > 0 && load<i32>(queue + ((<usize>((head + size - 1) & (RING - 1))) << 3)) >= <i32>gain) size--;
  const tail = queue + ((<usize>((head + size) & (RING - 1))) << 3);
  store<i32>(tail, <i32>gain);
  store<i32>(tail, clock, 4);
  size++;
  while (clock - load<i32>(queue + ((<usize>head) << 3), 4) >= window) {
    head = (head + 1) & (RING - 1);
    size--;
  }
  return <i64>load<i32>(queue + ((<usize>head) << 3));
}

/** Average of the last `length` values in whole numbers. */
function slide(ring: usize, sum: i64, length: i32, value: i64): i64 {
  const old = ring + ((<usize>((clock - length) & (RING - 1))) << 3);
  const next = sum + value - load<i64>(old);
  store<i64>(ring + ((<usize>(clock & (RING - 1))) << 3), value);
  return next;
}

/** sum / count rounded down: exact in doubles, and quicker than a division of whole numbers. */
function share(sum: i64, count: i32): i64 {
  return <i64>(<f64>sum / <f64>count);
}

/** Limits the main bus in place. */
export function limit(frames: i32): void {
  const target = masterTarget();
  for (let i = 0; i < frames; i++) {
    if (volume != target) {
      volumeLag += (target - volumeLag) * smoothing;
      volume += (volumeLag - volume) * smoothing;
      if (abs(volume - target) < 1e-6 && abs(volumeLag - target) < 1e-6) volume = volumeLag = target;
    }
    const at = mainRow(0) + ((<usize>i) << 2);
    for (let c = 0; c < channels; c++) {
      const x = at + <usize>(c * BUS_STRIDE);
      store<f32>(x, load<f32>(x) * volume);
    }
    const peak = truePeak(at);
    required += (1 - required) * release;
    if (required > 0.999999) required = 1;
    if (peak * required > CEILING) required = CEILING / peak;
    const low = slidingMinimum(<i64>(required * <f32>UNITY));
    sumA = slide(ringA, sumA, boxA, low);
    sumB = slide(ringB, sumB, boxB, share(sumA, boxA));
    const gain = <f32>share(sumB, boxB) * <f32>(1.0 / <f64>UNITY);
    least = min(least, gain);
    for (let c = 0; c < channels; c++) {
      const x = at + <usize>(c * BUS_STRIDE);
      const ring = delays + ((<usize>(c * RING)) << 2);
      store<f32>(ring + ((<usize>(clock & (RING - 1))) << 2), load<f32>(x));
      const y = load<f32>(ring + ((<usize>((clock - latency) & (RING - 1))) << 2)) * gain;
      store<f32>(x, max(<f32>-1, min(<f32>1, y)));
    }
    clock++;
  }
}
