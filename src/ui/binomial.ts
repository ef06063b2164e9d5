/** The exact binomial test against chance. */

/**
 * Probability of at least `right` successes in `trials` fair tosses: P(X ≥ right), X ~ B(trials, ½), summed exactly from
 * the far end, where the terms are smallest.
 */
export function binomialTest(right: number, trials: number): number {
  let sum = 0;
  let term = 0.5 ** trials;
  for (let k = trials; k >= right; k--) {
    sum += term;
    // B(n, k − 1) / B(n, k) = k / (n − k + 1)
    term *= k / (trials - k + 1);
  }
  return Math.min(1, sum);
}
