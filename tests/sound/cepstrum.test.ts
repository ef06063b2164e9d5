/**
 * Mel bands and cepstra against values computed elsewhere. Mel frequencies: the example in librosa's documentation of
 * `librosa.mel_frequencies(n_mels=40)`. The others: numpy 2.4.6 and scipy 1.17.1 on the samples below, mean removed, frames
 * of 2,048 with `np.hanning(2049)[:-1]`, 512 apart, frame i centred at (i + ½) · 512; |np.fft.rfft|² times Slaney triangles of
 * area 1 between `mel_to_hz(linspace(hz_to_mel(30), hz_to_mel(18000), 42))`; 10·log10, floored 80 dB below the highest;
 * `scipy.fft.dct(type=2, norm="ortho")`; mean and deviation over the frames.
 */
import { describe, expect, it } from "vitest";
import { melBands } from "../../src/sound/descriptors";
import { described, RATE } from "./signals";

/** A sawtooth-like tone of 220 Hz, all its harmonics up to 19.8 kHz, dying away. */
const tone = Float32Array.from({ length: RATE / 2 }, (_, i) => {
  let sum = 0;
  for (let k = 1; k <= 90; k++) sum += Math.sin((2 * Math.PI * 220 * k * i) / RATE) / k;
  return 0.3 * sum * Math.exp((-3 * i) / RATE);
});

const MEANS = [59.534, 0.793, 8.492, 2.633, 5.105, 2.121, 2.103, -0.649, -1.458, -3.28, -3.121, -3.104];
const DEVIATIONS = [0.39, 0.438, 0.225, 0.204, 0.09, 0.136, 0.15, 0.266, 0.327, 0.408, 0.398, 0.37];
/** Levels of the 40 bands, dB above the eleventh's. */
const LEVELS = [
  2.57, 17.05, 7.36, 8.96, 8.18, 0.4, 7.18, -9.4, 4.37, -0.67, 0, 0.17, -1.74, -2.86, -1.75, -4.78, -4.8, -5.35, -6.14,
  -7.05, -8, -8.98, -9.41, -10.58, -11.06, -12.16, -12.93, -13.67, -14.54, -15.35, -16.22, -16.98, -17.86, -18.63,
  -19.51, -20.29, -21.11, -21.96, -22.77, -23.59,
];
/** librosa's forty, 0 to 11,025 Hz: edges and tops of 38 triangles. */
const LIBROSA = [
  0, 85.317, 170.635, 255.952, 341.269, 426.586, 511.904, 597.221, 682.538, 767.855, 853.173, 938.49, 1024.856,
  1119.114, 1222.042, 1334.436, 1457.167, 1591.187, 1737.532, 1897.337, 2071.84, 2262.393, 2470.47, 2697.686, 2945.799,
  3216.731, 3512.582, 3835.643, 4188.417, 4573.636, 4994.285, 5453.621, 5955.205, 6502.92, 7101.009, 7754.107, 8467.272,
  9246.028, 10096.408, 11025,
];

describe("mel bands and cepstra", () => {
  const d = described(tone);

  it("have librosa's mel frequencies as tops", () => {
    const width = 0.125;
    const bands = melBands(38, 0, 11_025, 22_050, 22_050 / width, "height");
    bands.forEach(({ first, weights }, i) => {
      const top = weights.indexOf(Math.max(...weights));
      expect(Math.abs((first + top) * width - LIBROSA[i + 1])).toBeLessThanOrEqual(width);
      expect(Math.abs(first * width - LIBROSA[i])).toBeLessThanOrEqual(width + 1e-3);
    });
  });

  it("have the mel levels of numpy within 0.02 dB", () => {
    LEVELS.forEach((level, i) => {
      expect(Math.abs(d[`mel.${i + 1}`] - d["mel.11"] - level), `band ${i + 1}`).toBeLessThan(0.02);
    });
  });

  it("have the cepstra of scipy within 0.002", () => {
    MEANS.forEach((mean, i) => {
      expect(Math.abs(d[`mfcc.${i + 1}.mean`] - mean)).toBeLessThan(0.002);
      expect(Math.abs(d[`mfcc.${i + 1}.deviation`] - DEVIATIONS[i])).toBeLessThan(0.002);
    });
  });
});
