/** A project file in the page: its sounds at the context's rate, cut as asked; its points where nothing had to be changed. */
import { resample, resegment } from "./corpus";
import type { ProjectOptions } from "./protocol";
import { type FindSound, readProject } from "./store";
import type { Kernels } from "./math";
import type { Corpus, Hertz, Job, SoundSpace } from "./types";

interface OpenedProject {
  readonly corpus: Corpus;
  /** The units as points, when they are the project's own units and the asked encoder's points. */
  readonly sounds: SoundSpace | undefined;
  /** The page's own affair, from a file that may be a stranger's. */
  readonly state: unknown;
}

/** Rejects with one sentence when the file cannot be used. `find` knows sounds that the project only refers to. */
export async function openProject(
  bytes: Uint8Array,
  options: ProjectOptions,
  place: { readonly sampleRate: Hertz; readonly kernels: Kernels; readonly find: FindSound },
  job: Job,
): Promise<OpenedProject> {
  const { corpus, sounds, state } = await readProject(bytes, place.find);
  const { sampleRate, kernels } = place;
  const { cutting } = options;
  if (!cutting && corpus.sampleRate === sampleRate)
    return { corpus, sounds: sounds?.name === options.soundEncoder ? sounds : undefined, state };
  const brought = corpus.sounds.map((sound) => ({
    ...sound,
    samples: resample(sound.samples, corpus.sampleRate, sampleRate, kernels),
  }));
  const { unit, ...silence } = cutting ?? { unit: corpus.unit, trimSilence: true, dropSilent: true };
  const cut = await resegment({ ...corpus, sampleRate, sounds: brought }, unit, { ...silence, kernels }, job);
  return { corpus: cut, sounds: undefined, state };
}
