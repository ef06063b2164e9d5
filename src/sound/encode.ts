/** The `descriptors` encoder: timbre in time beside weighted blocks of descriptors; a point depends on its unit alone. */
import { DESCRIPTOR_NAMES } from "./descriptors";
import { TIMBRE } from "./timbre";
import { BLOCKS, TIMBRE_DEVIATION, type Aspect } from "./weights";

/** One descriptor's place in the point: (value) · factor. */
interface Part {
  readonly column: number;
  readonly factor: number;
}

/** Weights of the aspects, 1 where left out. */
export type AspectWeights = Partial<Readonly<Record<Aspect, number>>>;

/** How points are made under given weights: pure, the same for every unit of every corpus. */
export class DescriptorEncoder {
  readonly #parts: readonly Part[];
  readonly #timbre: number;

  constructor(weights: AspectWeights = {}) {
    const of = (aspect: Aspect): number => weights[aspect] ?? 1;
    this.#timbre = of("timbre") / TIMBRE_DEVIATION;
    this.#parts = BLOCKS.flatMap(({ aspect, share, deviations }) => {
      const entries = Object.entries(deviations);
      return entries.map(([name, deviation]) => ({
        column: DESCRIPTOR_NAMES.indexOf(name),
        factor: (of(aspect) * share) / (deviation * Math.sqrt(entries.length)),
      }));
    });
  }

  /** Numbers of a point. */
  get dimensions(): number {
    return TIMBRE + this.#parts.length;
  }

  /** Descriptors (from d[at]) and timbre (from t[timbreAt]) of a unit to a point at out[to]. */
  encode(d: Float32Array, at: number, t: Float32Array, timbreAt: number, out: Float32Array, to: number): void {
    for (let i = 0; i < TIMBRE; i++) out[to + i] = t[timbreAt + i] * this.#timbre;
    this.#parts.forEach(({ column, factor }, i) => {
      out[to + TIMBRE + i] = d[at + column] * factor;
    });
  }
}
