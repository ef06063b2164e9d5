/** Bands of a spectrum: the mel scale and the twelve pitch classes, as weights over its bins. */
import type { Band } from "../../math";
import type { Frames, Hertz } from "../../types";

const LINEAR = 200 / 3;
const BREAK = 1000;
const STEP = Math.log(6.4) / 27;

/** Slaney's mel scale (Auditory Toolbox, 1998): linear to 1 kHz (15 mel), then 27 mel per factor 6.4. */
function toMel(hertz: Hertz): number {
  return hertz < BREAK ? hertz / LINEAR : BREAK / LINEAR + Math.log(hertz / BREAK) / STEP;
}

function fromMel(mel: number): Hertz {
  return mel < BREAK / LINEAR ? mel * LINEAR : BREAK * Math.exp((mel - BREAK / LINEAR) * STEP);
}

/**
 * `count` triangles from `low` to `high` hertz, equally wide on the mel scale: of area 1 over the hertz axis (librosa's
 * default `norm="slaney"`) or of height 1 (`norm=None`). Bands above half the sample rate have no bins.
 */
export function melBands(
  count: number,
  low: Hertz,
  high: Hertz,
  sampleRate: Hertz,
  frame: Frames,
  norm: "area" | "height" = "area",
): Band[] {
  const from = toMel(low);
  const step = (toMel(high) - from) / (count + 1);
  const edges = Array.from({ length: count + 2 }, (_, i) => fromMel(from + i * step));
  return Array.from({ length: count }, (_, i) => {
    const band = triangle(edges[i], edges[i + 1], edges[i + 2], sampleRate / frame, frame / 2);
    return norm === "height" ? band : scaled(band, 2 / (edges[i + 2] - edges[i]));
  });
}

/**
 * `count` bands as the ear weighs them: triangles of height 1, the power in each times the A-weighting's power gain (IEC
 * 61672) to a quarter, for hearing at moderate levels is flatter than at its threshold, and times the root of the width.
 */
export function earBands(count: number, low: Hertz, high: Hertz, sampleRate: Hertz, frame: Frames): Band[] {
  const from = toMel(low);
  const step = (toMel(high) - from) / (count + 1);
  return melBands(count, low, high, sampleRate, frame, "height").map((band, i) => {
    const [left, top, right] = [0, 1, 2].map((edge) => fromMel(from + (i + edge) * step));
    return scaled(band, aWeighting(top) ** 0.25 * Math.sqrt((right - left) / 2));
  });
}

/** Power gain, 1 at 1 kHz. */
function aWeighting(hertz: Hertz): number {
  const f = hertz * hertz;
  const bend = (corner: number): number => f + corner * corner;
  const gain = (12194 ** 2 * f * f) / (bend(20.6) * Math.sqrt(bend(107.7) * bend(737.9)) * bend(12194));
  return (1.2589 * gain) ** 2;
}

const scaled = ({ first, weights }: Band, factor: number): Band => ({ first, weights: weights.map((w) => w * factor) });

function triangle(left: Hertz, top: Hertz, right: Hertz, width: Hertz, last: number): Band {
  const first = Math.ceil(left / width);
  const end = Math.min(last, Math.floor(right / width));
  const weights = new Float32Array(Math.max(0, end - first + 1));
  for (let i = 0; i < weights.length; i++) {
    const f = (first + i) * width;
    weights[i] = Math.max(0, Math.min((f - left) / (top - left), (right - f) / (right - top)));
  }
  return { first: weights.length > 0 ? first : 0, weights };
}

/** C in octaves re A = 440 Hz. */
const C = Math.log2(440) - 9 / 12;

/** Twelve pitch classes from C, 200 Hz (below, bins are wider than semitones) to 4.2 kHz: every bin is shared by the two classes it lies between. */
export function chromaBands(sampleRate: Hertz, frame: Frames): Band[] {
  const width = sampleRate / frame;
  const first = Math.ceil(200 / width);
  const end = Math.min(frame / 2, Math.floor(4200 / width));
  return Array.from({ length: 12 }, (_, pitchClass) => ({
    first,
    weights: Float32Array.from({ length: Math.max(0, end - first + 1) }, (_, i) => {
      const steps = 12 * (Math.log2((first + i) * width) - C) - pitchClass;
      return Math.max(0, 1 - Math.abs(steps - 12 * Math.round(steps / 12)));
    }),
  }));
}
