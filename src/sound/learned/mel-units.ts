/** Units as mel levels in time: what every net that is trained here listens to. */
import { type FramePlan, type Kernels } from "../../math";
import type { Corpus, Hertz } from "../../types";
import { melBands } from "../descriptors";

/** Slaney's mel bands, 30 Hz to 18 kHz. */
export const BANDS = 40;

/** Levels are kept down to so many dB below the unit's loudest band. */
export const DEPTH = 80;

/** Levels of a unit: frames × BANDS, dB re its loudest band, −DEPTH to 0; all −DEPTH for silence. */
export interface MelUnit {
  readonly frames: number;
  readonly levels: Float32Array;
}

/** Frames of about 43 ms, four as many a second as fit, at every rate. */
function planMel(sampleRate: Hertz): FramePlan {
  const frame = 2 ** Math.max(6, Math.round(Math.log2(sampleRate * 0.0445)));
  return { sampleRate, frame, hop: frame / 4, bands: melBands(BANDS, 30, 18_000, sampleRate, frame) };
}

/** Hears the units of a corpus one after the other; a unit's levels depend on its own samples alone. */
export class MelEar {
  readonly #corpus: Corpus;
  readonly #kernels: Kernels;
  readonly #plan: FramePlan;

  constructor(corpus: Corpus, kernels: Kernels) {
    this.#corpus = corpus;
    this.#kernels = kernels;
    this.#plan = planMel(corpus.sampleRate);
  }

  /** Units of the corpus. */
  get count(): number {
    return this.#corpus.units.length;
  }

  /** Name of the sound that a unit is of. */
  file(unit: number): string {
    return this.#corpus.sounds[this.#corpus.units[unit].sound].file;
  }

  /** The levels of unit i. */
  hear(i: number): MelUnit {
    const { sound, start, length } = this.#corpus.units[i];
    const samples = this.#corpus.sounds[sound].samples.subarray(start, start + length);
    const frames = Math.max(1, Math.round(length / this.#plan.hop));
    const levels = this.#kernels.bandRows(samples, frames, this.#plan);
    let top = 0;
    for (const power of levels) if (power > top && power < Infinity) top = power;
    for (let k = 0; k < levels.length; k++) {
      const share = top > 1e-20 ? levels[k] / top : 0;
      levels[k] = share > 1e-8 ? Math.min(0, 10 * Math.log10(share)) : -DEPTH;
    }
    return { frames, levels };
  }
}
