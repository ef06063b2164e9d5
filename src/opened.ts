/** What the lexicon's worker has ready before any sound: kernels, and the words, which are still being opened. */
import { fetchWords, type FetchedWords } from "./fetch-words";
import { loadKernels, type Placed } from "./lexicon";
import type { LexiconApi } from "./protocol";
import type { Corpus, Hertz, SoundSpace } from "./types";

export interface Opened {
  /** Still being opened while the sounds are made. */
  readonly words: Promise<FetchedWords>;
  readonly wordsUrl: string;
  readonly kernels: ReturnType<typeof loadKernels>;
  readonly sampleRate: Hertz;
}

/** Begins to load the words. */
export function openedFrom({ wordsUrl, kernels, sampleRate }: Parameters<LexiconApi["open"]>[0]): Opened {
  const words = fetchWords(wordsUrl);
  // Whoever learns hears of a failure; until then it must not count as unhandled.
  words.catch(() => undefined);
  return { words, wordsUrl, kernels: loadKernels(kernels), sampleRate };
}

/** Sounds ready to be learned; `sounds`: as points, where they are known already. */
export interface Built {
  readonly corpus: Corpus;
  readonly sounds?: SoundSpace | undefined;
  readonly placed?: Placed | undefined;
  /** A project says all that is to be heard: what was recorded before it is not laid over it. */
  readonly alone?: boolean;
}
