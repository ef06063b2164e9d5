/** An engine with simple sounds in it, for the engine's benchmarks and tests. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { UnitTable } from "../src/protocol";
import { Engine } from "../worklets/engine";
import type { EngineOptions } from "../worklets/engine";

export const RATE = 48000;

const root = fileURLToPath(new URL("../", import.meta.url));
let compiled: WebAssembly.Module | undefined;

/** build/engine.wasm, which the tests' global setup has built. */
function engineModule(): WebAssembly.Module {
  compiled ??= new WebAssembly.Module(readFileSync(`${root}build/engine.wasm`));
  return compiled;
}

/** Units that lie one after the other, each sounding all along. */
export function tableOf(lengths: readonly number[], gain = 1): UnitTable {
  let at = 0;
  const start = lengths.map((n) => (at += n) - n);
  return {
    start: Uint32Array.from(start),
    length: Uint32Array.from(lengths),
    gain: new Float32Array(lengths.length).fill(gain),
    stretches: Uint32Array.from(lengths.flatMap((n) => [0, n])),
    firstStretch: Uint32Array.from([...lengths.keys(), lengths.length]),
  };
}

/** An engine that holds these sounds, each one unit. */
export function engineWith(sounds: readonly Float32Array[], options: Partial<EngineOptions> = {}): Engine {
  const frames = sounds.reduce((sum, s) => sum + s.length, 0);
  const engine = Engine.create(engineModule(), { sampleRate: RATE, frames, ...options });
  const table = tableOf(sounds.map((s) => s.length));
  sounds.forEach((s, i) => engine.loadSamples(table.start[i], s));
  engine.setUnits(table);
  return engine;
}

export const sine = (hertz: number, seconds: number, level = 0.25): Float32Array =>
  Float32Array.from(
    { length: Math.round(seconds * RATE) },
    (_, i) => level * Math.sin((2 * Math.PI * hertz * i) / RATE),
  );

/** Renders `frames` in pieces of the given lengths, taken in turn. */
export function renderAll(
  engine: Engine,
  frames: number,
  pieces: readonly number[] = [128],
  channels = 2,
): Float32Array[] {
  const all = Array.from({ length: channels }, () => new Float32Array(frames));
  for (let at = 0, k = 0; at < frames; k++) {
    const n = Math.min(frames - at, pieces[k % pieces.length]);
    engine.render(
      all.map((x) => x.subarray(at, at + n)),
      n,
    );
    at += n;
  }
  return all;
}

export const rms = (x: Float32Array): number => Math.sqrt(x.reduce((s, v) => s + v * v, 0) / x.length);

export const peakOf = (x: Float32Array): number => x.reduce((m, v) => Math.max(m, Math.abs(v)), 0);

/** One cloud of one unit. */
export const word = (id: number, at: number, duration: number, unit = 0, voice = 0) => ({
  id,
  voice,
  at,
  duration,
  units: [{ unit, weight: 1 }],
});
