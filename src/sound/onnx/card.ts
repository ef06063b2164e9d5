/** The card of a model: a small JSON file that says what goes in and what comes out. */
import type { Hertz } from "../../types";

/** Axes of an input, as the model wants them: 1 is an axis of one. */
export type Axis = "frames" | "bands" | "samples" | 1;

/** How mel levels are made and laid out. */
export interface MelInput {
  readonly form: "log-mel";
  /** Samples of the periodic Hann window, between frames, and of the transform (a power of two). */
  readonly window: number;
  readonly hop: number;
  readonly fft: number;
  /** Mel bands from `low` to `high` hertz. */
  readonly bands: number;
  readonly low: Hertz;
  readonly high: Hertz;
  /** Added before the logarithm; with log10 and dB: the least value instead. */
  readonly offset: number;
  /** Frames of a patch. */
  readonly frames: number;
  /** The scale, and the bands' shape: HTK with triangles straight in mel, or Slaney's with area 1 (librosa's default). */
  readonly mel: "htk" | "slaney";
  /** Of magnitudes or of their squares. */
  readonly power: 1 | 2;
  readonly log: "ln" | "log10" | "dB";
  /** bands: every band to mean 0 and deviation 1, look by look. */
  readonly normalise: "none" | "bands";
  /** (level − mean) / deviation at the end. */
  readonly mean: number;
  readonly deviation: number;
  /** So many successive frames lie side by side as one of the input. */
  readonly stack: number;
  readonly axes: readonly Axis[];
}

/** The waveform as it is. */
export interface RawInput {
  readonly form: "raw";
  readonly seconds: number;
  /** none: full scale is 1 · unit: mean 0 and deviation 1, look by look · int16: full scale is 32768. */
  readonly normalise: "none" | "unit" | "int16";
  readonly axes: readonly Axis[];
}

export type ModelInput = RawInput | MelInput;

export interface ModelCard {
  readonly name: string;
  /** Path of the model file, relative to the card. */
  readonly model: string;
  readonly sampleRate: Hertz;
  readonly input: ModelInput;
  /** Output that is the embedding. */
  readonly output: string;
  /** The output's axis that is the embedding's, counted from 0, or from the end as −1; all others are averaged. */
  readonly axis: number;
  /** An input of ones, one for each frame (or sample), that the model asks for beside it. */
  readonly mask: string | undefined;
}

/** Reads a card; throws one sentence that names what is missing or out of range. Other keys ("note", "source") are for people. */
export function readCard(text: string, path: string): ModelCard {
  const fail = (what: string): never => {
    throw new Error(`The model card ${path} cannot be used: ${what}.`);
  };
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return fail("it is not JSON");
  }
  const card = fields(json);
  const input = fields(card["input"]);
  const textOf = (key: string): string =>
    typeof card[key] === "string" && card[key] !== "" ? card[key] : fail(`"${key}" must be a text`);
  const numberOf = (from: Fields, key: string, min: number, max: number, fallback?: number): number => {
    const value = from[key] ?? fallback;
    return typeof value === "number" && value >= min && value <= max
      ? value
      : fail(`"${key}" must be a number from ${min} to ${max}`);
  };
  const oneOf = <T extends string | number>(key: string, known: readonly T[]): T => {
    const value = input[key] ?? known[0];
    return known.find((one) => one === value) ?? fail(`"${key}" must be one of ${known.join(", ")}`);
  };
  const axesOf = (fallback: readonly Axis[]): readonly Axis[] => {
    const axes: unknown = input["axes"] ?? fallback;
    const wanted = fallback.filter((axis) => axis !== 1);
    const given = Array.isArray(axes) ? (axes as readonly unknown[]) : [];
    const named = given.filter((axis) => axis !== 1);
    return given.length <= 5 && named.length === wanted.length && wanted.every((axis) => named.includes(axis))
      ? (given as readonly Axis[])
      : fail(`"axes" must be a list of ${wanted.map((axis) => `"${axis}"`).join(", ")} and ones`);
  };
  const sampleRate = numberOf(card, "sampleRate", 4000, 192_000);
  const raw = (): RawInput => ({
    form: "raw",
    seconds: numberOf(input, "seconds", 0.01, 60),
    normalise: oneOf("normalise", ["none", "unit", "int16"]),
    axes: axesOf([1, "samples"]),
  });
  const patch = (): MelInput => {
    const fft = numberOf(input, "fft", 64, 65_536);
    if ((fft & (fft - 1)) !== 0) fail('"fft" must be a power of two');
    const frames = numberOf(input, "frames", 1, 10_000);
    const stack = numberOf(input, "stack", 1, 16, 1);
    if (frames % stack !== 0) fail('"frames" must be a multiple of "stack"');
    return {
      form: "log-mel",
      fft,
      frames,
      stack,
      window: numberOf(input, "window", 16, fft),
      hop: numberOf(input, "hop", 1, 65_536),
      bands: numberOf(input, "bands", 1, 512),
      low: numberOf(input, "low", 0, sampleRate / 2),
      high: numberOf(input, "high", 1, sampleRate / 2),
      offset: numberOf(input, "offset", 1e-12, 1),
      mel: oneOf("mel", ["htk", "slaney"]),
      power: oneOf("power", [1, 2]),
      log: oneOf("log", ["ln", "log10", "dB"]),
      normalise: oneOf("normalise", ["none", "bands"]),
      mean: numberOf(input, "mean", -1000, 1000, 0),
      deviation: numberOf(input, "deviation", 1e-6, 1000, 1),
      axes: axesOf([1, "frames", "bands"]),
    };
  };
  const form = input["form"];
  const axis = numberOf(card, "axis", -5, 4, -1);
  return {
    name: textOf("name"),
    model: textOf("model"),
    output: textOf("output"),
    axis: Number.isInteger(axis) ? axis : fail('"axis" must be a whole number'),
    mask: card["mask"] === undefined ? undefined : textOf("mask"),
    sampleRate,
    input: form === "raw" ? raw() : form === "log-mel" ? patch() : fail('"input.form" must be "raw" or "log-mel"'),
  };
}

type Fields = Readonly<Record<string, unknown>>;

const fields = (value: unknown): Fields => (typeof value === "object" && value !== null ? (value as Fields) : {});
