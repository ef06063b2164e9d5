/** Builds big-endian bytes piece by piece: for the files that peers read. */
export class Bytes {
  readonly #parts: number[] = [];

  u8(value: number): this {
    this.#parts.push(value & 255);
    return this;
  }

  i16(value: number): this {
    return this.u8(value >> 8).u8(value);
  }

  i32(value: number): this {
    return this.i16(value >> 16).i16(value);
  }

  f32(value: number): this {
    const view = new DataView(new ArrayBuffer(4));
    view.setFloat32(0, value);
    return this.i32(view.getInt32(0));
  }

  raw(bytes: Uint8Array): this {
    for (const byte of bytes) this.#parts.push(byte);
    return this;
  }

  text(text: string): this {
    return this.raw(new TextEncoder().encode(text));
  }

  /** Length in one byte, then the text. */
  pascal(text: string): this {
    return this.u8(text.length).text(text);
  }

  align(to: number): this {
    while (this.#parts.length % to !== 0) this.u8(0);
    return this;
  }

  /** Text, a zero, and zeros up to four bytes. */
  padded(text: string): this {
    return this.text(text).u8(0).align(4);
  }

  done(): Uint8Array {
    return Uint8Array.from(this.#parts);
  }
}
