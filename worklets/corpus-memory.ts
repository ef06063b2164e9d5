/** The corpus in the engine's memory: where it lies, how large the memory must be, and how samples are written. */
import type { Frames } from "../src/types";

/** float32 as decoded, or int16 dithered once: half the memory, 98 dB of range. */
export type CorpusFormat = "float32" | "int16";

/** Byte address of corpus frame 0 (wasm/engine/layout.ts has the same number). */
const CORPUS_OFFSET = 16 * 1024 * 1024;
/** Zeros behind the corpus, read but never heard. */
const GUARD = 128 * 1024;
const PAGE = 65536;

const bytesPerFrame = (format: CorpusFormat): number => (format === "int16" ? 2 : 4);

/** A memory with room for `frames` of corpus; it never grows. Shared only where the page is cross-origin isolated. */
export function createMemory(frames: Frames, format: CorpusFormat = "float32", shared = false): WebAssembly.Memory {
  const pages = Math.ceil((CORPUS_OFFSET + frames * bytesPerFrame(format) + GUARD) / PAGE);
  return new WebAssembly.Memory({ initial: pages, maximum: pages, shared });
}

/** Frames of corpus that fit into a memory. */
function capacityOf(memory: WebAssembly.Memory, format: CorpusFormat): Frames {
  return Math.max(0, Math.floor((memory.buffer.byteLength - CORPUS_OFFSET - GUARD) / bytesPerFrame(format)));
}

/** Triangular noise of ±1 step from a frame's number: the same sample is dithered alike wherever it is written. */
function dither(frame: number): number {
  let h = Math.imul(frame ^ 0x9e3779b9, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return ((h & 0xffff) - (h >>> 16)) / 65536;
}

/**
 * The writing hand on a memory: for the worklet, and for a worker that fills shared memory.
 * Holds its view, so that writing allocates nothing.
 */
export class CorpusWriter {
  readonly capacity: Frames;
  readonly #view: Float32Array | Int16Array;

  constructor(memory: WebAssembly.Memory, format: CorpusFormat = "float32") {
    this.capacity = capacityOf(memory, format);
    this.#view =
      format === "int16"
        ? new Int16Array(memory.buffer, CORPUS_OFFSET, this.capacity)
        : new Float32Array(memory.buffer, CORPUS_OFFSET, this.capacity);
  }

  /** Writes samples[from..to) to frames at + from ..; throws one sentence when they do not fit or are not finite. */
  write(at: Frames, samples: Float32Array, from = 0, to = samples.length): void {
    if (!Number.isInteger(at) || at < 0 || at + samples.length > this.capacity)
      throw new Error(
        `Audio for frames ${at} to ${at + samples.length} does not fit into a corpus memory of ${this.capacity} frames.`,
      );
    const view = this.#view;
    const scale = view instanceof Int16Array ? 32767 : 1;
    for (let i = from; i < to; i++) {
      const x = samples[i];
      if (!(Math.abs(x) <= 1e6))
        throw new Error(`Audio sample ${i} of the piece for frame ${at} is ${x}, not a finite level.`);
      if (scale === 1) view[at + i] = x;
      else view[at + i] = Math.max(-32768, Math.min(32767, Math.round(x * scale + dither(at + i))));
    }
  }
}
