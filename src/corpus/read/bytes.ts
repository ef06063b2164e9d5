/** A little-endian or big-endian view of a file's bytes that never reads past their end. */

/** Fields of a binary header. Reading past the end throws RangeError; readers check `has` first. */
export class Bytes {
  readonly all: Uint8Array;
  readonly length: number;
  readonly #view: DataView;
  readonly little: boolean;

  constructor(all: Uint8Array, little: boolean) {
    this.all = all;
    this.length = all.length;
    this.little = little;
    this.#view = new DataView(all.buffer, all.byteOffset, all.length);
  }

  /** Whether n bytes stand at `at`. */
  has(at: number, n: number): boolean {
    return at >= 0 && at + n <= this.length;
  }

  /** Four (or n) characters of ISO 646; "" where the file has ended. */
  tag(at: number, n = 4): string {
    return this.has(at, n) ? String.fromCharCode(...this.all.subarray(at, at + n)) : "";
  }

  u8(at: number): number {
    return this.#view.getUint8(at);
  }
  u16(at: number): number {
    return this.#view.getUint16(at, this.little);
  }
  i16(at: number): number {
    return this.#view.getInt16(at, this.little);
  }
  u32(at: number): number {
    return this.#view.getUint32(at, this.little);
  }
  f64(at: number): number {
    return this.#view.getFloat64(at, this.little);
  }
  /** Exact up to 2^53; larger sizes are lies or mean "to the end", and are cut to the file by their readers. */
  u64(at: number): number {
    const [high, low] = this.little ? [this.u32(at + 4), this.u32(at)] : [this.u32(at), this.u32(at + 4)];
    return high * 4294967296 + low;
  }
}
