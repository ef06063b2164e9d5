/** Sobol points: numbers that fill a cube evenly. Direction numbers: Joe & Kuo (2008), first 16 dimensions. */

/** Degree, coefficients and initial numbers of each dimension's primitive polynomial; the first dimension needs none. */
const POLYNOMIALS: readonly (readonly [degree: number, coefficients: number, initial: readonly number[]])[] = [
  [1, 0, [1]],
  [2, 1, [1, 3]],
  [3, 1, [1, 3, 1]],
  [3, 2, [1, 1, 1]],
  [4, 1, [1, 1, 3, 3]],
  [4, 4, [1, 3, 5, 13]],
  [5, 2, [1, 1, 5, 5, 17]],
  [5, 4, [1, 1, 5, 5, 5]],
  [5, 7, [1, 1, 7, 11, 19]],
  [5, 11, [1, 1, 5, 1, 1]],
  [5, 13, [1, 1, 1, 3, 11]],
  [5, 14, [1, 3, 5, 5, 31]],
  [6, 1, [1, 3, 3, 9, 7, 49]],
  [6, 13, [1, 1, 1, 15, 21, 21]],
  [6, 16, [1, 3, 1, 13, 27, 49]],
];
const BITS = 32;
/** The most dimensions there are numbers for. */
export const SOBOL_DIMENSIONS = POLYNOMIALS.length + 1;

function directionNumbers(dimension: number): Uint32Array {
  const out = new Uint32Array(BITS);
  if (dimension === 0) {
    for (let i = 0; i < BITS; i++) out[i] = 2 ** (31 - i);
    return out;
  }
  const [degree, coefficients, initial] = POLYNOMIALS[dimension - 1];
  for (let i = 0; i < BITS; i++) {
    if (i < degree) out[i] = initial[i] * 2 ** (31 - i);
    else {
      let value = out[i - degree] ^ (out[i - degree] >>> degree);
      for (let k = 1; k < degree; k++) if ((coefficients >> (degree - 1 - k)) & 1) value ^= out[i - k];
      out[i] = value;
    }
  }
  return out;
}

/** The first `count` points after the origin, row after row, each number in (0, 1). */
export function sobol(count: number, dimensions: number): Float64Array {
  const directions = Array.from({ length: dimensions }, (_, d) => directionNumbers(d));
  const out = new Float64Array(count * dimensions);
  const state = new Uint32Array(dimensions);
  for (let n = 0; n < count; n++) {
    // Gray code: one bit changes from point to point, the lowest zero of the count.
    const bit = 31 - Math.clz32(~n & (n + 1));
    for (let d = 0; d < dimensions; d++) {
      state[d] ^= directions[d][bit];
      out[n * dimensions + d] = (state[d] + 0.5) / 2 ** 32;
    }
  }
  return out;
}
