/**
 * What folds back when grains are transposed upwards. The engine is linear and its chance does not hear the sound: what
 * it makes of the part of a sound that belongs above half the rate is what folded back of the whole.
 */
import { Random } from "../src/math/random";
import { fft } from "../src/math";
import type { CorpusFormat } from "../worklets/corpus-memory";
import { engineWith, RATE, renderAll, sine, word } from "./plain-engine";

const SECONDS = 4;
/** Frames that are looked at, and where they begin. */
const LOOKED = 16384;
const FROM = 0.3 * RATE;
/** What folds back above this is not counted: nobody hears it. */
const HEARD = 20_000;
/** Harmonics of the tone. */
const PITCH = 110;

/** Power below 20 kHz of an even stream of long grains of that sound. */
function power(sound: Float32Array, pitch: number, interpolation: number, format: CorpusFormat): number {
  const engine = engineWith([sound], { format });
  const scan = Math.min(4, 2 ** (pitch / 12));
  const set = { asynchrony: 0, spread: 0, grainDuration: 100, scan, pitch, interpolation };
  engine.cloud({ ...word(1, 0, 1), set });
  const [left] = renderAll(engine, FROM + LOOKED);
  const re = Float64Array.from(left.subarray(FROM), (x, i) => x * (1 - Math.cos((2 * Math.PI * i) / LOOKED)));
  const im = new Float64Array(LOOKED);
  fft(re, im);
  let sum = 0;
  for (let k = 1; k < (HEARD / RATE) * LOOKED; k++) sum += re[k] ** 2 + im[k] ** 2;
  return sum;
}

const decibels = (share: number): number => 10 * Math.log10(Math.max(share, 1e-15));

/** Level of a sine, dB against one far below half the rate once both are transposed. `interpolation` as the control. */
export function transposedLevel(
  hertz: number,
  pitch: number,
  interpolation = 0,
  format: CorpusFormat = "float32",
): number {
  const low = sine((0.1 * RATE) / 2 ** (pitch / 12), SECONDS);
  return decibels(power(sine(hertz, SECONDS), pitch, interpolation, format) / power(low, pitch, interpolation, format));
}

/** Harmonics up to half the rate, falling as 1/n, without all up to `limit`. */
function harmonics(limit: number): Float32Array {
  const sum = new Float32Array(SECONDS * RATE);
  for (let n = 1; n * PITCH < RATE / 2; n++)
    if (n * PITCH > limit) sine(n * PITCH, SECONDS, 0.1 / n).forEach((x, i) => (sum[i] += x));
  return sum;
}

/** White noise, without all up to `limit`. */
function noise(limit: number): Float32Array {
  const length = 2 ** Math.floor(Math.log2(SECONDS * RATE));
  const random = new Random(3);
  const re = Float64Array.from({ length }, () => 0.1 * random.normal());
  const im = new Float64Array(length);
  fft(re, im);
  for (let k = 0; k < length; k++) if ((Math.min(k, length - k) / length) * RATE <= limit) re[k] = im[k] = 0;
  // Once more forwards is backwards in time.
  fft(re, im);
  return Float32Array.from(re, (x) => x / length);
}

/** Share of the whole that folded back below 20 kHz, dB: of noise, or of a tone of 110 Hz with all harmonics. */
export function foldedShare(material: "noise" | "tone", pitch: number, interpolation = 0): number {
  const make = material === "noise" ? noise : harmonics;
  const above = make(RATE / 2 / 2 ** (pitch / 12));
  return decibels(power(above, pitch, interpolation, "float32") / power(make(0), pitch, interpolation, "float32"));
}
