/** The baseline that knows nothing: a word's vector is hashed to a unit, always the same one. */
import type { Job, Mapping, SoundSpace, WeightedUnit, WordSpace } from "../types";
import { packMap, type PackedMap } from "./buffer";
import type { FitOptions } from "./fit-options";
import type { OptionReader } from "./name";

/** No options; the job's seed chooses among the random maps. */
export async function fitRandom(
  _words: WordSpace,
  sounds: SoundSpace,
  _options: FitOptions,
  reader: OptionReader,
  job: Job,
): Promise<Mapping> {
  reader.end();
  await job.breathe();
  job.progress(1, "random");
  return new RandomMap(sounds.vectors.rows, job.seed);
}

class RandomMap implements Mapping {
  readonly name = "random";
  readonly #units: number;
  readonly #seed: number;

  constructor(units: number, seed: number) {
    this.#units = units;
    this.#seed = seed;
  }

  /** FNV-1a over the numbers rounded to 1/4096, so that the last bit of a sum decides nothing. */
  place(vector: Float32Array): WeightedUnit[] {
    let h = (0x811c9dc5 ^ this.#seed) >>> 0;
    for (const x of vector) {
      const q = Number.isFinite(x) ? Math.round(x * 4096) : 0;
      h = Math.imul(h ^ (q & 0xff), 0x01000193);
      h = Math.imul(h ^ ((q >> 8) & 0xff), 0x01000193);
    }
    h = Math.imul(h ^ (h >>> 16), 0x45d9f3b);
    h = (h ^ (h >>> 15)) >>> 0;
    return [{ unit: Math.floor((h / 4294967296) * this.#units), weight: 1 }];
  }

  serialise(): ArrayBuffer {
    return packMap({ head: { method: this.name, units: this.#units, seed: this.#seed }, arrays: {} });
  }
}

/** The map that `serialise` stored. */
export function restoreRandom({ head }: PackedMap): Mapping {
  return new RandomMap(Number(head["units"]), Number(head["seed"]));
}
