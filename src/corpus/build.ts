/** Files → corpus: read, decode, mix, resample, cut; what cannot be used is named and left out. */
import { sha256 } from "./hash";
import { mixToMono, withinFullScale } from "./mono";
import { readAudio } from "./read-audio";
import { Refusal } from "./read/refusal";
import { resample } from "./resample";
import { segment, type CutOptions } from "./segment";
import type { Corpus, Hertz, Job, PlatformDecoder, Skipped, Sound, Unit, UnitMode } from "../types";

/** Where sounds that were read before are kept, by content; it may forget, and never fails. */
interface SoundCache {
  get(hash: string, sampleRate: Hertz): Promise<Float32Array | undefined>;
  put(hash: string, sampleRate: Hertz, samples: Float32Array): Promise<void>;
}

/** How files become a corpus. */
export interface CorpusOptions extends CutOptions {
  readonly name: string;
  /** Rate of the context or the render; every sound is brought to it once. */
  readonly sampleRate: Hertz;
  readonly unit: UnitMode;
  /** Decodes what has no reader of ours. */
  readonly platform?: PlatformDecoder | undefined;
  /** Spares decoding and resampling what was imported before; the samples are the same with and without. */
  readonly cache?: SoundCache | undefined;
  /** How many files will come, for the progress; without it the fraction creeps. */
  readonly count?: number;
}

/** A file on its way in: the path relative to the chosen folder, and what is in it. */
export interface Source {
  readonly file: string;
  readonly bytes: Uint8Array;
}

/**
 * Builds a corpus of all files that can be used, sorted by path (UTF-16 code units), and says of the others why not.
 * Never rejects because of a file; rejects with what `job.breathe` throws when cancelled. A corpus without units is the
 * caller's to refuse.
 */
export async function buildCorpus(
  sources: AsyncIterable<Source> | Iterable<Source>,
  options: CorpusOptions,
  job: Job,
): Promise<Corpus> {
  const sounds: Sound[] = [];
  const skipped: Skipped[] = [];
  let done = 0;
  for await (const { file, bytes } of sources) {
    job.progress(options.count ? done / options.count : done / (done + 50), file);
    try {
      sounds.push(await importSound({ file, bytes }, options));
    } catch (error) {
      skipped.push({ file, reason: reasonOf(error) });
    }
    done++;
    await job.breathe();
  }
  return cutSounds(sounds, skipped, options, job);
}

/** One file → one mono sound at the corpus rate. Rejects with an Error of one sentence. Thread: any. */
export async function importSound(
  { file, bytes }: Source,
  { sampleRate, platform, kernels, cache }: Pick<CorpusOptions, "sampleRate" | "platform" | "kernels" | "cache">,
): Promise<Sound> {
  const hash = await sha256(bytes);
  const known = await cache?.get(hash, sampleRate);
  if (known) return { file, samples: known, hash };
  const audio = await readAudio(bytes, file, platform);
  const samples = withinFullScale(resample(mixToMono(audio), audio.sampleRate, sampleRate, kernels));
  await cache?.put(hash, sampleRate, samples);
  return { file, samples, hash };
}

/** Sounds that are already mono and at the corpus rate → corpus; a sound without a unit joins the skipped ones. */
export async function cutSounds(
  sounds: readonly Sound[],
  skipped: readonly Skipped[],
  options: Omit<CorpusOptions, "platform">,
  job: Job,
): Promise<Corpus> {
  const kept: Sound[] = [];
  const units: Unit[] = [];
  const left = [...skipped];
  for (const sound of [...sounds].sort(byFile)) {
    try {
      const own = segment(sound.samples, options.sampleRate, options.unit, options, kept.length);
      for (const unit of own) units.push(unit);
      kept.push(sound);
    } catch (error) {
      left.push({ file: sound.file, reason: reasonOf(error) });
    }
    await job.breathe();
  }
  job.progress(1, `${units.length} units of ${kept.length} sounds`);
  const { name, sampleRate, unit } = options;
  return { name, sampleRate, unit, sounds: kept, units, skipped: left.sort(byFile) };
}

/** The same sounds cut another way; audio is kept as it is, and so is the list of skipped files. */
export async function resegment(corpus: Corpus, unit: UnitMode, options: CutOptions, job: Job): Promise<Corpus> {
  const { name, sampleRate, sounds, skipped } = corpus;
  return cutSounds(sounds, skipped, { ...options, name, sampleRate, unit }, job);
}

const byFile = (a: { readonly file: string }, b: { readonly file: string }): number =>
  a.file < b.file ? -1 : a.file > b.file ? 1 : 0;

/** A programming error must not hide in the list of skipped files. */
export function reasonOf(error: unknown): string {
  if (error instanceof Refusal) return error.message;
  if (error instanceof RangeError) return `It is too large for the memory at hand (${error.message}).`;
  throw error;
}
