/**
 * Renders a score of clouds faster than it would play, by the same engine: sample for sample what plays with all effects
 * off, while load takes nothing away. Pure but for the job's breath; runs in the worker, which has the corpus.
 */
import { Engine } from "../worklets/engine";
import { ENGINE_CONTROLS } from "./controls";
import { soundOffsets, unitTable } from "./corpus";
import type { BounceOrder, CloudEvent } from "./protocol";
import type { Corpus, Frames, Job, Seconds } from "./types";

/** The engine's grid. */
const TICK: Frames = 128;
/** Frames rendered between two breaths: a multiple of the engine's tick. */
const BLOCK: Frames = 4096;
/** What lasts longer than this after the last word is over is frozen, and is let go. */
const PATIENCE: Seconds = 21;
/** Room in the page's memory is not endless. */
const LONGEST: Seconds = 3600;

/** The corpus with only the units that sound, and the clouds counted anew. */
function gathered(corpus: Corpus, clouds: readonly CloudEvent[]): { corpus: Corpus; clouds: CloudEvent[] } {
  const units = [...new Set(clouds.flatMap((cloud) => cloud.units.map(({ unit }) => unit)))];
  const sounds = [...new Set(units.map((unit) => corpus.units[unit].sound))];
  const place = new Map(units.map((unit, i) => [unit, i]));
  const home = new Map(sounds.map((sound, i) => [sound, i]));
  return {
    corpus: {
      ...corpus,
      sounds: sounds.map((sound) => corpus.sounds[sound]),
      units: units.map((unit) => ({ ...corpus.units[unit], sound: home.get(corpus.units[unit].sound) ?? 0 })),
    },
    clouds: clouds.map((cloud) => ({
      ...cloud,
      units: cloud.units.map(({ unit, weight }) => ({ unit: place.get(unit) ?? 0, weight })),
    })),
  };
}

/** An engine with those sounds, its knobs as AudioParams hold them: to 32 bits. */
function ready({ module, sampleRate, seed, channels, speakers = [], values }: BounceOrder, corpus: Corpus): Engine {
  const { offsets, frames } = soundOffsets(corpus);
  const engine = Engine.create(module, { sampleRate, channels, speakers, frames, seed });
  corpus.sounds.forEach(({ samples }, i) => engine.loadSamples(offsets[i], samples));
  engine.setUnits(unitTable(corpus, offsets));
  ENGINE_CONTROLS.forEach(({ id }, i) => {
    if (id in values) engine.setAt(i, Math.fround(values[id]));
  });
  return engine;
}

/** When the last word is over, as far as is known before. */
const lastEnd = (clouds: readonly CloudEvent[], corpus: Corpus): Seconds =>
  clouds.reduce((end, { at, duration, units }) => {
    const length = duration || corpus.units[units[0].unit].length / corpus.sampleRate;
    return Math.max(end, at + length);
  }, 0);

/** One array a channel, from time 0 to the last sample that is not 0: the limiter's latency is taken away. */
export async function bounce(all: Corpus, order: BounceOrder, job: Job): Promise<Float32Array<ArrayBuffer>[]> {
  const { corpus, clouds } = gathered(all, order.clouds);
  const end = lastEnd(clouds, corpus);
  if (clouds.length === 0) throw new Error("There is nothing to bounce yet: type some words first.");
  if (end > LONGEST) throw new Error("That lasts longer than an hour. Bounce it in parts.");
  const engine = ready(order, corpus);
  const { sampleRate, channels } = order;
  const releases = order.releases.map(({ voice, at }) => ({
    voice,
    frame: TICK * Math.round((at * sampleRate) / TICK),
  }));
  const blocks: Float32Array[][] = [];
  let [next, gone] = [0, 0];
  let released = false;
  let silent = 0;
  // Once all is over, one block more: the limiter still holds a little.
  while (silent < 2) {
    const from = engine.frame;
    for (; releases[gone]?.frame <= from; gone++) engine.release(releases[gone].voice);
    const frames = Math.min(BLOCK, (releases[gone]?.frame ?? Infinity) - from);
    const until = (from + frames) / sampleRate;
    for (; next < clouds.length && clouds[next].at < until; next++) engine.cloud(clouds[next]);
    const block = Array.from({ length: channels }, () => new Float32Array(frames));
    engine.render(block, frames);
    blocks.push(block);
    if (!released && engine.time > end + PATIENCE) {
      released = true;
      engine.release();
    }
    silent = next === clouds.length && !engine.active ? silent + 1 : 0;
    job.progress(Math.min(0.99, engine.time / (end + 0.5)), `${Math.min(engine.time, end).toFixed(0)} s`);
    await job.breathe();
  }
  return joined(blocks, engine.frame, engine.latency);
}

function joined(blocks: readonly Float32Array[][], frames: Frames, from: Frames): Float32Array<ArrayBuffer>[] {
  const whole = blocks[0].map((_, c) => {
    const all = new Float32Array(frames);
    let at = 0;
    for (const block of blocks) {
      all.set(block[c], at);
      at += block[c].length;
    }
    return all;
  });
  const last = Math.max(from, ...whole.map((channel) => channel.findLastIndex((x) => x !== 0) + 1));
  return whole.map((channel) => channel.slice(from, last));
}
