/** Places a grain between two neighbouring speakers, power preserving: left and right, an even ring, or free places. */
import { CHANNELS, take } from "./layout";
import { Grain } from "./grain";

let channels: i32 = 2;

export function setupPan(channelCount: i32): void {
  speakers = take((<usize>(CHANNELS + 1)) << 4);
  panOver(channelCount);
}

/** That many speakers, on an even ring until places are added. */
export function panOver(channelCount: i32): void {
  channels = channelCount;
  places = 0;
  lastSpread = 0;
  lastOver = channelCount;
  lastMeeting = 1;
}

/** Speakers at places of their own, in order of azimuth: pairs (degrees as f64, channel as i32); 0: an even ring. */
let places: i32 = 0;
let speakers: usize = 0;

/** The next speaker clockwise, at that azimuth (degrees, ascending from the first one). */
export function addSpeaker(azimuth: f64, channel: i32): void {
  if (places >= CHANNELS) return;
  const at = speakers + ((<usize>places) << 4);
  store<f64>(at, azimuth);
  store<i32>(at, channel, 8);
  places++;
  // The first one once more, a turn later: the last pair meets it.
  store<f64>(at, load<f64>(speakers) + 360, 16);
  store<i32>(at, load<i32>(speakers, 8), 24);
}

/** Routes: 0 all speakers; 1..16 that one alone; then the pairs 1+2, 3+4 … Speakers that there are not: all of them. */
const FIRST_PAIR: i32 = CHANNELS + 1;

/** How many speakers a route leads to. */
function speakersOf(route: i32): i32 {
  if (route > 0 && route < FIRST_PAIR && route <= channels) return 1;
  if (route >= FIRST_PAIR && 2 * (route - FIRST_PAIR) + 2 <= channels) return 2;
  return channels;
}

let lastSpread: f64 = 0;
let lastOver: i32 = 2;
let lastMeeting: f64 = 1;

/**
 * How much of the power of grains that add up in amplitude at one place is left when they are spread (0..100): the
 * squared mean gains of places drawn evenly from the spread's width. The last answer is kept.
 */
export function meeting(spread: f64, route: i32): f64 {
  const over = speakersOf(route);
  if (spread == lastSpread && over == lastOver) return lastMeeting;
  lastSpread = spread;
  lastOver = over;
  // Width in distances between speakers: within one, the mean of a piece of an arc; over several, of whole arcs.
  const width = (spread / 100) * (over > 2 ? <f64>over : <f64>(over - 1));
  const angle = (width * Math.PI) / 4;
  if (width == 0) lastMeeting = 1;
  else if (width < 1) lastMeeting = (Math.sin(angle) / angle) * (Math.sin(angle) / angle);
  else lastMeeting = ((8 / (Math.PI * Math.PI)) * (2 * width - 1)) / (width * width);
  return lastMeeting;
}

/** `at`: -100 left .. 100 right; on a ring of n speakers 0 is midway between the first two and the ends meet behind; with free places 1.8° a step. In a pair of its own as on two. */
export function pan(grain: Grain, at: f64, level: f32, route: i32): void {
  if (channels == 1) {
    // The second row is one that nothing reads: two additions to one row would undo each other.
    grain.channels = 1 << 16;
    grain.gainA = level;
    grain.gainB = 0;
    return;
  }
  const over = speakersOf(route);
  if (over == 1) {
    const only = route - 1;
    grain.channels = only | ((only == 0 ? 1 : 0) << 16);
    grain.gainA = level;
    grain.gainB = 0;
    return;
  }
  let first = over < channels ? 2 * (route - FIRST_PAIR) : 0;
  let second = first + 1;
  let share = 0.5 + 0.005 * max(-100.0, min(100.0, at));
  if (over < channels) {
    // Between the two of the pair.
  } else if (places > 1) {
    const begin = load<f64>(speakers);
    let turn = (at * 1.8 - begin) / 360;
    turn = begin + 360 * (turn - Math.floor(turn));
    let pair = speakers;
    for (let i = 1; i < places && turn >= load<f64>(pair, 16); i++) pair += 16;
    first = load<i32>(pair, 8);
    second = load<i32>(pair, 24);
    share = (turn - load<f64>(pair)) / (load<f64>(pair, 16) - load<f64>(pair));
  } else if (channels > 2) {
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
