/** How loud it is now: root mean square of what an analyser last heard. */

/** Keeps its one array: asked many times a second. Thread: main. */
export class OutputLevel {
  #samples = new Float32Array(0);

  /** Linear; 0 without an analyser. */
  of(analyser: AnalyserNode | undefined): number {
    if (!analyser) return 0;
    if (this.#samples.length !== analyser.fftSize) this.#samples = new Float32Array(analyser.fftSize);
    analyser.getFloatTimeDomainData(this.#samples);
    let sum = 0;
    for (const x of this.#samples) sum += x * x;
    return Math.sqrt(sum / this.#samples.length);
  }
}
