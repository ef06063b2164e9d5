/** Preparations by name: `standardise+whiten+pca:16`, each fitted on what the one before gave. */
import type { Job, Matrix } from "../../types";
import { MappingNameError } from "../name";
import type { Target } from "../target";
import { applyRows } from "../targets/rows";
import { rowNorm } from "../targets/row-norm";
import { nmf } from "./nmf";
import { batchNorm, byVariance, minMax, principal, randomProjection, robust, standardised, whitened } from "./scaling";
import { tsne } from "./tsne";
import { umap } from "./umap";

/** Fits one step; `size` is the number after the colon, at most the columns there are. */
type Fit = (m: Matrix, size: number, job: Job) => Target | Promise<Target>;

const PLAIN: Readonly<Record<string, Fit>> = {
  standardise: standardised,
  variance: byVariance,
  minmax: minMax,
  unit: (m) => rowNorm("unit", m.columns),
  robust,
  whiten: whitened,
  batchnorm: batchNorm,
  layernorm: (m) => rowNorm("layer", m.columns),
};

const SIZED: Readonly<Record<string, Fit>> = {
  pca: principal,
  nmf,
  tsne,
  umap,
  random: (m, size, job) => randomProjection(m, size, job.seed),
};

const KNOWN = [...Object.keys(PLAIN), ...Object.keys(SIZED).map((name) => `${name}:N`)].join(", ");

/** One step that was asked for. */
export interface Step {
  readonly name: string;
  /** Dimensions kept; only the steps that reduce have one. */
  readonly size: number;
}

/** Reads NAME[:N]+NAME…; throws one sentence on a step that does not exist or a size that makes no sense. */
export function parseSteps(text: string): readonly Step[] {
  return text.split("+").map((part) => {
    const [name, number] = part.trim().split(":", 2);
    const sized = name in SIZED;
    if (!sized && !(name in PLAIN))
      throw new MappingNameError(`prepare: there is no preparation "${name}"; there are: ${KNOWN}, joined by "+".`);
    if (!sized && number !== undefined)
      throw new MappingNameError(`prepare: "${name}" takes no number; leave out ":${number}".`);
    const size = sized ? Number(number ?? 5) : 0;
    if (sized && !(Number.isInteger(size) && size >= 1 && size <= 512))
      throw new MappingNameError(`prepare: ${name} keeps a whole number of dimensions from 1 to 512, not "${number}".`);
    return { name, size };
  });
}

/** Fits the steps one after the other on m; gives each step's transform and the rows that came out. */
export async function fitSteps(
  steps: readonly Step[],
  m: Matrix,
  job: Job,
): Promise<{ readonly parts: readonly Target[]; readonly rows: Matrix }> {
  const parts: Target[] = [];
  let rows = m;
  for (const { name, size } of steps) {
    await job.breathe();
    const fit = name in SIZED ? SIZED[name] : PLAIN[name];
    const part = await fit(rows, Math.min(size, rows.columns), job);
    rows = await applyRows(part, rows, job);
    parts.push(part);
  }
  return { parts, rows };
}
