/**
 * Every message that crosses a thread, one union per direction. Types only.
 *
 *   page  ──comlink──▶ lexicon worker      LexiconApi
 *   page  ──port─────▶ worklet             ToEngine
 *   worker ─port─────▶ worklet             ToEngine (the direct line: no hop through the page)
 *   worklet ─port────▶ page                FromEngine (only to be drawn)
 */
import type { Frames, Hertz, Json, Seconds, Skipped, UnitMode, WeightedUnit, WordSource } from "./types";

/** Values by control id, in the control's own unit (see controls.ts). */
export type ControlValues = Readonly<Record<string, number>>;

/** One word to be played. All of it is plain numbers, so that it can be checked field by field before it is believed. */
export interface CloudEvent {
  /** Chosen by the sender, unique while it sounds; reported back by started/ended. */
  readonly id: number;
  /** Clouds of one voice crossfade into each other; other voices go on. 0..63. */
  readonly voice: number;
  /** Engine time in seconds at which the first grain is read; in the past or 0 = the next quantum. */
  readonly at: Seconds;
  /** How long the cloud sounds, attack and release included; 0 = natural, the first unit's length. */
  readonly duration: Seconds;
  /** At most 8, indices into the unit table. */
  readonly units: readonly WeightedUnit[];
  /** Per-cloud values overriding the global controls. */
  readonly set?: ControlValues;
}

/** The units as the engine needs them; index i is unit i of the corpus. Appending keeps earlier indices. */
export interface UnitTable {
  /** How the audio lies in memory; absent: as the engine was made, float32 in the page. Frames count from byte 0 in either. */
  readonly format?: "float32" | "int16";
  /** First frame in the corpus memory, one a unit. */
  readonly start: Uint32Array;
  readonly length: Uint32Array;
  readonly gain: Float32Array;
  /** Gain on top for a word that hears only the unit's first half second, 1..4; absent: 1 for all. */
  readonly opening?: Float32Array;
  /** Pairs (start, length), frames from the unit's start, all units one after the other. */
  readonly stretches: Uint32Array;
  /** units + 1 indices into the pairs of `stretches`. */
  readonly firstStretch: Uint32Array;
}

/** What the processor named "lexigrain" is built with (AudioWorkletNode's processorOptions). */
export interface ProcessorOptions {
  /** engine.wasm, or engine-shared.wasm when `memory` is given; compiled on the main thread. */
  readonly module: WebAssembly.Module;
  /** Room for corpus audio. */
  readonly frames: Frames;
  /** Shared memory when the page is cross-origin isolated; absent: the worklet makes its own. */
  readonly memory?: WebAssembly.Memory;
  readonly seed: number;
}

export type ToEngine =
  | { readonly type: "cloud"; readonly cloud: CloudEvent }
  /** One cloud's own values, while it sounds or waits: a hand that presses, bends, slides. */
  | { readonly type: "adjust"; readonly id: number; readonly values: ControlValues }
  /** Let a voice (or all) release. */
  | { readonly type: "release"; readonly voice?: number }
  /** All silent within 50 ms by a fade. */
  | { readonly type: "panic" }
  /** A piece of corpus audio; copied in bounded portions per quantum. Answered by `loaded` when all of it lies there. */
  | {
      readonly type: "samples";
      readonly generation: number;
      readonly at: Frames;
      readonly samples: Float32Array;
      readonly format?: "float32" | "int16";
    }
  /** Answered by `marked` when all before it lies in memory: the sender need not send faster than is copied. */
  | { readonly type: "mark"; readonly mark: number }
  /** Swap the unit table; sounding clouds keep their bounds. Takes effect after all earlier `samples` lie in memory. */
  | { readonly type: "units"; readonly generation: number; readonly table: UnitTable }
  | { readonly type: "set"; readonly values: ControlValues }
  /** A further sender (the worker's direct line); the port is in the transfer list. */
  | { readonly type: "port"; readonly port: MessagePort };

export type FromEngine =
  /** `clock`: milliseconds since 1970 at which the quantum of the first grain was begun, to the millisecond below. */
  | { readonly type: "started"; readonly id: number; readonly frame: Frames; readonly clock: number }
  | { readonly type: "ended"; readonly id: number }
  | { readonly type: "loaded"; readonly generation: number; readonly frames: Frames }
  | { readonly type: "marked"; readonly mark: number }
  | { readonly type: "refused"; readonly reason: string }
  | EngineStatus;

/** At most 30 a second, and only while something changed. */
export interface EngineStatus {
  readonly type: "status";
  readonly time: Seconds;
  readonly grains: number;
  readonly clouds: readonly { readonly id: number; readonly level: number }[];
  /** Linear peak per channel since the last status. */
  readonly peaks: readonly number[];
  /** Limiter gain reduction, dB >= 0. */
  readonly reduction: number;
  /** Time in process over quantum, 0..; NaN where the scope has no clock. */
  readonly load: number;
  /** 0 full quality, 1 interpolation reduced, 2 grains reduced. */
  readonly quality: number;
  readonly underruns: number;
  /** Measured by the shell that owns the clock; absent elsewhere. */
  readonly process?: ProcessTimes;
}

/** Times of single quanta in the audio thread, over the last minute. The thread's clock ticks in milliseconds. */
export interface ProcessTimes {
  /** Median of half-second means, milliseconds: finer than the clock. */
  readonly p50: number;
  /** Of single quanta, rounded up to whole milliseconds. */
  readonly p99: number;
  readonly max: number;
  /** Milliseconds of sound in a quantum. */
  readonly quantum: number;
  /** Quanta that took longer than the sound they made, since the beginning. */
  readonly late: number;
  /** Milliseconds by which the limiter's look-ahead holds the sound back. */
  readonly lookAhead: number;
}

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

/** A unit beside another one. */
export interface NearUnit {
  readonly unit: number;
  readonly file: string;
  /** Within the file. */
  readonly at: Seconds;
  readonly duration: Seconds;
  /** Euclid in the sound space in use. */
  readonly distance: number;
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
  readonly stage: "read" | "decode" | "segment" | "describe" | "encode" | "fit" | "load";
  readonly fraction: number;
  readonly note: string;
  /** After an epoch of an encoder that learns. */
  readonly loss?: EpochLoss;
}

/** A placed word as the page draws it. */
export interface PlacedWord {
  readonly word: string;
  readonly units: readonly WeightedUnit[];
  /** File of the first unit, and the length of it in seconds. */
  readonly file: string;
  readonly length: Seconds;
  readonly source: WordSource;
  readonly of: readonly string[];
}

/** "Why this sound": the words nearest in meaning, and the sounds they have. */
export interface Explanation {
  readonly word: string;
  readonly source: WordSource;
  readonly of: readonly string[];
  readonly neighbours: readonly { readonly word: string; readonly similarity: number; readonly file: string }[];
}

/** A sound as the performer's hand names it: found again after a reload, in a grown corpus, cut otherwise. */
export interface SoundPlace {
  readonly file: string;
  /** Where its unit begins within the file. */
  readonly at: Seconds;
}

/** One wish of the performer's hand. */
export type Wish =
  /** The word sounds as this; words near in meaning move along. */
  | { readonly kind: "pin"; readonly word: string; readonly sound: SoundPlace }
  /** This is heard no more. */
  | { readonly kind: "forbid"; readonly sound: SoundPlace }
  /** The word moves by `amount` (0..1) of the way to this, its neighbours a little less. */
  | { readonly kind: "like"; readonly word: string; readonly sound: SoundPlace; readonly amount: number };

/** All that the performer's hand asks of the map. */
export interface Hand {
  /** Laid on in their order. */
  readonly wishes: readonly Wish[];
  /** How far every word spreads over its neighbours: 0 as the map has it, 1 eight units. */
  readonly spread: number;
  /** Between the map in use (share 0) and that of another method (1). */
  readonly toward: { readonly method: string; readonly share: number };
}

/** A file that is read where it lies, piece by piece: it may be larger than memory. */
export interface LaidFile {
  readonly name: string;
  readonly data: LaidBytes;
}

/** A Blob, as far as it is needed: the audio thread, which reads this file too, knows none. */
interface LaidBytes {
  readonly size: number;
  slice(start: number, end: number): LaidBytes;
  text(): Promise<string>;
  arrayBuffer(): Promise<ArrayBuffer>;
  stream(): { getReader(): { read(): Promise<{ value?: Uint8Array | undefined }>; cancel(): Promise<void> } };
}

/** What is to relate words. */
export interface WordsWish {
  /** A text encoder as the command line names it; "vectors" and "model" stand for the files below. */
  readonly encoder: string;
  /** The performer's own texts: the words are bent toward them, or learned from them alone. */
  readonly texts: readonly LaidFile[];
  /** A file of word vectors, and the word of each of its rows where it holds numbers alone. */
  readonly vectors?: LaidFile | undefined;
  readonly list?: LaidFile | undefined;
  /** A contextual model: its files by path, or the address of its folder. */
  readonly model?: readonly LaidFile[] | string | undefined;
}

/** What relates words now. */
export interface WordsReport {
  readonly name: string;
  readonly words: number;
  readonly dimensions: number;
  /** Sentences about what was not as it should be in the files. */
  readonly notes: readonly string[];
  /** Whether the sentence around a word counts. */
  readonly context: boolean;
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

/** How a map keeps the relations between 600 words that its fit never saw; definitions in docs/mapping.md. */
export interface MapScores {
  /** Spearman's rank correlation of all word distances with all sound distances, −1..1; chance 0. */
  readonly rho: number;
  /** How often a word's near word sounds nearer than another one, 0..1; chance ½. */
  readonly nearTriplets: number;
  /** Shared tenths of the ten nearest, 0..1. */
  readonly overlap10: number;
  /** Different sounds over words, 0..1. */
  readonly distinct: number;
  /** Words of the 600 served by the most used unit. */
  readonly largestHub: number;
}

/** A question of the listening test: which of two sounds belongs with the first? */
export interface Triad {
  readonly map: string;
  readonly words: readonly [a: string, near: string, far: string];
  readonly first: readonly WeightedUnit[];
  readonly choices: readonly [readonly WeightedUnit[], readonly WeightedUnit[]];
  /** Which choice is the near word's. */
  readonly near: 0 | 1;
}

/** The lexicon worker as the page sees it (comlink). Thread: called from the page, runs in the worker. */
export interface LexiconApi {
  /** Loads kernels and begins to load the word space, which learning waits for. `frames`: how much corpus audio the engine has room for. */
  open(assets: {
    readonly wordsUrl: string;
    readonly kernels: WebAssembly.Module;
    readonly sampleRate: number;
    readonly frames: Frames;
    /** Names the code that learns: what another version learned is not recalled. "": nothing is kept. */
    readonly version: string;
  }): Promise<void>;
  /** The direct line to the worklet, and the shared corpus memory where there is one. */
  connect(port: MessagePort, memory: WebAssembly.Memory | undefined): void;
  /** `second`: begins to make sounds at the first message, see MadeSound. */
  learnBuiltin(options: LearnOptions, second: MessagePort, progress: (p: Progress) => void): Promise<LearnReport>;
  learn(
    files: readonly SourceFile[],
    options: LearnOptions,
    decode: (bytes: Uint8Array, file: string) => Promise<{ channels: Float32Array[]; sampleRate: number }>,
    progress: (p: Progress) => void,
  ): Promise<LearnReport>;
  /** A `.lxg` file; `state` is what the page laid into it, to be checked. Rejects with one sentence. */
  learnProject(
    bytes: Uint8Array,
    options: ProjectOptions,
    progress: (p: Progress) => void,
  ): Promise<{ readonly report: LearnReport; readonly state: unknown }>;
  /** What is in use as a `.lxg` file, audio inside. `state`: plain data of the page. */
  project(state: Json): Promise<Uint8Array>;
  /** The n units nearest to that one, itself first. */
  nearestUnits(unit: number, n: number): Promise<NearUnit[]>;
  /** The best map over the same sounds: words placed so far keep their units. Rejects when it was cancelled or overtaken. */
  refine(mapping: string, seed: number, progress: (p: Progress) => void): Promise<void>;
  /** Another method over the same sounds, quickly; every word is placed anew. Rejects when it was cancelled. */
  remap(mapping: string, seed: number, progress: (p: Progress) => void): Promise<void>;
  /** Other relations between words, over the same sounds; words placed so far keep their units. Rejects with one sentence, or when it was cancelled. */
  relate(wish: WordsWish, mapping: string, seed: number, progress: (p: Progress) => void): Promise<WordsReport>;
  /** How well a method keeps the relations here; fits it anew with the asked words left out. Rejects when cancelled. */
  scores(mapping: string, seed: number, progress: (p: Progress) => void): Promise<MapScores>;
  /** Blind questions for a listener, `count` for each of the present map, identity and random, shuffled. */
  triads(mapping: string, count: number, seed: number, progress: (p: Progress) => void): Promise<Triad[]>;
  cancel(): void;
  /** The job under way waits, or goes on. */
  pause(paused: boolean): void;
  /** The training under way ends after its epoch, with what was learned. */
  enough(): void;
  /** The encoder that was trained last on this visit, as a file; undefined when none was. */
  trained(): Promise<SourceFile | undefined>;
  /** What the hand asks, in place of what it asked before; stays for later maps and sounds. Resolves to why each wish does not hold; undefined: it holds. */
  handle(hand: Hand): Promise<(string | undefined)[]>;
  place(token: string): Promise<PlacedWord>;
  /**
   * Places and sends the cloud straight to the worklet; returns what was placed, to be drawn. `line`: the tokens before
   * it on its line, which count where the words have a context.
   */
  play(token: string, cloud: Omit<CloudEvent, "units">, line?: readonly string[]): Promise<PlacedWord>;
  explain(token: string, n: number): Promise<Explanation>;
}
