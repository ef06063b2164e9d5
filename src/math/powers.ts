/** Logarithms and powers of many numbers: quick, the same bits in every engine, within 4e-6 of log2 and 1e-5 of a power. */

const float = new Float32Array(1);
const bits = new Int32Array(float.buffer);
/** Bits of the root of one half: mantissas are read from [√½, √2). */
const ROOT = 0x3f3504f3;

/** log2 of a positive normal 32-bit number: its exponent and the atanh series of its mantissa; about −127 for zero. */
export function quickLog2(x: number): number {
  float[0] = x;
  const from = bits[0] - ROOT;
  bits[0] = (from & 0x7fffff) + ROOT;
  const m = float[0];
  const t = (m - 1) / (m + 1);
  const t2 = t * t;
  return (from >> 23) + t * (2.885390082 + t2 * (0.961796694 + t2 * (0.577078016 + t2 * 0.412198583)));
}

/** 2^x for x in −126..127: the exponent and the series of the rest to the sixth power. */
function quickExp2(x: number): number {
  const whole = Math.floor(x + 0.5);
  const r = (x - whole) * Math.LN2;
  bits[0] = (whole + 127) << 23;
  return float[0] * (1 + r * (1 + r * (1 / 2 + r * (1 / 6 + r * (1 / 24 + r * (1 / 120 + r / 720))))));
}

/** base^exponent for a base in 0..3e38 and an exponent in 0..0.9; 0 for bases below 1e-37. */
export const quickPower = (base: number, exponent: number): number =>
  base < 1e-37 ? 0 : quickExp2(exponent * quickLog2(base));
