/** Live input in steps: what comes in pieces goes on in files of a few seconds, cut where it is quietest. Pure. */
import type { Frames, Hertz, Seconds } from "../types";
import { wavHeader, wavSamples } from "../wav";

/** A step is cut at the quietest moment between these lengths: no sound is cut through if there is any rest. */
const SHORTEST: Seconds = 1;
const LONGEST: Seconds = 3;
/** What "a moment" is. */
const MOMENT: Seconds = 0.02;
/** What is left at the end and shorter than this is no sound. */
const LEAST: Seconds = 0.02;

/** A step: where it begins in what was heard, and its samples. */
export interface LiveStep {
  readonly at: Frames;
  readonly samples: Float32Array<ArrayBuffer>;
}

/** Holds at most one step of `LONGEST`. */
export class LiveSteps {
  readonly #rate: Hertz;
  readonly #held: Float32Array<ArrayBuffer>;
  #length: Frames = 0;
  #at: Frames = 0;

  constructor(sampleRate: Hertz) {
    this.#rate = sampleRate;
    this.#held = new Float32Array(Math.round(LONGEST * sampleRate));
  }

  /** Frames heard so far. */
  get heard(): Frames {
    return this.#at + this.#length;
  }

  /** Takes further samples; gives the steps that are whole. */
  push(samples: Float32Array): LiveStep[] {
    const steps: LiveStep[] = [];
    for (let from = 0; from < samples.length;) {
      const taken = Math.min(samples.length - from, this.#held.length - this.#length);
      this.#held.set(samples.subarray(from, from + taken), this.#length);
      this.#length += taken;
      from += taken;
      if (this.#length === this.#held.length) steps.push(this.#cut(this.#quietest()));
    }
    return steps;
  }

  /** What is left when nothing more comes. */
  end(): LiveStep | undefined {
    return this.#length < LEAST * this.#rate ? undefined : this.#cut(this.#length);
  }

  #cut(length: Frames): LiveStep {
    const step = { at: this.#at, samples: this.#held.slice(0, length) };
    this.#held.copyWithin(0, length, this.#length);
    this.#length -= length;
    this.#at += length;
    return step;
  }

  /** The middle of the quietest moment, of equals the last. */
  #quietest(): Frames {
    const moment = Math.round(MOMENT * this.#rate);
    let best = this.#length;
    let least = Infinity;
    for (let from = Math.round(SHORTEST * this.#rate); from + moment <= this.#length; from += moment) {
      let sum = 0;
      for (let i = from; i < from + moment; i++) sum += this.#held[i] ** 2;
      if (sum > least) continue;
      least = sum;
      best = from + (moment >> 1);
    }
    return best;
  }
}

/** A step as a file: 24 bits, mono. */
export function stepFile(samples: Float32Array, sampleRate: Hertz): Uint8Array<ArrayBuffer> {
  const header = wavHeader(samples.length, 1, sampleRate, 24);
  const body = wavSamples([samples], samples.length, 24);
  const file = new Uint8Array(header.length + body.length + (body.length % 2));
  file.set(header);
  file.set(body, header.length);
  return file;
}
