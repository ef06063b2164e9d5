/** The limiter behind the effects, as "lexigrain-limiter": 1.5 ms of look-ahead, never above −0.1 dBFS. Thread: audio. */
import { Limiter } from "./limiter";

const LOOK_AHEAD = 0.0015;
const RELEASE = 0.08;
const CEILING = 0.9885;

class LimiterProcessor extends AudioWorkletProcessor {
  #limiter: Limiter | undefined;

  process([input]: Float32Array[][], [output]: Float32Array[][]): boolean {
    this.#limiter ??= new Limiter(output.length, {
      delay: LOOK_AHEAD * sampleRate,
      release: RELEASE * sampleRate,
      ceiling: CEILING,
    });
    this.#limiter.process(input, output, output[0].length);
    return true;
  }
}

registerProcessor("lexigrain-limiter", LimiterProcessor);
