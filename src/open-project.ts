/** A project file in the page: its sounds at the context's rate, cut as asked; its points where nothing had to be changed. */
import { resample, resegment } from "./corpus";
import type { ProjectOptions } from "./protocol";
import { type FindSound, readProject } from "./store";
import type { Kernels } from "./math";
import type { Placed } from "./lexicon";
import type { Corpus, Hertz, Job, Json, SoundSpace } from "./types";

interface OpenedProject {
  readonly corpus: Corpus;
  /** The units as points, when they are the project's own units and the asked encoder's points. */
  readonly sounds: SoundSpace | undefined;
  /** Words that keep their units: as long as the units are the project's own. */
  readonly placed: Placed;
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
  const cutting = options.again && options.cutting?.unit === corpus.unit ? undefined : options.cutting;
  if (!cutting && corpus.sampleRate === sampleRate)
    return {
      corpus,
      sounds: sounds?.name === options.soundEncoder ? sounds : undefined,
      placed: placedIn(state, corpus.units.length),
      state: fieldsOf(state)["page"],
    };
  const brought = corpus.sounds.map((sound) => ({
    ...sound,
    samples: resample(sound.samples, corpus.sampleRate, sampleRate, kernels),
  }));
  const { unit, ...silence } = cutting ?? { unit: corpus.unit, trimSilence: true, dropSilent: true };
  const cut = await resegment({ ...corpus, sampleRate, sounds: brought }, unit, { ...silence, kernels }, job);
  return { corpus: cut, sounds: undefined, placed: [], state: fieldsOf(state)["page"] };
}

/** What the page and the worker lay into a project. */
export const projectState = (page: Json, placed: Placed): Json => ({
  page,
  placed: placed.map(([word, units]) => [word, units.map(({ unit, weight }) => [unit, weight])]),
});

/** Words of a project that may be a stranger's: what is not sane is passed over, and placed anew. */
function placedIn(state: unknown, units: number): Placed {
  const { placed } = fieldsOf(state);
  if (!Array.isArray(placed)) return [];
  return placed.flatMap((entry: unknown): Placed => {
    const [word, given] = listOf(entry);
    const cloud = listOf(given).map((pair) => {
      const [unit, weight] = listOf(pair);
      return { unit: Number(unit), weight: Number(weight) };
    });
    const sane = cloud.every(
      ({ unit, weight }) => Number.isInteger(unit) && unit >= 0 && unit < units && weight > 0 && weight <= 1,
    );
    return typeof word === "string" && sane && cloud.length > 0 && cloud.length <= 8 ? [[word, cloud]] : [];
  });
}

const listOf = (x: unknown): readonly unknown[] => (Array.isArray(x) ? (x as readonly unknown[]) : []);

const fieldsOf = (x: unknown): Readonly<Record<string, unknown>> =>
  typeof x === "object" && x !== null && !Array.isArray(x) ? (x as Readonly<Record<string, unknown>>) : {};
