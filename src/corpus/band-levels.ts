/** Log-compressed band energies of a sound, frame by frame: what onsets are looked for in. */
import { RealFft, type FramePlan, type Kernels } from "../math";
import type { Frames, Hertz, Seconds } from "../types";

/** The window is the power of two nearest to this. */
const WINDOW: Seconds = 0.022;
/** Six bands an octave from here up, without overlap. */
const LOWEST: Hertz = 60;
const BANDS_AN_OCTAVE = 6;
/** Compression: ½ ln(1 + C · mean square), so that changes below about −75 dB re full scale count for nothing. */
const COMPRESSION = 3e7;
/** Frames at a time: bounds the memory whatever the length of the sound. */
const PORTION = 1024;

/** Visits the bands of every frame in order; frame k is centred at (k + ½) · hop. The array is reused. */
export function bandLevels(
  samples: Float32Array,
  sampleRate: Hertz,
  hop: Frames,
  kernels: Kernels | undefined,
  visit: (levels: Float32Array, frame: number) => void,
): void {
  const plan = planOf(sampleRate, hop);
  const margin = Math.ceil(plan.frame / hop);
  const count = Math.ceil(samples.length / hop);
  const bands = plan.bands.length;
  for (let first = 0; first < count; first += PORTION) {
    // Each portion is read with what its first and last windows reach into; those frames are computed twice.
    const lead = Math.min(margin, first);
    const frames = Math.min(PORTION, count - first);
    const part = samples.subarray((first - lead) * hop, (first + frames + margin) * hop);
    const rows = kernels ? kernels.bandRows(part, lead + frames, plan) : bandRows(part, lead + frames, plan);
    for (let k = 0; k < frames; k++) {
      const row = rows.subarray((lead + k) * bands, (lead + k + 1) * bands);
      for (let b = 0; b < bands; b++) row[b] = Math.log1p(COMPRESSION * row[b]) / 2;
      visit(row, first + k);
    }
  }
}

let lastPlan: FramePlan | undefined;

/** The same object as long as rate and hop are the same: kernels keep what they set up for it. */
function planOf(sampleRate: Hertz, hop: Frames): FramePlan {
  if (lastPlan?.sampleRate === sampleRate && lastPlan.hop === hop) return lastPlan;
  const frame = 2 ** Math.max(6, Math.round(Math.log2(WINDOW * sampleRate)));
  const edges: number[] = [];
  for (let i = 0; ; i++) {
    const bin = Math.round((LOWEST * 2 ** (i / BANDS_AN_OCTAVE) * frame) / sampleRate);
    if (bin > frame / 2) break;
    if (bin > (edges[edges.length - 1] ?? 0)) edges.push(bin);
  }
  const bands = edges.slice(1).map((to, i) => ({ first: edges[i], weights: new Float32Array(to - edges[i]).fill(1) }));
  lastPlan = { sampleRate, frame, hop, bands };
  return lastPlan;
}

/** What the kernels answer, without them: mean square in each band. */
function bandRows(samples: Float32Array, count: number, { frame: size, hop, bands }: FramePlan): Float32Array {
  const fft = new RealFft(size);
  const window = Float64Array.from({ length: size }, (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / size));
  const norm = (window.reduce((sum, w) => sum + w * w, 0) * size) / 2;
  const frame = new Float64Array(size);
  const power = new Float64Array(size / 2 + 1);
  const out = new Float32Array(count * bands.length);
  for (let k = 0; k < count; k++) {
    const from = Math.round((k + 0.5) * hop - size / 2);
    for (let i = 0; i < size; i++) {
      const at = from + i;
      frame[i] = at >= 0 && at < samples.length ? samples[at] * window[i] : 0;
    }
    fft.power(frame, power);
    bands.forEach(({ first, weights }, b) => {
      let sum = 0;
      for (let i = first; i < first + weights.length; i++) sum += power[i];
      out[k * bands.length + b] = sum / norm;
    });
  }
  return out;
}
