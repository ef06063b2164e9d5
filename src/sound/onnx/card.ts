/** The card of a model: a small JSON file that says what goes in and what comes out. */
import type { Hertz } from "../../types";

/** Waveform as it is, or a log-mel patch of `frames` × `bands`. */
export type ModelInput =
  | { readonly form: "raw"; readonly seconds: number }
  | {
      readonly form: "log-mel";
      /** Samples of the periodic Hann window, between frames, and of the transform (a power of two). */
      readonly window: number;
      readonly hop: number;
      readonly fft: number;
      /** HTK mel bands from `low` to `high` hertz over magnitudes; ln(band + offset). */
      readonly bands: number;
      readonly low: Hertz;
      readonly high: Hertz;
      readonly offset: number;
      /** Frames of a patch. */
      readonly frames: number;
    };

export interface ModelCard {
  readonly name: string;
  /** Path of the model file, relative to the card. */
  readonly model: string;
  readonly sampleRate: Hertz;
  readonly input: ModelInput;
  /** Output that is the embedding; the last axis is its dimensions, all others are averaged. */
  readonly output: string;
}

/** Reads a card; throws one sentence that names what is missing or out of range. */
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
  const numberOf = (from: Readonly<Record<string, unknown>>, key: string, min: number, max: number): number => {
    const value = from[key];
    return typeof value === "number" && value >= min && value <= max
      ? value
      : fail(`"${key}" must be a number from ${min} to ${max}`);
  };
  const sampleRate = numberOf(card, "sampleRate", 4000, 192_000);
  const patch = (): ModelInput => {
    const fft = numberOf(input, "fft", 64, 65_536);
    if ((fft & (fft - 1)) !== 0) fail('"fft" must be a power of two');
    return {
      form: "log-mel",
      fft,
      window: numberOf(input, "window", 16, fft),
      hop: numberOf(input, "hop", 1, 65_536),
      bands: numberOf(input, "bands", 1, 512),
      low: numberOf(input, "low", 0, sampleRate / 2),
      high: numberOf(input, "high", 1, sampleRate / 2),
      offset: numberOf(input, "offset", 1e-12, 1),
      frames: numberOf(input, "frames", 1, 10_000),
    };
  };
  const form = input["form"];
  return {
    name: textOf("name"),
    model: textOf("model"),
    output: textOf("output"),
    sampleRate,
    input:
      form === "raw"
        ? { form, seconds: numberOf(input, "seconds", 0.01, 60) }
        : form === "log-mel"
          ? patch()
          : fail('"input.form" must be "raw" or "log-mel"'),
  };
}

const fields = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
