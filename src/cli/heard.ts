/** `evaluate --heard`: words are rendered as `render` would, and an ear compares them with people's ratings. */
import { HEARD_DURATION, HEARD_UNIT, measureHeard } from "../evaluation";
import { fitMapping, Lexicon } from "../lexicon";
import type { Corpus, SoundSpace, WordSpace } from "../types";
import { jointModel } from "./joint";
import type { Console } from "./console";
import { Failure, UsageError } from "./failure";
import type { Arguments } from "./options";
import { readPairs, type RatedPair } from "./pairs";
import { perform } from "./perform";
import { makeScore, scoreLength } from "./score";
import type { Settings } from "./settings";
import { readText } from "./words";

/** The pairs to be heard; undefined when --heard was not given. */
export async function heardPairs(args: Arguments): Promise<readonly RatedPair[] | undefined> {
  if (!args.on("heard")) return undefined;
  const path = args.needed("pairs");
  const { pairs } = readPairs(await readText("--pairs", path));
  if (pairs.length === 0) throw new Failure(`${path} holds no pair: each line should read word word rating.`);
  return pairs;
}

/** The measure is defined on units of one size; asking for another is a mistake. */
export function forHearing(args: Arguments, settings: Settings): Settings {
  if (args.given("unit") && settings.unit !== HEARD_UNIT)
    throw new UsageError(`--heard is defined for --unit ${HEARD_UNIT}.`);
  return { ...settings, unit: HEARD_UNIT };
}

/** The figure for one map, fitted on the fixed vocabulary as `render` fits it. All words are played in one go. */
export async function heard(
  name: string,
  pairs: readonly RatedPair[],
  words: WordSpace,
  corpus: Corpus,
  sounds: SoundSpace,
  settings: Settings,
  out: Console,
): Promise<number> {
  const job = out.job(settings.seed);
  const lexicon = Lexicon.of(
    corpus,
    words,
    sounds,
    await fitMapping(name, words, sounds, jointModel(corpus, out), job),
  );
  const spoken = [...new Set(pairs.flatMap(({ first, second }) => [first, second]))];
  const { sampleRate } = corpus;
  const score = makeScore(
    spoken.map((word) => ({ ...lexicon.place(word), line: 0 })),
    {
      wordDuration: HEARD_DURATION,
      crossfade: 0,
      voices: false,
      sampleRate,
      unitLength: (u) => corpus.units[u].length,
    },
  );
  const frames = scoreLength(score);
  const mono = new Float32Array(frames);
  let at = 0;
  for await (const { channels, count } of perform({
    corpus,
    score,
    frames,
    channels: 2,
    seed: settings.seed,
    set: {},
  })) {
    for (let i = 0; i < count; i++) mono[at + i] = (channels[0][i] + channels[1][i]) / 2;
    at += count;
    out.progress(at / frames, `${name}: rendering`);
  }
  const placeOf = new Map(spoken.map((word, i) => [word, score[i]]));
  const audioOf = async (word: string): Promise<Float32Array> => {
    const own = placeOf.get(word);
    return own ? mono.subarray(own.start, own.start + own.length) : new Float32Array(0);
  };
  return measureHeard(pairs, audioOf, sampleRate, job);
}
