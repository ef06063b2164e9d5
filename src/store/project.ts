/** What a project file holds: everything that is needed to play on without learning anew. */
import type { Corpus, Json, SoundSpace } from "../types";

/** A project as it lies in memory. */
export interface Project {
  readonly corpus: Corpus;
  /** The units as points, with the encoder's name; without it the corpus is described anew. */
  readonly sounds?: SoundSpace | undefined;
  /** A fitted map, serialised; `name` is the method with its options. */
  readonly mapping?: { readonly name: string; readonly data: ArrayBuffer } | undefined;
  /** The performer's text, presets, settings: the page's own affair, kept as it is. */
  readonly state?: Json | undefined;
}

/** Where the audio of a project is: inside, bit for bit, or only named by file and hash. */
export type AudioPlace = "packed" | "referenced";

/** Finds the audio of a referenced sound at the project's rate; undefined when it is not there. */
export type FindSound = (file: string, hash: string, sampleRate: number) => Promise<Float32Array | undefined>;
