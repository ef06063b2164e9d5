/** Numbers as points: near numbers lie near each other, on a scale of ratios. */
import { addScaled, direction, unit } from "./vectors";

const NAMES = (
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen " +
  "eighteen nineteen twenty"
).split(" ");

/** The value of a token like 42, 3.14, 1,000, 21st, 1980s or 50k; undefined when it is no number. Digits of any script. */
export function numberValue(token: string): number | undefined {
  const plain = token.replace(/\p{Nd}/gu, (digit) => String(digitValue(digit)));
  const match = /^([0-9][0-9,_]*(?:\.[0-9]+)?)(?:st|nd|rd|th|s|'s|k|m|bn|x|%)?$/u.exec(plain);
  if (!match) return undefined;
  const scale = plain.endsWith("k") ? 1e3 : plain.endsWith("bn") ? 1e9 : plain.endsWith("m") ? 1e6 : 1;
  const value = Number(match[1].replace(/[,_]/g, "")) * scale;
  return Number.isFinite(value) ? value : undefined;
}

/** Digits of a script stand in tens from their zero on. */
function digitValue(digit: string): number {
  const code = digit.codePointAt(0) ?? 0;
  let zero = code;
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
  // Runs of digits that touch (mathematical alphanumerics) all begin at a multiple of ten from 1D7CE.
  return code >= 0x1d7ce && code <= 0x1d7ff ? (code - 0x1d7ce) % 10 : code - zero;
}

/** The word for a small whole number. */
export const numberName = (value: number): string | undefined => NAMES[value];

/**
 * A point that moves smoothly with log(1 + value) round `centre` (where number words lie): sines of three wavelengths
 * on fixed directions, so that 41 lies beside 42, 40 further, 1000 far. A trace of the token itself keeps all apart.
 */
export function numberVector(token: string, value: number, centre: Float32Array): Float32Array {
  const n = centre.length;
  const out = new Float32Array(n);
  addScaled(out, centre, 1);
  const position = Math.log1p(value);
  for (const wavelength of [24, 6, 2]) {
    const angle = (2 * Math.PI * position) / wavelength;
    addScaled(out, direction(`number sine ${wavelength}`, n), Math.sin(angle) * 0.5);
    addScaled(out, direction(`number cosine ${wavelength}`, n), Math.cos(angle) * 0.5);
  }
  addScaled(out, direction(`number ${token}`, n), 0.1);
  return unit(out);
}
