/** The one loader of kernels.wasm: a typed hand on the worker's number crunching. Thread: worker or Node. */
import type { Frames, Hertz } from "../types";
import { keepModule } from "./module";

/** One overlapping band of a spectrum: a weight for each of `weights.length` bins from `first`. */
export interface Band {
  readonly first: number;
  readonly weights: Float32Array;
}

/** How frames are read and what is summed; keep one object and hand it over again: setting up costs a millisecond. */
export interface FramePlan {
  readonly sampleRate: Hertz;
  /** A power of two, 64 or more. */
  readonly frame: Frames;
  readonly hop: Frames;
  readonly bands: readonly Band[];
}

/** Numbers of a row before its bands, by place. */
export const ROW = {
  /** Mean square amplitude inside the Hann window. */
  power: 0,
  centroid: 1,
  spread: 2,
  skewness: 3,
  kurtosis: 4,
  rolloff: 5,
  /** log2 of the flatness, 0 = white. */
  flatness: 6,
  flux: 7,
  /** Hertz, 0 = none. */
  pitch: 8,
  harmonicity: 9,
  roughness: 10,
  bands: 11,
} as const;

/** One instance of kernels.wasm. Not to be shared by computations that run at once; every call is whole in itself. */
export interface Kernels {
  /**
   * Rows of ROW.bands + plan.bands.length numbers, one a frame; frame k is centred at (k + ½) · hop, silence lies outside.
   * `offset` is taken off every sample inside (its mean: no DC); not-finite samples are silence. The answer is fresh.
   */
  describeFrames(samples: Float32Array, offset: number, count: number, plan: FramePlan): Float32Array;
  /** The plan's bands alone, `count` rows of plan.bands.length numbers; frames as above. The answer is fresh. */
  bandRows(samples: Float32Array, count: number, plan: FramePlan): Float32Array;
  /**
   * Polyphase filtering into `out`: out[n] = Σ padded[p + k] · weights[q · taps + k], where p and q start at 0 and after
   * each output p grows by floor(step / phases) and q by step % phases, carrying into p. `taps` is a multiple of 4.
   */
  convolvePhases(
    padded: Float32Array,
    out: Float32Array,
    weights: Float32Array,
    taps: number,
    phases: number,
    step: number,
  ): void;
  /** The same spectra and nothing else: the floor that benchmarks compare with. */
  spectraOnly(samples: Float32Array, count: number, plan: FramePlan): number;
}

interface Exports {
  readonly memory: WebAssembly.Memory;
  mark(): number;
  release(at: number): void;
  setup(frame: number, hop: number, frames: number, sampleRate: number, bands: number, weights: number): void;
  bandTable(): number;
  bandWeights(): number;
  sampleArea(): number;
  rowArea(): number;
  begin(): void;
  analyse(count: number): void;
  spectraOnly(count: number): number;
  bandsOnly(count: number): void;
  take(bytes: number): number;
  convolvePhases(
    samples: number,
    out: number,
    count: number,
    weights: number,
    taps: number,
    phases: number,
    whole: number,
    rest: number,
    phase: number,
  ): void;
}

/** Frames per call into the kernels: bounds their memory whatever the length of the sound. */
const BLOCK = 64;

/** Samples out of one call of the resampler. */
const PORTION = 16384;

/** Instantiates synchronously (allowed in workers and Node for any size). Throws when it is not our module. */
export function loadKernels(module: WebAssembly.Module): Kernels {
  const exports = new WebAssembly.Instance(module, {}).exports as unknown as Partial<Exports>;
  if (!exports.memory || !exports.analyse || !exports.setup)
    throw new Error("This is not kernels.wasm: build it with `npm run build:wasm`.");
  keepModule(module);
  return new WasmKernels(exports as Exports);
}

class WasmKernels implements Kernels {
  readonly #wasm: Exports;
  readonly #ground: number;
  #plan: FramePlan | undefined;

  constructor(wasm: Exports) {
    this.#wasm = wasm;
    this.#ground = wasm.mark();
  }

  describeFrames(samples: Float32Array, offset: number, count: number, plan: FramePlan): Float32Array {
    const stride = ROW.bands + plan.bands.length;
    const out = new Float32Array(count * stride);
    this.#blocks(samples, offset, count, plan, (first, frames) => {
      this.#wasm.analyse(frames);
      out.set(this.#floats(this.#wasm.rowArea(), frames * stride), first * stride);
    });
    return out;
  }

  bandRows(samples: Float32Array, count: number, plan: FramePlan): Float32Array {
    const bands = plan.bands.length;
    const stride = ROW.bands + bands;
    const out = new Float32Array(count * bands);
    this.#blocks(samples, 0, count, plan, (first, frames) => {
      this.#wasm.bandsOnly(frames);
      const rows = this.#floats(this.#wasm.rowArea(), frames * stride);
      for (let i = 0; i < frames; i++)
        out.set(rows.subarray(i * stride + ROW.bands, (i + 1) * stride), (first + i) * bands);
    });
    return out;
  }

  convolvePhases(
    padded: Float32Array,
    out: Float32Array,
    weights: Float32Array,
    taps: number,
    phases: number,
    step: number,
  ): void {
    const whole = Math.floor(step / phases);
    const rest = step % phases;
    const reach = Math.ceil((PORTION * step) / phases) + taps + 1;
    const wasm = this.#wasm;
    const ground = wasm.mark();
    const weightsAt = wasm.take(4 * weights.length);
    const samplesAt = wasm.take(4 * reach);
    const outAt = wasm.take(4 * PORTION);
    this.#floats(weightsAt, weights.length).set(weights);
    for (let n = 0; n < out.length; n += PORTION) {
      const count = Math.min(PORTION, out.length - n);
      // Exact in doubles: n · step stays far below 2^53.
      const position = Math.floor((n * step) / phases);
      const samples = this.#floats(samplesAt, reach);
      samples.fill(0);
      samples.set(padded.subarray(position, position + reach));
      wasm.convolvePhases(samplesAt, outAt, count, weightsAt, taps, phases, whole, rest, (n * step) % phases);
      out.set(this.#floats(outAt, count), n);
    }
    wasm.release(ground);
  }

  spectraOnly(samples: Float32Array, count: number, plan: FramePlan): number {
    let sum = 0;
    this.#blocks(samples, 0, count, plan, (_, frames) => {
      sum += this.#wasm.spectraOnly(frames);
    });
    return sum;
  }

  #blocks(
    samples: Float32Array,
    offset: number,
    count: number,
    plan: FramePlan,
    visit: (first: number, frames: number) => void,
  ): void {
    this.#prepare(plan);
    this.#wasm.begin();
    const { frame, hop } = plan;
    for (let first = 0; first < count; first += BLOCK) {
      const frames = Math.min(BLOCK, count - first);
      const area = this.#floats(this.#wasm.sampleArea(), frame + BLOCK * hop);
      fill(area, samples, Math.round((first + 0.5) * hop - frame / 2), offset, frame + frames * hop);
      visit(first, frames);
    }
  }

  #prepare(plan: FramePlan): void {
    if (plan === this.#plan) return;
    const { frame, hop, sampleRate, bands } = plan;
    if (frame < 64 || (frame & (frame - 1)) !== 0)
      throw new Error(`A frame must be a power of two from 64, not ${frame}.`);
    this.#wasm.release(this.#ground);
    const total = bands.reduce((sum, band) => sum + band.weights.length, 0);
    this.#wasm.setup(frame, hop, BLOCK, sampleRate, bands.length, total);
    const table = new Int32Array(this.#wasm.memory.buffer, this.#wasm.bandTable(), 3 * bands.length);
    const weights = this.#floats(this.#wasm.bandWeights(), total);
    let at = 0;
    bands.forEach((band, i) => {
      table.set([band.first, band.weights.length, at], 3 * i);
      weights.set(band.weights, at);
      at += band.weights.length;
    });
    this.#plan = plan;
  }

  #floats(at: number, length: number): Float32Array {
    return new Float32Array(this.#wasm.memory.buffer, at, length);
  }
}

/** `length` samples from position `from` of the sound, silence outside of it and in place of what is not finite. */
function fill(area: Float32Array, samples: Float32Array, from: number, offset: number, length: number): void {
  const start = Math.max(0, from);
  const end = Math.min(samples.length, from + length);
  area.fill(0, 0, length);
  for (let i = start; i < end; i++) {
    const x = samples[i] - offset;
    area[i - from] = x - x === 0 ? x : 0;
  }
}
