/** mel.1…40: level of each mel band, mean over the sounding frames, dB above the mean of all bands: colour, not loudness. */
import { MELS } from "./analysis";
import type { DescriptorGroup } from "./group";

export const bands: DescriptorGroup = {
  names: Array.from({ length: MELS }, (_, i) => `mel.${i + 1}`),
  measure(unit, out, start) {
    const { mel, sounding } = unit;
    let all = 0;
    for (let b = 0; b < MELS; b++) {
      let sum = 0;
      for (const frame of sounding) sum += mel[frame * MELS + b];
      out[start + b] = sum / Math.max(1, sounding.length);
      all += out[start + b];
    }
    for (let b = 0; b < MELS; b++) out[start + b] -= all / MELS;
  },
};
