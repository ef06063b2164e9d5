/** A cloud's level over time, sample by sample: attack, release, whatever fades it out, and its smoothed gain. */
import { Cloud } from "./cloud";
import { ease } from "./ease";
import { globalValue, amplitude, Parameter, valueOf } from "./parameters";
import { take, TICK } from "./layout";

let levels: usize = 0;
/** One-pole coefficient of the gain smoothing, two in a row: 90% of a step in about 12 ms. */
let smoothing: f32 = 0;

export function setupEnvelope(sampleRate: f64): void {
  levels = take((<usize>(TICK + 4)) << 2);
  smoothing = <f32>(1 - Math.exp(-1 / (0.003 * sampleRate)));
}

/** The fade from `killFrom` to 0 at absolute frame `frame`. */
function killLevel(cloud: Cloud, frame: i64): f32 {
  return cloud.killFrom * (1 - ease(<f32>(frame - cloud.killAt) / <f32>cloud.killLength));
}

/** Lets the cloud fade out over `length` frames from absolute frame `at`; an earlier end already planned stays. */
export function kill(cloud: Cloud, at: i64, length: i32): void {
  let from: f32 = 1;
  if (cloud.killed) {
    if (cloud.killAt + cloud.killLength <= at + length) return;
    from = at > cloud.killAt ? killLevel(cloud, at) : 1;
  }
  cloud.killed = 1;
  cloud.killFrom = from;
  cloud.killAt = at;
  cloud.killLength = max(1, length);
}

/** Absolute frame at which the cloud is silent for good. */
export function endOf(cloud: Cloud): i64 {
  const natural = cloud.begin + cloud.total;
  return cloud.killed ? min(natural, cloud.killAt + cloud.killLength) : natural;
}

/** Whether the cloud has begun to end at that frame. */
export function ending(cloud: Cloud, frame: i64): bool {
  return (cloud.killed && frame >= cloud.killAt) || frame >= cloud.begin + cloud.total - cloud.release;
}

export function targetGain(cloud: Cloud): f32 {
  return <f32>amplitude(valueOf(cloud.overrides, Parameter.gain));
}

/** Writes `frames` levels from absolute frame `from` and returns their address. `held`: time stands still (freeze). */
export function envelope(cloud: Cloud, from: i64, frames: i32, held: bool): usize {
  const target = targetGain(cloud);
  const releaseAt = cloud.begin + cloud.total - cloud.release;
  let gain = cloud.gain;
  let lag = cloud.gainLag;
  const steady = gain == target && from - cloud.begin >= cloud.attack;
  if (steady && !held && from + frames <= releaseAt && !(cloud.killed && from + frames > cloud.killAt)) {
    const flat = f32x4.splat(gain);
    for (let i = 0; i < frames; i += 4) v128.store(levels + ((<usize>i) << 2), flat);
    return levels;
  }
  for (let i = 0; i < frames; i++) {
    const frame = from + i;
    if (gain != target) {
      lag += (target - lag) * smoothing;
      gain += (lag - gain) * smoothing;
      if (abs(gain - target) < 1e-6 && abs(lag - target) < 1e-6) {
        gain = target;
        lag = target;
      }
    }
    let level = gain;
    const age = frame - cloud.begin;
    if (age < cloud.attack) level *= ease(<f32>(age + 1) / <f32>cloud.attack);
    const fall = (held ? from & ~(<i64>TICK - 1) : frame) - releaseAt;
    if (fall >= 0) level *= 1 - ease(<f32>(fall + 1) / <f32>cloud.release);
    if (cloud.killed && frame >= cloud.killAt) level *= killLevel(cloud, frame + 1);
    if (age < 0) level = 0;
    store<f32>(levels + ((<usize>i) << 2), level);
  }
  cloud.gain = gain;
  cloud.gainLag = lag;
  return levels;
}

export function frozen(cloud: Cloud): bool {
  return valueOf(cloud.overrides, Parameter.freeze) >= 0.5;
}

export function masterTarget(): f32 {
  return <f32>amplitude(globalValue(Parameter.volume));
}
