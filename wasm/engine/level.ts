/** How loud one grain must be for the cloud to keep its unit's loudness, whatever the overlap, window and jitter. */

/** Read positions closer than this (deviation, seconds) add up as one sound. */
const COHERENT_SECONDS: f64 = 0.00025;

/**
 * Amplitude of one grain among `overlap` at once. Incoherent grains add in power, overlap * power; grains that read
 * the same place add in amplitude, (overlap * mean)^2; between them the deviation of the read places decides.
 */
export function grainLevel(overlap: f64, mean: f64, power: f64, deviation: f64): f64 {
  const n = max(1, overlap);
  const x = deviation / COHERENT_SECONDS;
  // Below e^-60 it is lost in the sum's rounding.
  const coherence = x * x > 60 ? 0.0 : Math.exp(-x * x);
  const together = n * mean;
  return 1 / Math.sqrt(coherence * together * together + (1 - coherence) * n * power);
}
