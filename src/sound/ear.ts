/** The one fixed vector by which the evaluation measures how far two units sound apart, whatever a map used. */
import { matrix } from "../math";
import type { Matrix } from "../types";
import { DESCRIPTOR_NAMES } from "./descriptors";

/** Goes up whenever the vector changes; printed with every evaluation. */
export const EAR_VERSION = 1;

/** All scalar descriptors and MFCC 1–12 means and deviations: no envelope shape, no mel bands, no deltas. */
const COLUMNS = DESCRIPTOR_NAMES.flatMap((name, i) =>
  /^(shape\.|mel\.|chroma\.)/.test(name) || name.endsWith(".delta") ? [] : [i],
);

/** Those columns of the descriptors, raw: the evaluation standardises them over the corpus. */
export function earOf(descriptors: Matrix): Matrix {
  const out = matrix(descriptors.rows, COLUMNS.length);
  for (let r = 0; r < out.rows; r++)
    COLUMNS.forEach((column, c) => {
      out.data[r * out.columns + c] = descriptors.data[r * descriptors.columns + column];
    });
  return out;
}
