/** One memory for all numbers of a net, with products of matrices: in SIMD or in plain code, the same bits either way. */
import { keptModule } from "../module";

/** Places are indices into `numbers`. */
export interface Arena {
  /** All numbers. Goes stale when something is taken: ask for it anew. */
  readonly numbers: Float32Array | Float64Array;
  /** Where a new block of `count` zeros begins. */
  take(count: number): number;
  /**
   * c[i, j] = (add ? c[i, j] : 0) + Σ a(i, l) · b[l, j] for i < m, l < k, j < n; b and c are row-major, a(i, l) stands at
   * a + i · aRow + l · aColumn. Summed in the order of l.
   */
  multiply(
    a: number,
    aRow: number,
    aColumn: number,
    b: number,
    c: number,
    m: number,
    k: number,
    n: number,
    add: boolean,
  ): void;
}

/** 32 bits, by the kernels when they are loaded and `simd` is not false. */
export function openArena(simd = true): Arena {
  const kernels = keptModule();
  return kernels && simd ? new WasmArena(kernels) : new PlainArena();
}

interface Exports {
  readonly memory: WebAssembly.Memory;
  take(bytes: number): number;
  multiply(
    a: number,
    aRow: number,
    aColumn: number,
    b: number,
    c: number,
    m: number,
    k: number,
    n: number,
    add: number,
  ): void;
}

/** An instance of kernels.wasm that holds nothing else. */
class WasmArena implements Arena {
  readonly #wasm: Exports;
  #view: Float32Array;

  constructor(module: WebAssembly.Module) {
    this.#wasm = new WebAssembly.Instance(module, {}).exports as unknown as Exports;
    this.#view = new Float32Array(this.#wasm.memory.buffer);
  }

  get numbers(): Float32Array {
    if (this.#view.buffer !== this.#wasm.memory.buffer) this.#view = new Float32Array(this.#wasm.memory.buffer);
    return this.#view;
  }

  take(count: number): number {
    return this.#wasm.take(4 * count) / 4;
  }

  multiply(
    a: number,
    aRow: number,
    aColumn: number,
    b: number,
    c: number,
    m: number,
    k: number,
    n: number,
    add: boolean,
  ): void {
    this.#wasm.multiply(4 * a, aRow, aColumn, 4 * b, 4 * c, m, k, n, add ? 1 : 0);
  }
}

/** The same without WebAssembly; in 64 bits where finite differences are to be taken. */
export class PlainArena implements Arena {
  #numbers: Float32Array | Float64Array;
  #used = 0;

  constructor(exact = false) {
    this.#numbers = exact ? new Float64Array(1024) : new Float32Array(1024);
  }

  get numbers(): Float32Array | Float64Array {
    return this.#numbers;
  }

  take(count: number): number {
    const at = this.#used;
    this.#used += count;
    if (this.#used > this.#numbers.length) {
      const size = Math.max(this.#used, 2 * this.#numbers.length);
      const larger = this.#numbers instanceof Float64Array ? new Float64Array(size) : new Float32Array(size);
      larger.set(this.#numbers);
      this.#numbers = larger;
    }
    return at;
  }

  multiply(
    a: number,
    aRow: number,
    aColumn: number,
    b: number,
    c: number,
    m: number,
    k: number,
    n: number,
    add: boolean,
  ): void {
    const x = this.#numbers;
    const round = x instanceof Float32Array ? Math.fround : (value: number): number => value;
    for (let i = 0; i < m; i++)
      for (let j = 0; j < n; j++) {
        let sum = add ? x[c + i * n + j] : 0;
        for (let l = 0; l < k; l++) sum = round(sum + round(x[a + i * aRow + l * aColumn] * x[b + l * n + j]));
        x[c + i * n + j] = sum;
      }
  }
}
