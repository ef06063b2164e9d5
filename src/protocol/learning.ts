/** What the lexicon worker learns from: files, how they are cut and heard; its progress and its report. */
import type { Hertz, Seconds, Skipped, UnitMode } from "../types";

/** A file handed to the worker; audio already decoded where only the page can decode. */
export interface SourceFile {
  /** Path relative to the dropped folder. */
  readonly file: string;
  readonly bytes: Uint8Array;
}

/** How sounds are cut and which silences are left out. */
export interface Cutting {
  readonly unit: UnitMode;
  readonly trimSilence: boolean;
  readonly dropSilent: boolean;
}

/** How a corpus is heard and mapped. */
interface Hearing {
  readonly mapping: string;
  readonly soundEncoder: string;
  /** Card and model that an onnx encoder names. */
  readonly models?: readonly SourceFile[];
  readonly seed: number;
}

export interface LearnOptions extends Cutting, Hearing {
  readonly name: string;
}

export interface ProjectOptions extends Hearing {
  /** Absent: as the project was cut. */
  readonly cutting?: Cutting;
  /** As on an earlier visit: where the unit is still the project's, its own units and placed words are taken. */
  readonly again?: boolean;
}

/** What the page is told after a corpus was learned. */
export interface LearnReport {
  readonly name: string;
  readonly sounds: number;
  readonly units: number;
  readonly seconds: Seconds;
  readonly skipped: readonly Skipped[];
  readonly unit: UnitMode;
  /** Which map of its method is in use: the best one when it is known from an earlier visit. */
  readonly map: "quick" | "best";
}

/** What came of live input: the sounds in use with it, and how many units each of its files has. */
export interface LiveReport {
  readonly units: readonly number[];
  readonly report: LearnReport;
}

/** How an encoder stands after an epoch; `heldOut`: on units that are never trained on, NaN where there are too few. */
export interface EpochLoss {
  readonly encoder: string;
  /** From 1. */
  readonly epoch: number;
  readonly of: number;
  readonly loss: number;
  readonly heldOut: number;
}

/** One line of progress: stage, fraction 0..1, what it is busy with. */
export interface Progress {
  readonly stage: "read" | "decode" | "segment" | "describe" | "encode" | "fit" | "load" | "render";
  readonly fraction: number;
  readonly note: string;
  /** After an epoch of an encoder that learns. */
  readonly loss?: EpochLoss;
}

/** What the second hand of the built-in sounds is told, once. */
export interface SynthesisOrder {
  readonly sampleRate: Hertz;
  /** Leads to the lexicon worker. */
  readonly port: MessagePort;
}

/** One built-in sound from the second hand. */
export interface MadeSound {
  readonly index: number;
  readonly samples: Float32Array;
}
