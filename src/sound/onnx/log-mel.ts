/** Log-mel patches as pre-trained models were given them: magnitudes, HTK mel triangles, ln(x + offset). */
import { fft } from "../../math";
import type { ModelCard, ModelInput } from "./card";

type Patch = Extract<ModelInput, { form: "log-mel" }>;

/** HTK's mel scale: 1127 ln(1 + f/700). */
const mel = (hertz: number): number => 1127 * Math.log1p(hertz / 700);

/** Samples that one patch reads. */
export const patchLength = ({ window, hop, frames }: Patch): number => window + hop * (frames - 1);

/** Weights of one band over the bins; triangles that are straight in mel, not in hertz (as in TensorFlow). */
function melWeights(input: Patch, sampleRate: number): Float64Array[] {
  const from = mel(input.low);
  const step = (mel(input.high) - from) / (input.bands + 1);
  return Array.from({ length: input.bands }, (_, b) =>
    Float64Array.from({ length: input.fft / 2 + 1 }, (_, k) => {
      const at = (mel((k * sampleRate) / input.fft) - from) / step - b;
      return k === 0 ? 0 : Math.max(0, Math.min(at, 2 - at));
    }),
  );
}

/** `frames` × `bands` numbers from a waveform at the card's rate; what lies past its end is silence. */
export function logMelPatch(samples: Float32Array, card: ModelCard, input: Patch): Float32Array {
  const { window, hop, frames, bands, offset } = input;
  const weights = melWeights(input, card.sampleRate);
  const out = new Float32Array(frames * bands);
  for (let frame = 0; frame < frames; frame++) {
    const re = new Float64Array(input.fft);
    const im = new Float64Array(input.fft);
    for (let i = 0; i < window; i++) {
      const hann = 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / window);
      re[i] = (samples[frame * hop + i] ?? 0) * hann;
    }
    fft(re, im);
    for (let k = 0; k <= input.fft / 2; k++) re[k] = Math.hypot(re[k], im[k]);
    weights.forEach((row, b) => {
      let sum = 0;
      for (let k = 0; k < row.length; k++) sum += row[k] * re[k];
      out[frame * bands + b] = Math.log(sum + offset);
    });
  }
  return out;
}
