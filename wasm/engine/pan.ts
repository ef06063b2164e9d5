/** Places a grain between two neighbouring speakers, power preserving: left and right, or a ring of up to 16. */
import { Grain } from "./grain";

let channels: i32 = 2;

export function setupPan(channelCount: i32): void {
  channels = channelCount;
  lastSpread = 0;
  lastMeeting = 1;
}

let lastSpread: f64 = 0;
let lastMeeting: f64 = 1;

/**
 * How much of the power of grains that add up in amplitude at one place is left when they are spread (0..100): the
 * squared mean gains of places drawn evenly from the spread's width. The last answer is kept.
 */
export function meeting(spread: f64): f64 {
  if (spread == lastSpread) return lastMeeting;
  lastSpread = spread;
  // Width in distances between speakers: within one, the mean of a piece of an arc; over several, of whole arcs.
  const width = (spread / 100) * (channels > 2 ? <f64>channels : <f64>(channels - 1));
  const angle = (width * Math.PI) / 4;
  if (width == 0) lastMeeting = 1;
  else if (width < 1) lastMeeting = (Math.sin(angle) / angle) * (Math.sin(angle) / angle);
  else lastMeeting = ((8 / (Math.PI * Math.PI)) * (2 * width - 1)) / (width * width);
  return lastMeeting;
}

/** `at`: -100 left .. 100 right; on a ring of n speakers 0 is midway between the first two and the ends meet behind. */
export function pan(grain: Grain, at: f64, level: f32): void {
  if (channels == 1) {
    // The second row is one that nothing reads: two additions to one row would undo each other.
    grain.channels = 1 << 16;
    grain.gainA = level;
    grain.gainB = 0;
    return;
  }
  let first = 0;
  let second = 1;
  let share = 0.5 + 0.005 * max(-100.0, min(100.0, at));
  if (channels > 2) {
    const n = <f64>channels;
    let ring = 0.5 + at * 0.005 * n;
    ring -= Math.floor(ring / n) * n;
    first = min(channels - 1, <i32>ring);
    second = first + 1 < channels ? first + 1 : 0;
    share = ring - <f64>first;
  }
  const angle = share * 1.5707963267948966;
  // Equal power: at the middle both speakers have 0.707; a centred stereo grain is as loud as a mono one.
  grain.channels = first | (second << 16);
  grain.gainA = level * <f32>Math.cos(angle);
  grain.gainB = level * <f32>Math.sin(angle);
}
