/**
 * Mel-frequency cepstra: orthonormal DCT-II of 40 Slaney mel levels in dB (30 Hz–18 kHz, floored 80 dB below the unit's
 * highest). mfcc.K.mean and .deviation over the sounding frames; mfcc.K.delta: root mean square of the change between
 * frames, per frame.
 */
import { COEFFICIENTS } from "./analysis";
import type { DescriptorGroup } from "./group";

const FIRST = 1;
const LAST = 12;
const ORDER = Array.from({ length: LAST - FIRST + 1 }, (_, i) => FIRST + i);

export const cepstrum: DescriptorGroup = {
  names: ORDER.flatMap((k) => [`mfcc.${k}.mean`, `mfcc.${k}.deviation`, `mfcc.${k}.delta`]),
  measure(unit, out, start) {
    const { mfcc, sounding } = unit;
    const count = Math.max(1, sounding.length);
    ORDER.forEach((k, i) => {
      const origin = sounding.length > 0 ? mfcc[sounding[0] * COEFFICIENTS + k] : 0;
      let sum = 0;
      let squares = 0;
      let steps = 0;
      let last = 0;
      for (const frame of sounding) {
        const x = mfcc[frame * COEFFICIENTS + k] - origin;
        sum += x;
        squares += x * x;
        steps += (x - last) * (x - last);
        last = x;
      }
      const mean = sum / count;
      out[start + 3 * i] = origin + mean;
      out[start + 3 * i + 1] = Math.sqrt(Math.max(0, squares / count - mean * mean));
      out[start + 3 * i + 2] = Math.sqrt(steps / Math.max(1, count - 1));
    });
  },
};
