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
 * `count` triangles from `low` to `high` hertz, equally wide on the mel scale, each of area 1 over the hertz axis
 * (librosa's default `norm="slaney"`). Bands above half the sample rate have no bins.
 */
export function melBands(count: number, low: Hertz, high: Hertz, sampleRate: Hertz, frame: Frames): Band[] {
  const from = toMel(low);
  const step = (toMel(high) - from) / (count + 1);
  const edges = Array.from({ length: count + 2 }, (_, i) => fromMel(from + i * step));
  return Array.from({ length: count }, (_, i) =>
    triangle(edges[i], edges[i + 1], edges[i + 2], sampleRate / frame, frame / 2),
  );
}

function triangle(left: Hertz, top: Hertz, right: Hertz, width: Hertz, last: number): Band {
  const first = Math.ceil(left / width);
  const end = Math.min(last, Math.floor(right / width));
  const weights = new Float32Array(Math.max(0, end - first + 1));
  for (let i = 0; i < weights.length; i++) {
    const f = (first + i) * width;
    weights[i] = (Math.max(0, Math.min((f - left) / (top - left), (right - f) / (right - top))) * 2) / (right - left);
  }
  return { first: weights.length > 0 ? first : 0, weights };
}
