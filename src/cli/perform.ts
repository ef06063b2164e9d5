/** Plays a score through the engine, block by block: what the page would play, as fast as this machine can. */
import { Engine } from "../../worklets/engine";
import { soundOffsets, unitTable } from "../corpus";
import type { ControlValues } from "../protocol";
import type { Corpus, Frames } from "../types";
import { engineModule } from "./assets";
import type { ScoredWord } from "./score";

/** Frames rendered at once: long enough to be quick, short enough to keep few words waiting in the engine. */
const BLOCK: Frames = 1024;

export interface Performance {
  readonly corpus: Corpus;
  /** In order of time. */
  readonly score: readonly ScoredWord[];
  readonly frames: Frames;
  readonly channels: number;
  /** Azimuths in degrees, one a channel; absent or empty: an even ring. */
  readonly speakers?: readonly number[];
  /** Values of the control "route", the first for voice 0 and round again; absent or empty: as `set` says. */
  readonly routes?: readonly number[];
  readonly seed: number;
  readonly set: ControlValues;
}

/**
 * Hands over one block after the other: the first `count` frames of each channel, views that the next block overwrites.
 * The limiter's latency is taken away, so that frame 0 of the first block is time 0 of the score.
 */
export async function* perform(performance: Performance): AsyncGenerator<{ channels: Float32Array[]; count: Frames }> {
  const { corpus, score, frames, channels, speakers = [], routes = [], seed, set } = performance;
  const { sampleRate } = corpus;
  const { offsets, frames: corpusFrames } = soundOffsets(corpus);
  const engine = Engine.create(await engineModule(), { sampleRate, channels, speakers, frames: corpusFrames, seed });
  corpus.sounds.forEach(({ samples }, i) => engine.loadSamples(offsets[i], samples));
  engine.setUnits(unitTable(corpus, offsets, 0));
  for (const [id, value] of Object.entries(set)) engine.set(id, value);

  const outputs = Array.from({ length: channels }, () => new Float32Array(BLOCK));
  const { latency } = engine;
  let next = 0;
  for (let at = 0; at < frames + latency; at += BLOCK) {
    for (; next < score.length && score[next].start < at + BLOCK; next++) {
      const { voice, start, length, units } = score[next];
      const own = routes.length > 0 && { set: { route: routes[voice % routes.length] } };
      engine.cloud({ id: next + 1, voice, at: start / sampleRate, duration: length / sampleRate, units, ...own });
    }
    engine.render(outputs, BLOCK);
    const from = Math.max(0, latency - at);
    const to = Math.min(BLOCK, frames + latency - at);
    if (to > from) yield { channels: outputs.map((output) => output.subarray(from, to)), count: to - from };
  }
}
