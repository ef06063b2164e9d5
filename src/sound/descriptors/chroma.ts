/** chroma.1…12 (C, C♯ …): share of each pitch class in the power of the sounding frames (200–4,200 Hz), each frame weighing the same. */
import { CHROMA, CLASSES } from "./analysis";
import type { DescriptorGroup } from "./group";

export const chroma: DescriptorGroup = {
  names: Array.from({ length: CLASSES }, (_, i) => `chroma.${i + 1}`),
  measure(unit, out, start) {
    const sums = new Float64Array(CLASSES);
    for (const frame of unit.sounding) {
      const from = frame * unit.stride + CHROMA;
      let total = 0;
      for (let c = 0; c < CLASSES; c++) total += unit.rows[from + c];
      if (total > 0) for (let c = 0; c < CLASSES; c++) sums[c] += unit.rows[from + c] / total;
    }
    for (let c = 0; c < CLASSES; c++) out[start + c] = sums[c] / Math.max(1, unit.sounding.length);
  },
};
