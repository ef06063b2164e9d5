/** From arguments to a learned lexicon: sounds described, words opened, the map fitted. */
import { control } from "../controls";
import {
  fitMapping,
  Lexicon,
  loadKernels,
  METHODS,
  openBuiltinWords,
  openSoundSpace,
  openTextEncoder,
  parseMappingName,
  part,
  unitFiles,
} from "../lexicon";
import type { Corpus, SoundSpace, WordSpace } from "../types";
import { builtinWords, engineModule, kernelsModule } from "./assets";
import type { Console } from "./console";
import { encoderIo } from "./encoder-io";
import { Failure, messageOf, UsageError } from "./failure";
import { jointModel } from "./joint";
import type { Arguments } from "./options";
import { known, type Settings } from "./settings";
import { openSource } from "./source";
import { findTextFile } from "./text-files";
import { readText } from "./words";

/** Rejects with one sentence when something that learning needs is missing here. */
export async function checkLearning(): Promise<void> {
  await kernelsModule();
  await engineModule();
  await checkWords();
}

/** Rejects with one sentence when the built-in words are missing or damaged. */
export async function checkWords(): Promise<void> {
  await openBuiltinWords(await builtinWords());
}

/** The words that `--text-encoder` and `--text-corpus` name; throws UsageError when there is no such encoder. */
export async function openWords(settings: Settings, out: Console): Promise<WordSpace> {
  const { textEncoder, textCorpus } = settings;
  const text = textCorpus === undefined ? undefined : await readText("--text-corpus", textCorpus);
  try {
    return await openTextEncoder(
      textEncoder,
      {
        builtin: builtinWords,
        find: findTextFile,
        note: (sentence) => out.say(sentence),
        ...(text !== undefined && { text }),
      },
      out.job(settings.seed),
    );
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw new UsageError(messageOf(error));
  }
}

/** Refuses an unknown mapping before any sound is read. */
export function checkMapping(name: string): void {
  const { method } = known(() => parseMappingName(name));
  if (!METHODS.includes(method)) {
    throw new UsageError(`There is no mapping "${method}". Known: ${METHODS.join(", ")}.`);
  }
}

/** Opens and describes what the arguments ask for: all that needs no words. */
export async function learnSounds(
  args: Arguments,
  settings: Settings,
  out: Console,
  folder = args.text("sounds"),
): Promise<{ readonly corpus: Corpus; readonly sounds: SoundSpace }> {
  const kernels = loadKernels(await kernelsModule());
  const job = out.job(settings.seed);
  const { corpus, sounds } = await openSource(args, settings, out, part(job, 0, 0.7), folder);
  if (sounds) return { corpus, sounds };
  const encoded = part(job, 0.7, 1);
  return {
    corpus,
    sounds: await openSoundSpace(corpus, settings.soundEncoder, kernels, encoded, encoderIo(out)),
  };
}

/** Reads, describes and fits everything that the arguments ask for; `text`: the words to be played. */
export async function learn(
  args: Arguments,
  settings: Settings,
  text: readonly string[],
  out: Console,
): Promise<Lexicon> {
  checkMapping(settings.mapping);
  const words = await openWords(settings, out);
  await words.prepare?.(text);
  const { corpus, sounds } = await learnSounds(args, settings, out);
  const mapping = await fitMapping(
    settings.mapping,
    words,
    sounds,
    { text, files: unitFiles(corpus), ...jointModel(corpus, out) },
    out.job(settings.seed),
  );
  return turned(Lexicon.of(corpus, words, sounds, mapping), settings, out);
}

/** The map's own knobs: spread, and the way to a second map. */
async function turned(lexicon: Lexicon, { set, seed }: Settings, out: Console): Promise<Lexicon> {
  const spread = set["mapSpread"] ?? 0;
  const share = set["mapMorph"] ?? 0;
  const edits = spread > 0 ? [{ kind: "spread", amount: spread / 100 } as const] : [];
  if (share === 0) return edits.length > 0 ? lexicon.under(edits) : lexicon;
  const { choices = [], default: first } = control("mapSecond");
  const { words, sounds, corpus } = lexicon;
  const method = choices[set["mapSecond"] ?? first];
  const map = await fitMapping(method, words, sounds, { files: unitFiles(corpus) }, out.job(seed));
  return lexicon.under(edits, { map, share: share / 100 });
}
