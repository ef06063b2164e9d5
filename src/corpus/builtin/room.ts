/** A room around a dry sound: six early reflections and a short, damped tail. */
import { exp2, smoothing } from "./exact";
import type { Hertz, Seconds } from "../../types";

/** Metres that the reflections travel further, for a room of size 1, and what they have lost. */
const EARLY: readonly (readonly [metres: number, gain: number])[] = [
  [1.9, 0.62],
  [3.1, -0.48],
  [4.3, 0.41],
  [5.9, -0.33],
  [7.7, 0.27],
  [9.2, 0.22],
];
/** Lines of the tail in metres, for a room of size 1. */
const LINES = [7.13, 9.41, 11.87, 13.73];
const SPEED_OF_SOUND = 343;

export interface Room {
  /** 1 is a small room; 0.3 a box, 4 a hall. */
  readonly size: number;
  /** Level of reflections and tail against the dry sound. */
  readonly wet: number;
  /** Time in which the tail falls by 60 dB. */
  readonly decay: Seconds;
  /** Walls swallow what lies above; 5000 unless told. */
  readonly bright?: Hertz;
}

/** The sound in the room, longer by the tail. Feedback delay network with a Hadamard matrix (Jot 1991). */
export function place(dry: Float32Array, rate: Hertz, room: Room): Float32Array {
  const out = new Float32Array(dry.length + Math.round(room.decay * 0.8 * rate));
  out.set(dry);
  for (const [metres, gain] of EARLY) {
    const delay = Math.round(((metres * room.size) / SPEED_OF_SOUND) * rate);
    const g = gain * room.wet;
    const end = Math.min(dry.length, out.length - delay);
    for (let i = 0; i < end; i++) out[i + delay] += dry[i] * g;
  }
  const lengths = LINES.map((metres) => Math.round(((metres * room.size) / SPEED_OF_SOUND) * rate));
  const lines = lengths.map((n) => new Float32Array(n));
  const gains = lengths.map((n) => 0.5 * exp2((-9.965784284662087 * n) / (room.decay * rate)));
  const [l0, l1, l2, l3] = lines;
  const [n0, n1, n2, n3] = lengths;
  const [g0, g1, g2, g3] = gains;
  const a = smoothing(room.bright ?? 5000, rate);
  const wet = room.wet * 0.5;
  let i0 = 0;
  let i1 = 0;
  let i2 = 0;
  let i3 = 0;
  let low = 0;
  let dull = 0;
  for (let i = 0; i < out.length; i++) {
    const d0 = l0[i0];
    const d1 = l1[i1];
    const d2 = l2[i2];
    const d3 = l3[i3];
    const sum = d0 + d1;
    const less = d0 - d1;
    const other = d2 + d3;
    const rest = d2 - d3;
    low += a * (less + rest - low);
    out[i] += wet * low;
    const x = i < dry.length ? dry[i] : 0;
    // One line more damped than the others keeps the tail darkening as it dies.
    dull += a * (sum - other - dull);
    l0[i0] = x + g0 * (sum + other);
    l1[i1] = x + g1 * (less + rest);
    l2[i2] = x + g2 * dull;
    l3[i3] = x + g3 * (less - rest);
    if (++i0 === n0) i0 = 0;
    if (++i1 === n1) i1 = 0;
    if (++i2 === n2) i2 = 0;
    if (++i3 === n3) i3 = 0;
  }
  return out;
}
