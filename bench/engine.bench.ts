/**
 * The grain engine: nanoseconds of CPU a grain-sample, the kernel alone against the C floor and the whole engine against
 * SuperCollider; grains at half a core; what a long corpus costs. 1,000 grains of 40 ms, stereo, 60 s of noise.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Random } from "../src/math/random";
import { Engine } from "../worklets/engine";
import type { Row } from "./measure";
import { compileFloor, floor, hasSuperCollider, superCollider } from "./supercollider";

const RATE = 48000;
const COUNT = 1000;
const SECONDS = 60;
const ROUNDS = 5;
const root = fileURLToPath(new URL("../", import.meta.url));

/** Tiers of wasm/engine/grain.ts and SuperCollider's names for them. */
const TIERS = [
  { name: "rate 1", tier: 0, speed: 1, points: 1, set: {} },
  { name: "linear", tier: 2, speed: 1.37, points: 2, set: { pitch: 5.45, interpolation: 2 } },
  { name: "cubic", tier: 3, speed: 1.37, points: 4, set: { pitch: 5.45, interpolation: 3 } },
] as const;

/** CPU time, not the wall's: other work on the machine counts less. */
function cpu(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) * 1000;
}

const median = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1];

function noise(seconds: number): Float32Array {
  const random = new Random(1);
  return Float32Array.from({ length: seconds * RATE }, () => random.next() - 0.5);
}

interface KernelExports {
  setup(rate: number, count: number, tier: number, speed: number, frames: number, int16: number): void;
  run(quanta: number): void;
}

/** The kernel of wasm/engine/kernel-bench.ts with its grains; returns what runs some quanta. */
function kernel(module: WebAssembly.Module, sound: Float32Array, tier: number, speed: number, int16: boolean) {
  const memory = new WebAssembly.Memory({ initial: 260 + Math.ceil((sound.length * 4) / 65536) });
  const e = new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as KernelExports;
  if (int16) new Int16Array(memory.buffer, 1 << 24).set(sound.map((x) => x * 32767));
  else new Float32Array(memory.buffer, 1 << 24, sound.length).set(sound);
  e.setup(RATE, COUNT, tier, speed, sound.length, int16 ? 1 : 0);
  e.run(300);
  return (quanta: number): number => cpu(() => e.run(quanta)) / (quanta * COUNT * 128);
}

/** An engine that plays `clouds` clouds of `units` units of half a second each, all over `seconds` of noise. */
function playing(sound: Float32Array, clouds: number, units: number, grains: number, set: Record<string, number>) {
  const module = new WebAssembly.Module(readFileSync(join(root, "build/engine.wasm")));
  const engine = Engine.create(module, { sampleRate: RATE, frames: sound.length, grains: 32768 });
  const length = RATE / 2;
  const count = Math.floor(sound.length / length);
  engine.loadSamples(0, sound);
  engine.setUnits({
    start: Uint32Array.from({ length: count }, (_, i) => i * length),
    length: new Uint32Array(count).fill(length),
    gain: new Float32Array(count).fill(0.01),
    stretches: Uint32Array.from({ length: 2 * count }, (_, i) => (i % 2) * length),
    firstStretch: Uint32Array.from({ length: count + 1 }, (_, i) => i),
  });
  for (const id in set) engine.set(id, set[id]);
  engine.set("overlap", Math.min(512, grains / clouds));
  const random = new Random(2);
  for (let i = 0; i < clouds; i++) {
    const all = Array.from({ length: units }, () => ({ unit: random.below(count), weight: 1 / units }));
    engine.cloud({ id: i, voice: i % 64, at: 0, duration: 3600, units: all });
  }
  const outputs = [new Float32Array(128), new Float32Array(128)];
  const run = (quanta: number): void => {
    for (let q = 0; q < quanta; q++) engine.render(outputs, 128);
  };
  run(300);
  const sounding = engine.status().grains;
  return (quanta: number): number => cpu(() => run(quanta)) / (quanta * sounding * 128);
}

const grainsAtHalf = (ns: number): number => 0.5e9 / RATE / ns;

/** Rows of the table. What is not installed is said on stderr and left out. */
export function measure(): Row[] {
  const folder = mkdtempSync(join(tmpdir(), "lexigrain-bench-"));
  try {
    return measureIn(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function measureIn(folder: string): Row[] {
  const rows: Row[] = [];
  const sound = noise(SECONDS);
  const built = join(folder, "kernel.wasm");
  const flags = "--bindings raw --runtime stub --use abort= --enable simd -O3 --noAssert --importMemory";
  const asc = join(root, "node_modules/assemblyscript/bin/asc.js");
  const entry = join(root, "wasm/engine/kernel-bench.ts");
  execFileSync(process.execPath, [asc, entry, "-o", built, ...flags.split(" ")], { cwd: root });
  const module = new WebAssembly.Module(readFileSync(built));
  const program = compileFloor(folder, join(root, "bench/floor.c"));
  if (!program) process.stderr.write("No C compiler here: the floor is left out.\n");
  const peer = hasSuperCollider();
  if (!peer) process.stderr.write("SuperCollider (scsynth) is not installed: GrainBuf is left out.\n");
  const wav = join(folder, "noise.wav");
  if (peer) writeFileSync(wav, floatWav(sound));

  for (const { name, tier, speed, points, set } of TIERS) {
    const ours = kernel(module, sound, tier, speed, false);
    const packed = kernel(module, sound, tier, speed, true);
    const whole = playing(sound, 64, 1, COUNT, set);
    const times: Record<"ours" | "packed" | "whole" | "floor" | "peer", number[]> = {
      ours: [],
      packed: [],
      whole: [],
      floor: [],
      peer: [],
    };
    process.stderr.write(`${name} …\n`);
    for (let round = 0; round < ROUNDS; round++) {
      times.ours.push(ours(150));
      times.packed.push(packed(150));
      times.whole.push(whole(150));
      if (program) times.floor.push(floor(program, tier, COUNT, SECONDS));
      if (peer && round < 2) times.peer.push(superCollider(folder, wav, COUNT, speed, points));
    }
    const unit = "ns/grain-sample";
    const c = program ? { against: { name: "C floor", value: median(times.floor) } } : {};
    const sc = peer ? { against: { name: "GrainBuf", value: median(times.peer) } } : {};
    rows.push({ what: `kernel ${name}, float32`, value: median(times.ours), unit, ...c });
    rows.push({ what: `kernel ${name}, int16`, value: median(times.packed), unit, ...c });
    rows.push({ what: `engine ${name}`, value: median(times.whole), unit, ...sc });
    if (program && peer) rows.push({ what: `C floor ${name}`, value: median(times.floor), unit, ...sc });
    const many = playing(sound, 64, 1, 4096, set);
    const ns = median(Array.from({ length: 5 }, () => many(40)));
    rows.push({ what: `grains at half a core, ${name}`, value: grainsAtHalf(ns), unit: "grains" });
  }
  rows.push(locality());
  return rows;
}

/** 64 clouds of 8 units over ten minutes against ten seconds. */
function locality(): Row {
  const long = playing(noise(600), 64, 8, 4096, {});
  const short = playing(noise(10), 64, 8, 4096, {});
  const times = { long: [] as number[], short: [] as number[] };
  for (let round = 0; round < ROUNDS; round++) {
    times.long.push(long(60));
    times.short.push(short(60));
  }
  return {
    what: "64 clouds of 8 units over 10 minutes",
    value: median(times.long),
    unit: "ns/grain-sample",
    against: { name: "over 10 seconds", value: median(times.short) },
  };
}

/** A mono WAV file of 32-bit floats. */
function floatWav(samples: Float32Array): Buffer {
  const head = Buffer.alloc(44);
  head.write("RIFF", 0);
  head.writeUInt32LE(36 + samples.byteLength, 4);
  head.write("WAVEfmt ", 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(3, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(RATE, 24);
  head.writeUInt32LE(RATE * 4, 28);
  head.writeUInt16LE(4, 32);
  head.writeUInt16LE(32, 34);
  head.write("data", 36);
  head.writeUInt32LE(samples.byteLength, 40);
  return Buffer.concat([head, Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength)]);
}
