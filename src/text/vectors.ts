/** Small sums of vectors, always ending at unit length. */
import { hashString, Random } from "../math";

/** Scaled to unit length in place; a vector without length becomes the first axis, so that none is ever absent. */
export function unit(vector: Float32Array): Float32Array {
  let squares = 0;
  for (const x of vector) squares += x * x;
  if (!(squares > 1e-20) || !Number.isFinite(squares)) {
    vector.fill(0);
    vector[0] = 1;
    return vector;
  }
  const scale = 1 / Math.sqrt(squares);
  for (let i = 0; i < vector.length; i++) vector[i] *= scale;
  return vector;
}

/** sum += vector · weight. */
export function addScaled(sum: Float32Array, vector: ArrayLike<number>, weight: number): void {
  for (let i = 0; i < sum.length; i++) sum[i] += vector[i] * weight;
}

/** A direction that only a name decides, spread evenly over the sphere; the same on every platform. */
export function direction(name: string, dimensions: number): Float32Array {
  const random = new Random(hashString(name));
  const out = new Float32Array(dimensions);
  for (let i = 0; i < dimensions; i++) out[i] = random.normal();
  return unit(out);
}
