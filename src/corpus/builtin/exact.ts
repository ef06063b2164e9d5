/**
 * Sine, powers of two and what follows from them, by + − × ÷ and floor alone: the same bits in every JavaScript engine.
 * Engines differ in the last digit of Math.sin, exp and pow; recursive filters would carry that into the sound.
 */

const TAU = 6.283185307179586;

/** sin(2π·turns), error below 1e-9. Taylor series to the 13th degree on a quarter turn. */
export function sine(turns: number): number {
  let t = turns - Math.floor(turns + 0.5);
  if (t > 0.25) t = 0.5 - t;
  else if (t < -0.25) t = -0.5 - t;
  const x = TAU * t;
  const s = x * x;
  return (
    x *
    (1 + s * (-1 / 6 + s * (1 / 120 + s * (-1 / 5040 + s * (1 / 362880 + s * (-1 / 39916800 + s * (1 / 6227020800)))))))
  );
}

/** cos(2π·turns). */
export const cosine = (turns: number): number => sine(turns + 0.25);

const STEPS = 4096;
const TABLE = Float64Array.from({ length: STEPS + 2 }, (_, i) => sine(i / STEPS));

/** sin(2π·turns) by a table, error below 3e-7: for what is heard; filters are tuned with `sine`. */
export function wave(turns: number): number {
  const x = (turns - Math.floor(turns)) * STEPS;
  const k = x | 0;
  return TABLE[k] + (x - k) * (TABLE[k + 1] - TABLE[k]);
}

const POWERS = new Float64Array(129);
POWERS[64] = 1;
for (let i = 1; i <= 64; i++) {
  POWERS[64 + i] = POWERS[63 + i] * 2;
  POWERS[64 - i] = POWERS[65 - i] / 2;
}

/** 2^x, held between 2^-64 and 2^64; relative error below 2e-7 and vanishing near 0. */
export function exp2(x: number): number {
  const whole = Math.floor(x + 0.5);
  if (whole <= -64) return POWERS[0];
  if (whole >= 64) return POWERS[128];
  const y = (x - whole) * 0.6931471805599453;
  const series = 1 + y * (1 + y * (1 / 2 + y * (1 / 6 + y * (1 / 24 + y * (1 / 120 + y * (1 / 720))))));
  return POWERS[64 + whole] * series;
}

/** Factor per frame of an amplitude that falls by 60 dB in `duration` seconds. */
export const fall = (duration: number, rate: number): number => exp2(-9.965784284662087 / (duration * rate));

/** Smoothing factor per frame of a one-pole low-pass with that cutoff in Hz. */
export const smoothing = (cutoff: number, rate: number): number =>
  1 - exp2((-TAU * 1.4426950408889634 * cutoff) / rate);

/** Soft saturation to ±1: x(27 + x²)/(27 + 9x²), the Padé form of tanh, held at its ends. */
export function saturate(x: number): number {
  if (x > 3) return 1;
  if (x < -3) return -1;
  return (x * (27 + x * x)) / (27 + 9 * x * x);
}
