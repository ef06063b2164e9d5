/** A map with the performer's hand laid over it: pins, prohibitions, nudges, spread. The map beneath stays as it was. */
import { dot, matrix, row } from "../../math";
import type { Mapping, Matrix, WeightedUnit } from "../../types";
import { packMap, type PackedMap } from "../buffer";
import { PointMap } from "../point-map";
import { checkEdit, type Edit } from "./edits";
import { cheapestAllowed, shares } from "./ranking";

/** Word vectors of this cosine are the pinned word itself. */
const SAME = 0.9999;
/** Words of lower cosine do not move along; from there to the word itself the share rises as a square. */
const APART = 0.3;

/** The spread of a cloud whose first unit has seven tenths. */
const CLOUD = 0.6;

/** Edits are laid on in their order; `undo` takes the last one off. Immutable. */
export class AdjustedMapping implements Mapping {
  readonly name: string;
  readonly base: Mapping;
  readonly edits: readonly Edit[];
  /** Where units lie; those of the base where it has some. */
  readonly #points: Matrix;
  readonly #bias: Float32Array;
  readonly #forbidden = new Set<number>();
  /** What the k-th edit moves its own word by; undefined for edits that move nothing. */
  readonly #moves: (Float32Array | undefined)[] = [];
  readonly #spread: number;

  /** `points`: one row a unit, for maps that have no points of their own. Throws one sentence on an impossible edit. */
  constructor(base: Mapping, edits: readonly Edit[], points: Matrix) {
    this.name = base.name;
    this.base = base;
    this.edits = edits;
    this.#points = base instanceof PointMap ? base.parts.points : points;
    this.#bias = base instanceof PointMap ? base.parts.bias : new Float32Array(points.rows);
    let spread = 0;
    for (const edit of edits) {
      checkEdit(edit, this.#points.rows, this.#forbidden);
      if (edit.kind === "forbid") this.#forbidden.add(edit.unit);
      if (edit.kind === "spread") spread = edit.amount;
      this.#moves.push(this.#moveOf(edit));
    }
    this.#spread = spread;
  }

  /** Further edits on top. */
  with(edits: readonly Edit[]): AdjustedMapping {
    return new AdjustedMapping(this.base, [...this.edits, ...edits], this.#points);
  }

  /** Without the last edit; the map beneath when it was the only one. */
  undo(): Mapping {
    return this.edits.length > 1 ? new AdjustedMapping(this.base, this.edits.slice(0, -1), this.#points) : this.base;
  }

  place(vector: Float32Array): WeightedUnit[] {
    const pinned = this.#pinnedUnit(vector);
    if (pinned < 0 && this.#spread === 0 && !this.#touches(vector)) {
      const units = this.base.place(vector);
      if (!units.some(({ unit }) => this.#forbidden.has(unit))) return units;
    }
    const own = this.base instanceof PointMap ? (this.base.parts.cloud ?? 1) : 1;
    const count = Math.max(own, 1 + Math.round(7 * this.#spread));
    const at = pinned < 0 ? this.#pointOf(vector) : row(this.#points, pinned);
    const found = cheapestAllowed(this.#points, this.#bias, at, count, this.#forbidden);
    const units = pinned < 0 ? found : [pinned, ...found.filter((unit) => unit !== pinned)].slice(0, count);
    // The first keeps the seven tenths it has in a map of clouds, unless the hand spreads it further.
    return shares(units, own > 1 ? Math.max(CLOUD, this.#spread) : this.#spread);
  }

  serialise(): ArrayBuffer {
    const vectors = this.edits.flatMap((edit) => ("vector" in edit ? [edit.vector] : []));
    const columns = vectors[0]?.length ?? 0;
    const all = new Float32Array(vectors.length * columns);
    vectors.forEach((vector, i) => all.set(vector, i * columns));
    const plain = this.edits.map((edit) => ({
      kind: edit.kind,
      ...("word" in edit && { word: edit.word }),
      ...("unit" in edit && { unit: edit.unit }),
      ...("amount" in edit && { amount: edit.amount }),
    }));
    const { rows, columns: wide, data } = this.#points;
    const points = this.base instanceof PointMap ? {} : { points: data };
    return packMap({
      head: { method: "adjusted", edits: plain, columns, units: rows, wide },
      arrays: { base: new Uint8Array(this.base.serialise()), vectors: all, ...points },
    });
  }

  #pinnedUnit(vector: Float32Array): number {
    for (let k = this.edits.length - 1; k >= 0; k--) {
      const edit = this.edits[k];
      if (edit.kind === "pin" && cosine(vector, edit.vector) >= SAME) {
        return this.#forbidden.has(edit.unit) ? -1 : edit.unit;
      }
    }
    return -1;
  }

  #touches(vector: Float32Array): boolean {
    return this.edits.some((edit) => "vector" in edit && along(vector, edit.vector) > 0);
  }

  /** The base's point, moved by every edit laid on so far. */
  #pointOf(vector: Float32Array): Float32Array {
    const point = this.#basePoint(vector);
    this.#moves.forEach((move, k) => {
      const edit = this.edits[k];
      const share = move && "vector" in edit ? along(vector, edit.vector) : 0;
      if (move && share > 0) for (let c = 0; c < point.length; c++) point[c] += share * move[c];
    });
    return point;
  }

  #basePoint(vector: Float32Array): Float32Array {
    if (!(this.base instanceof PointMap)) return row(this.#points, this.base.place(vector)[0].unit).slice();
    const finite = vector.map((x) => (Number.isFinite(x) ? x : 0));
    return this.base.parts.target.apply(finite).slice(0, this.#points.columns);
  }

  #moveOf(edit: Edit): Float32Array | undefined {
    if (!("vector" in edit)) return undefined;
    const share = edit.kind === "like" ? edit.amount : 1;
    const from = this.#pointOf(edit.vector);
    return row(this.#points, edit.unit).map((x, c) => share * (x - from[c]));
  }
}

/** The map that `serialise` stored; `restore` restores the map beneath. */
export function restoreAdjusted(
  { head, arrays }: PackedMap,
  restore: (buffer: ArrayBuffer) => Mapping,
): AdjustedMapping {
  const columns = Number(head["columns"]);
  const vectors = arrays["vectors"] as Float32Array;
  let next = 0;
  const edits = (head["edits"] as unknown as readonly Edit[]).map((edit) =>
    edit.kind === "pin" || edit.kind === "like"
      ? { ...edit, vector: vectors.slice(next * columns, ++next * columns) }
      : edit,
  );
  const points =
    "points" in arrays
      ? matrix(Number(head["units"]), Number(head["wide"]), arrays["points"] as Float32Array)
      : matrix(0, 0);
  return new AdjustedMapping(restore((arrays["base"] as Uint8Array<ArrayBuffer>).slice().buffer), edits, points);
}

function cosine(a: Float32Array, b: Float32Array): number {
  const n = a.length;
  const lengths = Math.sqrt(dot(a, 0, a, 0, n) * dot(b, 0, b, 0, n));
  return lengths > 0 ? dot(a, 0, b, 0, n) / lengths : 0;
}

/** How much of an edit's movement a word takes: 1 for the word itself, 0 from cosine 0.3 down. */
function along(vector: Float32Array, edited: Float32Array): number {
  return Math.max(0, (cosine(vector, edited) - APART) / (1 - APART)) ** 2;
}
