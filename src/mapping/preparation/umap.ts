/** UMAP (McInnes, Healy and Melville 2018) by umap-js, on at most 1,000 rows; other rows by the regressor. */
import { matrix, Random, row, takeRows } from "../../math";
import type { Job, Matrix } from "../../types";
import type { Target } from "../target";
import { shepard } from "../targets/shepard";
import { evenly } from "./nmf";

const FITTED = 1000;
const EPOCHS = 200;

/** The library is loaded only when it is asked for; its chance comes from the job's seed. */
export async function umap(all: Matrix, dimensions: number, job: Job): Promise<Target> {
  const x = takeRows(all, evenly(all.rows, FITTED));
  const neighbours = Math.min(15, x.rows - 1);
  // A graph needs rows: with fewer than four there is nothing to unfold.
  if (x.rows < 4) return shepard(x, matrix(x.rows, dimensions));
  const { UMAP } = await import("umap-js");
  const random = new Random(job.seed);
  const model = new UMAP({
    nComponents: dimensions,
    nNeighbors: neighbours,
    nEpochs: EPOCHS,
    random: () => random.next(),
  });
  const epochs = model.initializeFit(Array.from({ length: x.rows }, (_, i) => [...row(x, i)]));
  for (let t = 0; t < epochs; t++) {
    await job.breathe();
    job.progress(t / epochs, "UMAP");
    model.step();
  }
  const y = matrix(x.rows, dimensions);
  model.getEmbedding().forEach((place, i) => row(y, i).set(place.map((v) => (Number.isFinite(v) ? v : 0))));
  return shepard(x, y);
}
