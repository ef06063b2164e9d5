/** The performer's own relations between words: files, texts, models, and what came of them. */

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
