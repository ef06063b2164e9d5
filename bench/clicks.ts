/** What may click: every move an engine makes, played on sounds without anything above 8 kHz. */
import type { Engine } from "../worklets/engine";
import { clicks, softNoise } from "./click-ear";
import { engineWith, RATE, renderAll, sine, word } from "./plain-engine";

/** Nothing above 8 kHz. */
export const MATERIAL = { sine: sine(997, 1), noise: softNoise(1) };

/** Plays on for 0.12 s after each of the moves and returns the left channel. */
function moves(engine: Engine, ...steps: readonly (() => void)[]): Float32Array {
  const parts = steps.flatMap((step) => {
    step();
    return Array.from(renderAll(engine, Math.round(0.12 * RATE))[0]);
  });
  return Float32Array.from(parts);
}

const set =
  (engine: Engine, values: Readonly<Record<string, number>>): (() => void) =>
  () => {
    for (const id in values) engine.set(id, values[id]);
  };

/** What happens to a cloud that plays, and what may be heard of it, dB. */
export const CASES: Readonly<Record<string, { most: number; play: (engine: Engine) => Float32Array }>> = {
  "grains only begin and end": { most: -140, play: (e) => moves(e, () => undefined) },
  start: { most: -100, play: (e) => moves(e, () => e.cloud(word(2, e.time + 0.05, 5, 0, 1))) },
  end: { most: -100, play: (e) => moves(e, () => e.cloud(word(2, e.time + 0.01, 0.05, 0, 1))) },
  crossfade: { most: -100, play: (e) => moves(e, () => e.cloud(word(2, e.time + 0.03, 5))) },
  release: {
    most: -100,
    play: (e) =>
      moves(
        e,
        () => undefined,
        () => e.release(),
      ),
  },
  panic: {
    most: -100,
    play: (e) =>
      moves(
        e,
        () => undefined,
        () => e.panic(),
      ),
  },
  freeze: { most: -100, play: (e) => moves(e, set(e, { freeze: 1 }), set(e, { freeze: 0 })) },
  gain: { most: -100, play: (e) => moves(e, set(e, { gain: -20 }), set(e, { gain: 0 })) },
  volume: { most: -100, play: (e) => moves(e, set(e, { volume: -20 }), set(e, { volume: 0 })) },
  "low pass": { most: -100, play: (e) => moves(e, set(e, { lowPass: 900 }), set(e, { lowPass: 20000 })) },
  "high pass": { most: -100, play: (e) => moves(e, set(e, { highPass: 500, resonance: 6 }), set(e, { highPass: 20 })) },
  "grain settings": {
    most: -100,
    play: (e) => moves(e, set(e, { overlap: 9, grainDuration: 70, scan: 0.3, spread: 90 }), set(e, { pan: -50 })),
  },
};

/** Level above 16 kHz of that move of a cloud in that window (its number in the control), dB of the whole's peak. */
export function clickOf(material: keyof typeof MATERIAL, what: string, window = 0): number {
  const engine = engineWith([MATERIAL[material]]);
  engine.set("window", window);
  engine.cloud(word(1, 0, 5));
  renderAll(engine, RATE * 0.3);
  return clicks(CASES[what].play(engine));
}

/** The same of grains that are stolen from a full pool. */
export function clickOfStealing(window = 0): number {
  const engine = engineWith([MATERIAL.noise], { grains: 64 });
  engine.set("window", window);
  // Eight clouds of one sound add up in amplitude: the limiter is another test.
  engine.set("volume", -20);
  for (let i = 0; i < 8; i++) engine.cloud({ ...word(i, 0, 5, 0, i), set: { overlap: 12 } });
  renderAll(engine, RATE * 0.3);
  if (engine.status().grains <= 32) throw new Error("The pool is not full.");
  return clicks(renderAll(engine, RATE * 0.3)[0]);
}
