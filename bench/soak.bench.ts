/**
 * The engine under long random playing, seeded: 10 million random messages; an hour at about 500 grains; a minute at
 * the full pool. Counts what must be none, and says how long it took. SOAK=0.01 runs a hundredth of it.
 */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Random } from "../src/math/random";
import { Engine } from "../worklets/engine";
import type { Row } from "./measure";
import { randomMessage, Watch } from "./soak";

const RATE = 48000;
const UNITS = 16;
const BLOCK = 128;
const share = Number(process.env["SOAK"] ?? 1);

/** An engine with sixteen units of half a second: tones, noise, and both. */
function engineWithUnits(grains: number): Engine {
  const path = fileURLToPath(new URL("../build/engine.wasm", import.meta.url));
  const length = RATE / 2;
  const engine = Engine.create(new WebAssembly.Module(readFileSync(path)), {
    sampleRate: RATE,
    frames: UNITS * length,
    grains,
  });
  const random = new Random(3);
  for (let unit = 0; unit < UNITS; unit++) {
    const step = (2 * Math.PI * 110 * 1.3 ** unit) / RATE;
    const noise = unit / UNITS;
    engine.loadSamples(
      unit * length,
      Float32Array.from({ length }, (_, i) => 0.4 * ((1 - noise) * Math.sin(step * i) + noise * random.normal())),
    );
  }
  engine.setUnits({
    start: Uint32Array.from({ length: UNITS }, (_, i) => i * length),
    length: new Uint32Array(UNITS).fill(length),
    gain: new Float32Array(UNITS).fill(1),
    stretches: Uint32Array.from({ length: 2 * UNITS }, (_, i) => (i % 2) * length),
    firstStretch: Uint32Array.from({ length: UNITS + 1 }, (_, i) => i),
  });
  return engine;
}

/** What is left half a second after a panic, and what was seen until then. */
function rows(what: string, engine: Engine, watch: Watch, outputs: readonly Float32Array[], began: number): Row[] {
  engine.set("freeze", 0);
  engine.panic();
  for (let i = 0; i < RATE / 2; i += BLOCK) engine.render(outputs, BLOCK);
  const { grains, clouds } = engine.status();
  const silence = new Watch();
  engine.render(outputs, BLOCK);
  silence.see(outputs);
  return [
    { what: `${what}: samples not finite`, value: watch.notFinite, unit: "samples" },
    { what: `${what}: peak`, value: watch.peak, unit: "of full scale" },
    { what: `${what}: grains and clouds left after a panic`, value: grains + clouds.length, unit: "left" },
    { what: `${what}: peak left after a panic`, value: silence.peak, unit: "of full scale" },
    { what: `${what}: time taken`, value: (Date.now() - began) / 1000, unit: "s" },
  ];
}

/** 10 million messages, one block rendered after every hundred. */
function messages(): Row[] {
  const began = Date.now();
  const engine = engineWithUnits(512);
  const random = new Random(5);
  const watch = new Watch();
  const outputs = [new Float32Array(BLOCK), new Float32Array(BLOCK)];
  const count = Math.round(10e6 * share);
  let refused = 0;
  for (let i = 0; i < count; i++) {
    if (!randomMessage(engine, random, i, UNITS)) refused++;
    if (i % 100 > 0) continue;
    engine.render(outputs, BLOCK);
    engine.events({ started: () => undefined, ended: () => undefined });
    watch.see(outputs);
  }
  const what = `${count} random messages`;
  return [{ what: `${what}: refused`, value: refused, unit: "messages" }, ...rows(what, engine, watch, outputs, began)];
}

/** Words at random, so many that `grains` sound at once, for `seconds` of audio. */
function playing(seconds: number, grains: number, pool: number): Row[] {
  const began = Date.now();
  const engine = engineWithUnits(pool);
  const random = new Random(7);
  const watch = new Watch();
  const outputs = [new Float32Array(BLOCK), new Float32Array(BLOCK)];
  const voices = 32;
  const memory = process.memoryUsage().arrayBuffers;
  let sum = 0;
  let blocks = 0;
  for (let at = 0; at < seconds * RATE; at += BLOCK) {
    // Each voice has a word of a second all the time: a new one comes every 1/voices s.
    if (blocks % Math.floor(RATE / voices / BLOCK) === 0) {
      const pitch = random.next() < 0.5 ? 0 : Math.round(random.next() * 24 - 12);
      engine.cloud({
        id: blocks,
        voice: random.below(voices),
        at: 0,
        duration: 0.1 + random.next() * 2,
        units: [
          { unit: random.below(UNITS), weight: 0.6 },
          { unit: random.below(UNITS), weight: 0.4 },
        ],
        set: {
          overlap: Math.min(512, grains / 16),
          gain: -24 + random.next() * 24,
          pitch,
          reverse: random.next() * 30,
          window: random.below(5),
          lowPass: random.next() < 0.3 ? 500 + random.next() * 8000 : 20000,
        },
      });
    }
    engine.render(outputs, BLOCK);
    engine.events({ started: () => undefined, ended: () => undefined });
    watch.see(outputs);
    blocks++;
    if (blocks % 64 === 0) sum += engine.status().grains;
  }
  const what = `${seconds} s of random playing`;
  const grown = process.memoryUsage().arrayBuffers - memory;
  return [
    { what: `${what}: grains at once, mean`, value: sum / Math.max(1, Math.floor(blocks / 64)), unit: "grains" },
    { what: `${what}: memory of buffers grown`, value: Math.max(0, grown), unit: "bytes" },
    ...rows(what, engine, watch, outputs, began),
  ];
}

export function measure(): Row[] {
  return [...messages(), ...playing(3600 * share, 500, 8192), ...playing(60 * share, 16384, 8192)];
}
