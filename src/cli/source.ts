/** Where the sounds of a command come from: a folder, a project file, or the built-in corpus. */
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { buildCorpus, builtinCorpus, importSound, resegment } from "../corpus";
import { readProject } from "../store";
import type { Corpus, Hertz, Job, SoundSpace } from "../types";
import { loadKernels } from "../lexicon";
import { kernelsModule } from "./assets";
import type { Console } from "./console";
import { decodeInNode } from "./decode";
import { Failure, fileTrouble, messageOf, UsageError } from "./failure";
import { Folder } from "./folder";
import type { Arguments, Option } from "./options";
import type { Settings } from "./settings";

export const SOURCE: readonly Option[] = [
  { name: "sounds", value: "DIR", help: "A folder of sounds, with its subfolders; without it the built-in corpus." },
  { name: "corpus", value: "FILE.lxg", help: "A project file written by analyze, in place of --sounds." },
];

/** The rate at which sounds are analysed and played unless another is asked for. */
const SAMPLE_RATE: Hertz = 48_000;

export const RATE: Option = {
  name: "sample-rate",
  value: "HZ",
  help: `Frames per second, 8000 to 192000 (${SAMPLE_RATE}).`,
};

/** What was opened; `sounds` when a project brought its sound space along. */
export interface Source {
  readonly corpus: Corpus;
  readonly sounds: SoundSpace | undefined;
}

/** How silence is treated when sounds are cut: as the page does unless told otherwise. */
const SILENCE = { trimSilence: true, dropSilent: true };

/** The SIMD kernels, compiled once: with them an import is many times faster, and equal to the page's. */
let shared: Promise<ReturnType<typeof loadKernels>> | undefined;
const kernels = () => (shared ??= kernelsModule().then(loadKernels));

const rateOf = (args: Arguments): Hertz | undefined => args.number("sample-rate", 8000, 192_000, true);

/**
 * Opens what `--corpus` or `folder` (as a rule `--sounds`) name and says what was skipped. Throws Failure when nothing is
 * usable. A project that only refers to its audio looks for it in the folder, else beside itself.
 */
export async function openSource(
  args: Arguments,
  settings: Settings,
  out: Console,
  job: Job,
  folder = args.text("sounds"),
): Promise<Source> {
  const project = args.text("corpus");
  if (project !== undefined) return openProject(project, folder ?? dirname(project), args, settings, out, job);
  const rate = rateOf(args) ?? SAMPLE_RATE;
  if (folder !== undefined) return { corpus: await openFolder(folder, rate, settings, out, job), sounds: undefined };
  return { corpus: await builtinCorpus(rate, settings.unit, job, await kernels()), sounds: undefined };
}

async function openFolder(
  path: string,
  sampleRate: Hertz,
  settings: Settings,
  out: Console,
  job: Job,
): Promise<Corpus> {
  const folder = await Folder.open(path);
  const options = {
    ...SILENCE,
    name: folder.name,
    sampleRate,
    unit: settings.unit,
    platform: decodeInNode,
    kernels: await kernels(),
    count: folder.count,
  };
  const built = await buildCorpus(folder.sources(), options, job);
  const corpus = { ...built, skipped: [...built.skipped, ...folder.skipped] };
  out.skipped(corpus.skipped);
  if (corpus.units.length > 0) return corpus;
  throw new Failure(
    corpus.skipped.length === 0
      ? `There is no audio file in ${path}.`
      : `No sound in ${path} can be used: every audio file was skipped (${corpus.skipped.length}).`,
  );
}

/** A project as it is; cut anew when another unit is asked for, which leaves its sound space behind. */
async function openProject(
  path: string,
  folder: string,
  args: Arguments,
  settings: Settings,
  out: Console,
  job: Job,
): Promise<Source> {
  const { corpus, sounds } = await readProjectFile(path, folder);
  const rate = rateOf(args) ?? corpus.sampleRate;
  if (rate !== corpus.sampleRate) {
    throw new UsageError(
      `--sample-rate ${rate}: ${path} was analysed at ${corpus.sampleRate} Hz; analyze it anew for another rate.`,
    );
  }
  out.skipped(corpus.skipped);
  if (args.given("unit") && settings.unit !== corpus.unit) {
    return {
      corpus: await resegment(corpus, settings.unit, { ...SILENCE, kernels: await kernels() }, job),
      sounds: undefined,
    };
  }
  return { corpus, sounds: args.given("sound-encoder") && sounds?.name !== settings.soundEncoder ? undefined : sounds };
}

async function readProjectFile(path: string, folder: string): Promise<Source> {
  let bytes: Uint8Array;
  try {
    bytes = new Uint8Array(await readFile(path));
  } catch (error) {
    throw new UsageError(`--corpus ${path} cannot be read: ${fileTrouble(error)}.`);
  }
  try {
    const { corpus, sounds } = await readProject(bytes, findIn(folder));
    return { corpus, sounds };
  } catch (error) {
    throw new Failure(`${path} cannot be used: ${messageOf(error)}`);
  }
}

/** Finds the audio that a project refers to: the file of that name in the folder, if its bytes are still the same. */
const findIn =
  (folder: string) =>
  async (file: string, hash: string, sampleRate: Hertz): Promise<Float32Array | undefined> => {
    try {
      const bytes = new Uint8Array(await readFile(join(folder, file)));
      const sound = await importSound(
        { file, bytes },
        { sampleRate, platform: decodeInNode, kernels: await kernels() },
      );
      return sound.hash === hash ? sound.samples : undefined;
    } catch {
      return undefined;
    }
  };
