/** SuperCollider's GrainBuf rendered by scsynth in non-real-time mode: a peer of the engine, measured by its CPU time. */
import { execFileSync, spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Bytes } from "./bytes";

const RATE = 48000;
const NAME = "grains";

/** Inputs of a unit generator: a constant by index, or [generator, output]. */
type Input = number | readonly [number, number];

interface Generator {
  readonly name: string;
  /** 0 once, 1 control, 2 audio. */
  readonly rate: number;
  readonly inputs: readonly Input[];
  readonly outputs: number;
}

/** A synth definition file (SCgf, version 2) of these generators. */
function definition(constants: readonly number[], generators: readonly Generator[]): Uint8Array {
  const b = new Bytes().text("SCgf").i32(2).i16(1).pascal(NAME);
  b.i32(constants.length);
  constants.forEach((c) => b.f32(c));
  b.i32(0).i32(0).i32(generators.length);
  for (const { name, rate, inputs, outputs } of generators) {
    b.pascal(name).u8(rate).i32(inputs.length).i32(outputs).i16(0);
    for (const input of inputs) {
      if (typeof input === "number") b.i32(-1).i32(input);
      else b.i32(input[0]).i32(input[1]);
    }
    for (let i = 0; i < outputs; i++) b.u8(rate);
  }
  return b.i16(0).done();
}

/** GrainBuf, 40 ms grains at random places, `count` at once; interpolation 1 none, 2 linear, 4 cubic. */
function grainBuf(count: number, speed: number, interpolation: number): Uint8Array {
  const constants = [count / 0.04, 0, 0.04, speed, interpolation, -1, count + 64, 0.49, 0.5, 0.01];
  return definition(constants, [
    { name: "Impulse", rate: 2, inputs: [0, 1], outputs: 1 },
    { name: "WhiteNoise", rate: 2, inputs: [], outputs: 1 },
    { name: "MulAdd", rate: 2, inputs: [[1, 0], 7, 8], outputs: 1 },
    { name: "GrainBuf", rate: 2, inputs: [[0, 0], 2, 1, 3, [2, 0], 4, 1, 5, 6], outputs: 2 },
    { name: "Out", rate: 2, inputs: [1, [3, 0], [3, 1]], outputs: 0 },
  ]);
}

/** One OSC message; text, whole numbers (as ints) and bytes. */
function message(address: string, ...values: readonly (string | number | Uint8Array)[]): Uint8Array {
  const tags = values.map((v) => (typeof v === "string" ? "s" : typeof v === "number" ? "i" : "b")).join("");
  const b = new Bytes().padded(address).padded(`,${tags}`);
  for (const v of values) {
    if (typeof v === "string") b.padded(v);
    else if (typeof v === "number") b.i32(v);
    else b.i32(v.length).raw(v).align(4);
  }
  return b.done();
}

/** A bundle of one message at a time in seconds, with its length before it, as a score file wants it. */
function bundle(seconds: number, content: Uint8Array): Uint8Array {
  const body = new Bytes().padded("#bundle").i32(Math.floor(seconds));
  body.i32(((seconds % 1) * 4294967296) | 0);
  body.i32(content.length).raw(content);
  const done = body.done();
  return new Bytes().i32(done.length).raw(done).done();
}

export const hasSuperCollider = (): boolean => spawnSync("scsynth", ["-v"]).status === 0;

/** CPU seconds of rendering `seconds` of `count` grains. `folder`: for the score; `sound`: a WAV file. */
function render(folder: string, sound: string, seconds: number, count: number, speed: number, points: number): number {
  const score = join(folder, "score.osc");
  const parts = [
    bundle(0, message("/b_allocRead", 0, sound)),
    bundle(0, message("/d_recv", grainBuf(count, speed, points))),
    bundle(0.1, message("/s_new", NAME, 1000, 0, 0)),
    bundle(seconds + 0.1, message("/c_set", 0, 0)),
  ];
  writeFileSync(score, Buffer.concat(parts));
  const command = `TIMEFORMAT=%U; time scsynth -N ${score} _ /dev/null ${RATE} WAV float -o 2 -m 262144 >/dev/null 2>&1`;
  const out = spawnSync("bash", ["-c", command], { encoding: "utf8" }).stderr;
  return Number(out.trim().split("\n").pop());
}

/** Nanoseconds a grain-sample: the difference of a long and a short render, so that loading does not count. */
export function superCollider(folder: string, sound: string, count: number, speed: number, points: number): number {
  const long = render(folder, sound, 3, count, speed, points);
  const short = render(folder, sound, 1, count, speed, points);
  return ((long - short) * 1e9) / (2 * RATE * count);
}

/** Compiles the C floor; undefined where there is no compiler. */
export function compileFloor(folder: string, source: string): string | undefined {
  const program = join(folder, "floor");
  const done = spawnSync("cc", ["-O3", "-march=native", source, "-lm", "-o", program]);
  return done.status === 0 ? program : undefined;
}

/** Nanoseconds of CPU a grain-sample of the floor: tier 0 rate 1, 2 linear, 3 cubic. */
export function floor(program: string, tier: number, count: number, seconds: number): number {
  return Number(execFileSync(program, [String(tier), String(count), String(seconds), "200"], { encoding: "utf8" }));
}
