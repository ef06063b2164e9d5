/** When words sound: the way from key to grain is measured, and kept even if so set; what else delays the sound is told. */
import type { Seconds } from "../types";
import { AudioClock } from "./audio-clock";
import type { Knobs } from "./knobs";
import { type KeyLatency, LatencyMeter } from "./latency-meter";
import { OutputClock } from "./output-clock";

/** In the even mode every word sounds so much after its key, on top of the browser's own buffer: longer than a key's way. */
const EVEN_DELAY: Seconds = 0.015;
/** How often the two clocks are compared, milliseconds. */
const COMPARE_EVERY = 25;

/** What lies between a key and the ear. */
export interface Latency {
  /** Key → quantum in which the first grain is read; undefined until a typed word has sounded. */
  readonly key: KeyLatency | undefined;
  /** From there until the sound is within 6 dB of its level: the limiter's look-ahead and the attack, milliseconds. */
  readonly level: number;
  /** The browser's own buffer, and the device's as far as the browser knows it. */
  readonly base: Seconds;
  readonly output: Seconds;
}

/** What Chromium's AudioContext.playbackStats tells. */
interface PlaybackStats {
  readonly underrunEvents: number;
  readonly underrunDuration: Seconds;
}

/** Thread: main. */
export class Timing {
  readonly #context: AudioContext;
  readonly #knobs: Knobs;
  readonly #clock = new AudioClock();
  readonly #output = new OutputClock();
  readonly #keys = new LatencyMeter();
  readonly #comparing: ReturnType<typeof setInterval>;
  /** Milliseconds by which the engine's limiter holds the sound back. */
  lookAhead = 0;

  constructor(context: AudioContext, knobs: Knobs) {
    this.#context = context;
    this.#knobs = knobs;
    this.#comparing = setInterval(() => this.#compare(), COMPARE_EVERY);
  }

  get latency(): Latency {
    const { baseLatency, outputLatency } = this.#context;
    // The attack is a raised cosine, and so is an onset's own rise of 2 ms: their product passes one half a little later.
    const level = this.lookAhead + 0.53 * this.#knobs.get("attack");
    return { key: this.#keys.reading, level, base: baseLatency, output: outputLatency };
  }

  /** Drop-outs as the browser counts them; undefined where it does not. */
  get dropOuts(): { readonly count: number; readonly duration: Seconds } | undefined {
    const { playbackStats: stats } = this.#context as AudioContext & { readonly playbackStats?: PlaybackStats };
    return stats && { count: stats.underrunEvents, duration: stats.underrunDuration };
  }

  /** The engine time of a time stamp of the page (milliseconds, as events carry it): what was being rendered then. */
  timeOf(stamp: number): Seconds {
    if (this.#output.exact) return this.#output.audioAt(stamp / 1000);
    if (this.#clock.known) return this.#clock.audioAt(stamp / 1000);
    return this.#context.currentTime + (stamp - performance.now()) / 1000;
  }

  /** A key ended a word, which becomes that cloud. Engine time at which it is to sound; 0 is at once. */
  pressed(id: number, stamp: number): Seconds {
    this.#keys.pressed(id, stamp);
    if (this.#knobs.get("timing") === 0) return 0;
    return this.timeOf(stamp) + EVEN_DELAY + this.#context.baseLatency;
  }

  /** A cloud's first grain was read. `clock`: milliseconds since 1970, to the millisecond below. */
  began(id: number, clock: number): void {
    const now = performance.now();
    const latest = clock + 1 - performance.timeOrigin;
    // A system clock that was set since the page began says nothing; then the message's arrival is the bound.
    const usable = latest < now + 2 && latest > now - 500;
    this.#keys.began(id, usable ? Math.min(now, latest) : now);
  }

  #compare(): void {
    if (this.#context.state !== "running") return;
    const page = performance.now() / 1000;
    const audio = this.#context.currentTime;
    this.#clock.add(page, audio);
    this.#output.add(page, audio, this.#context.getOutputTimestamp());
  }

  close(): void {
    clearInterval(this.#comparing);
  }
}
