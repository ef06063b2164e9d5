/** What a space is judged on: units with the labels of their files. */
import type { Corpus } from "../types";
import { normalPath, type SoundLabels } from "./labels";

/** One point of the evaluation. */
export interface SpaceItem {
  /** Index into Corpus.units, row of the space. */
  readonly unit: number;
  /** Index into Corpus.sounds: units of one file are never each other's neighbours. */
  readonly sound: number;
  readonly file: string;
  readonly labels: readonly string[];
  readonly family?: string;
}

/** The `most` loudest units (mean square, of equals the earlier) of every labelled file, in the order of the corpus. */
export function spaceItems(corpus: Corpus, labels: ReadonlyMap<string, SoundLabels>, most = 3): SpaceItem[] {
  const bySound = corpus.sounds.map((): { unit: number; power: number }[] => []);
  corpus.units.forEach(({ sound, start, length }, unit) => {
    const { samples } = corpus.sounds[sound];
    let sum = 0;
    for (let i = start; i < start + length; i++) sum += samples[i] * samples[i];
    bySound[sound].push({ unit, power: sum / Math.max(1, length) });
  });
  return bySound.flatMap((units, sound) => {
    const { file } = corpus.sounds[sound];
    const known = labels.get(normalPath(file));
    if (!known) return [];
    const loudest = units.toSorted((a, b) => b.power - a.power || a.unit - b.unit).slice(0, most);
    return loudest.map(({ unit }) => ({ unit, sound, file, ...known }));
  });
}
