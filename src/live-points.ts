/** Units that join a sound space after it was made: points on its own scales. Pure. */
import { kNearest, matrix, standardise, type Kernels } from "./math";
import type { Corpus, Job, Matrix, SoundSpace } from "./types";

/** A unit whose encoder cannot be asked lies among so many that are described alike. */
const AMONG = 8;

type Describe = (corpus: Corpus, encoder: string, kernels: Kernels, job: Job) => Promise<SoundSpace>;

/**
 * The units of `fresh` described and laid into the space of `ground`. The plain descriptors depend on their unit alone: the
 * points are exact. Encoders that learn from the corpus, or compare over it, would have to begin anew: then a unit lies in
 * the middle of the eight that are described most alike, nearer ones counting more.
 */
export async function pointsBeside(
  ground: SoundSpace,
  fresh: Corpus,
  kernels: Kernels,
  describe: Describe,
  job: Job,
): Promise<SoundSpace> {
  const exact = /^descriptors(:|$)/.test(ground.name) && !/[+]|pca/.test(ground.name);
  const described = await describe(fresh, exact ? ground.name : "descriptors", kernels, job);
  if (exact && described.vectors.columns === ground.vectors.columns) return described;
  return { ...described, name: ground.name, vectors: among(ground, described.descriptors) };
}

function among(ground: SoundSpace, descriptors: Matrix): Matrix {
  const { rows: known, columns } = ground.descriptors;
  const all = matrix(known + descriptors.rows, columns);
  all.data.set(ground.descriptors.data);
  all.data.set(descriptors.data, known * columns);
  const { data } = standardise(all);
  const before = { rows: known, columns, data: data.subarray(0, known * columns) };
  const out = matrix(descriptors.rows, ground.vectors.columns);
  for (let r = 0; r < out.rows; r++) {
    const { rows, squared } = kNearest(before, data, AMONG, (known + r) * columns);
    let sum = 0;
    rows.forEach((near, i) => {
      const weight = 1 / (1e-6 + Math.sqrt(squared[i]));
      sum += weight;
      for (let c = 0; c < out.columns; c++)
        out.data[r * out.columns + c] += weight * ground.vectors.data[near * out.columns + c];
    });
    for (let c = 0; c < out.columns; c++) out.data[r * out.columns + c] /= sum;
  }
  return out;
}

/** The space with further rows behind its own. */
export function joined(ground: SoundSpace, fresh: readonly SoundSpace[]): SoundSpace {
  const stacked = (of: (space: SoundSpace) => Matrix): Matrix => {
    const parts = [ground, ...fresh].map(of);
    const rows = parts.reduce((sum, part) => sum + part.rows, 0);
    const all = matrix(rows, parts[0].columns);
    let at = 0;
    for (const { data } of parts) {
      all.data.set(data, at);
      at += data.length;
    }
    return all;
  };
  return {
    ...ground,
    vectors: stacked((space) => space.vectors),
    descriptors: stacked((space) => space.descriptors),
    ear: stacked((space) => space.ear),
  };
}
