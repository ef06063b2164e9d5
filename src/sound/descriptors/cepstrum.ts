/**
 * Mel-frequency cepstra: orthonormal DCT-II of 40 Slaney mel levels in dB (30 Hz–18 kHz, floored 80 dB below the unit's
 * highest). mfcc.K.mean and .deviation over the sounding frames; mfcc.K.delta: root mean square of the change between
 * frames, per frame.
 */
import { COEFFICIENTS } from "./analysis";
import { momentsOver, type DescriptorGroup } from "./group";

const FIRST = 1;
const LAST = 12;
const ORDER = Array.from({ length: LAST - FIRST + 1 }, (_, i) => FIRST + i);

export const cepstrum: DescriptorGroup = {
  names: ORDER.flatMap((k) => [`mfcc.${k}.mean`, `mfcc.${k}.deviation`, `mfcc.${k}.delta`]),
  measure(unit, out, start) {
    const { mfcc, sounding } = unit;
    ORDER.forEach((k, i) => {
      const { mean, deviation } = momentsOver(unit, (frame) => mfcc[frame * COEFFICIENTS + k]);
      let squares = 0;
      for (let s = 1; s < sounding.length; s++) {
        const step = mfcc[sounding[s] * COEFFICIENTS + k] - mfcc[sounding[s - 1] * COEFFICIENTS + k];
        squares += step * step;
      }
      out[start + 3 * i] = mean;
      out[start + 3 * i + 1] = deviation;
      out[start + 3 * i + 2] = Math.sqrt(squares / Math.max(1, sounding.length - 1));
    });
  },
};
