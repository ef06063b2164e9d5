/** The lexicon worker as the page sees it. */
import type { Frames, Json } from "../types";
import type { Explanation, MapScores, NearUnit, PlacedWord, Triad } from "./answers";
import type { BounceOrder } from "./bounce";
import type { CloudEvent } from "./engine";
import type { Hand } from "./hand";
import type { LearnOptions, LearnReport, LiveReport, Progress, ProjectOptions, SourceFile } from "./learning";
import type { WordsReport, WordsWish } from "./words";

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
  /**
   * Live input: these recorded files lie over the sounds in use, in this order; `added` are those that are new. Placed words
   * keep their units; those whose sounds are gone are placed anew. No long job is disturbed. Rejects with one sentence.
   */
  live(names: readonly string[], added: readonly SourceFile[]): Promise<LiveReport>;
  /** How many of the words yet to be placed, 0..1, sound from live input. */
  liveShare(share: number): Promise<void>;
  /** What the hand asks, in place of what it asked before; stays for later maps and sounds. Resolves to why each wish does not hold; undefined: it holds. */
  handle(hand: Hand): Promise<(string | undefined)[]>;
  place(token: string): Promise<PlacedWord>;
  /**
   * Places and sends the cloud straight to the worklet; returns what was placed, to be drawn. `line`: the tokens before
   * it on its line, which count where the words have a context.
   */
  play(token: string, cloud: Omit<CloudEvent, "units">, line?: readonly string[]): Promise<PlacedWord>;
  /** One array a channel, all of one length. Rejects with one sentence, or when it was cancelled or another was begun. */
  bounce(order: BounceOrder, progress: (p: Progress) => void): Promise<Float32Array<ArrayBuffer>[]>;
  cancelBounce(): void;
  explain(token: string, n: number): Promise<Explanation>;
}
