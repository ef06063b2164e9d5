/** How loud one grain must be for the cloud to keep its unit's loudness, whatever the overlap, window and jitter. */
import { Cloud, unitAt } from "./cloud";

/** Read positions closer than this (deviation, seconds) add up as one sound. */
const COHERENT_SECONDS: f64 = 0.00025;

/**
 * Amplitude of one grain among `overlap` at once, shared among the cloud's units by weight. Incoherent grains add in
 * power, overlap * power; grains that read the same place of one unit add in amplitude, (overlap * mean)^2, where they
 * are dense enough to meet, as far as they meet in the same speakers (`meeting`, see pan.ts); between them the deviation
 * of the read places (seconds) decides. `due`: see spawn; 1 where the grains come evenly.
 */
export function grainLevel(
  cloud: Cloud,
  overlap: f64,
  mean: f64,
  power: f64,
  deviation: f64,
  meeting: f64,
  due: f64,
): f64 {
  const n = max(1, overlap);
  const x = deviation / COHERENT_SECONDS;
  // Below e^-60 it is lost in the sum's rounding.
  const coherence = x * x > 60 ? 0.0 : Math.exp(-x * x);
  let sum = (1 - coherence) * n * power;
  for (let i = 0; i < cloud.units && coherence > 0; i++) {
    const share = n * <f64>unitAt(cloud, i).weight;
    const alone = share * power;
    sum += coherence * (alone + meeting * max(0.0, share * mean * share * mean - alone));
  }
  return (1 + coherence * (due - 1)) / Math.sqrt(sum);
}
