/** Log-mel patches as pre-trained models were given them: window, mel scale, logarithm and layout by the card. */
import { fft } from "../../math";
import { melBands } from "../descriptors";
import type { MelInput, ModelCard } from "./card";

/** HTK's mel scale: 1127 ln(1 + f/700). */
const mel = (hertz: number): number => 1127 * Math.log1p(hertz / 700);

/** Samples that one patch reads. */
export const patchLength = ({ window, hop, frames }: MelInput): number => window + hop * (frames - 1);

/** Weights of every band over the bins; HTK: triangles that are straight in mel, not in hertz (as in TensorFlow). */
function melWeights(input: MelInput, sampleRate: number): Float64Array[] {
  const bins = input.fft / 2 + 1;
  if (input.mel === "slaney")
    return melBands(input.bands, input.low, input.high, sampleRate, input.fft).map(({ first, weights }) => {
      const row = new Float64Array(bins);
      row.set(weights.subarray(0, bins - first), first);
      return row;
    });
  const from = mel(input.low);
  const step = (mel(input.high) - from) / (input.bands + 1);
  return Array.from({ length: input.bands }, (_, b) =>
    Float64Array.from({ length: bins }, (_, k) => {
      const at = (mel((k * sampleRate) / input.fft) - from) / step - b;
      return k === 0 ? 0 : Math.max(0, Math.min(at, 2 - at));
    }),
  );
}

function level(value: number, { log, offset }: MelInput): number {
  if (log === "ln") return Math.log(value + offset);
  return (log === "dB" ? 10 : 1) * Math.log10(Math.max(value, offset));
}

/** `frames` × `bands` numbers from a waveform at the card's rate; what lies past its end is silence. */
export function logMelPatch(samples: Float32Array, card: ModelCard, input: MelInput): Float32Array {
  const { window, hop, frames, bands } = input;
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
    for (let k = 0; k <= input.fft / 2; k++) re[k] = Math.hypot(re[k], im[k]) ** input.power;
    weights.forEach((row, b) => {
      let sum = 0;
      for (let k = 0; k < row.length; k++) sum += row[k] * re[k];
      out[frame * bands + b] = (level(sum, input) - input.mean) / input.deviation;
    });
  }
  return out;
}
