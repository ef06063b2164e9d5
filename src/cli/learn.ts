/** From arguments to a learned lexicon: sounds read and cut, words opened, the map fitted. */
import { buildCorpus, builtinCorpus } from "../corpus";
import { Lexicon, loadKernels, METHODS, openBuiltinWords, openSoundSpace, parseMappingName, part } from "../lexicon";
import type { Corpus, Hertz, Job, SoundSpace, WordSpace } from "../types";
import { builtinWords, engineModule, kernelsModule } from "./assets";
import type { Console } from "./console";
import { decodeInNode } from "./decode";
import { Failure, UsageError } from "./failure";
import { Folder } from "./folder";
import type { Arguments } from "./options";
import { known, type Settings } from "./settings";

/** Rejects with one sentence when something that learning needs is missing here. */
export async function checkLearning(): Promise<void> {
  await kernelsModule();
  await engineModule();
  await openBuiltinWords(await builtinWords());
}

/** The words that `--text-encoder` and `--text-corpus` name. */
export async function openWords(settings: Settings): Promise<WordSpace> {
  if (settings.textEncoder !== "builtin") {
    throw new UsageError(`There is no text encoder "${settings.textEncoder}". Known: builtin.`);
  }
  return openBuiltinWords(await builtinWords());
}

/** Refuses an unknown mapping before any sound is read. */
export function checkMapping(name: string): void {
  const { method } = known(() => parseMappingName(name));
  if (!METHODS.includes(method)) {
    throw new UsageError(`There is no mapping "${method}". Known: ${METHODS.join(", ")}.`);
  }
}

/** The corpus of `--sounds`, or the built-in one; names what it skips. Throws Failure when nothing is usable. */
async function openCorpus(
  args: Arguments,
  settings: Settings,
  sampleRate: Hertz,
  kernels: ReturnType<typeof loadKernels>,
  out: Console,
  job: Job,
): Promise<Corpus> {
  const path = args.text("sounds");
  if (path === undefined) return builtinCorpus(sampleRate, settings.unit, job);
  const folder = await Folder.open(path);
  const options = {
    name: folder.name,
    sampleRate,
    unit: settings.unit,
    trimSilence: true,
    dropSilent: true,
    platform: decodeInNode,
    kernels,
    count: folder.count,
  };
  const built = await buildCorpus(folder.sources(), options, job);
  const corpus = { ...built, skipped: [...built.skipped, ...folder.skipped] };
  out.skipped(corpus.skipped);
  if (corpus.units.length === 0) {
    throw new Failure(
      corpus.skipped.length === 0
        ? `There is no audio file in ${path}.`
        : `No sound in ${path} can be used: all ${corpus.skipped.length} audio files were skipped.`,
    );
  }
  return corpus;
}

/** Reads and describes what the arguments ask for: all that needs no words. */
export async function learnSounds(
  args: Arguments,
  settings: Settings,
  sampleRate: Hertz,
  out: Console,
): Promise<{ readonly corpus: Corpus; readonly sounds: SoundSpace }> {
  const kernels = loadKernels(await kernelsModule());
  const job = out.job(settings.seed);
  const corpus = await openCorpus(args, settings, sampleRate, kernels, out, part(job, 0, 0.6));
  return { corpus, sounds: await openSoundSpace(corpus, settings.soundEncoder, kernels, part(job, 0.6, 1)) };
}

/** Reads, describes and fits everything that the arguments ask for. */
export async function learn(args: Arguments, settings: Settings, sampleRate: Hertz, out: Console): Promise<Lexicon> {
  checkMapping(settings.mapping);
  const words = await openWords(settings);
  const kernels = loadKernels(await kernelsModule());
  const job = out.job(settings.seed);
  const corpus = await openCorpus(args, settings, sampleRate, kernels, out, part(job, 0, 0.6));
  const setup = { words, kernels, soundEncoder: settings.soundEncoder, mapping: settings.mapping };
  return Lexicon.learn(corpus, setup, part(job, 0.6, 1));
}
