/** Reads a file from front to back in pieces, never holding more than one piece and what is asked for. */

/** A file handed in by the shell: Node's stream and the browser's both fit. */
export interface VectorFile {
  readonly name: string;
  /** Bytes in all, where known; only for progress. */
  readonly size?: number;
  stream(): AsyncIterable<Uint8Array>;
}

const SPACE = 0x20;
const NEWLINE = 0x0a;
/** A token or a line longer than this is no word vector. */
const LONGEST = 1 << 22;

/** Pieces of a gzip stream, unpacked. */
async function* gunzipped(pieces: AsyncIterable<Uint8Array>, file: string): AsyncGenerator<Uint8Array> {
  const stream = new DecompressionStream("gzip");
  const writer = stream.writable.getWriter();
  const writing = (async () => {
    for await (const piece of pieces) await writer.write(piece as Uint8Array<ArrayBuffer>);
    await writer.close();
  })();
  // A damaged stream fails on both sides; the reading side tells.
  writing.catch(() => undefined);
  const reader = stream.readable.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read().catch((cause: unknown) => {
        throw new Error(`${file} is a gzip file that is damaged or cut off. Fetch it again.`, { cause });
      });
      if (done || !value) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

export class ByteReader {
  readonly #pieces: AsyncIterator<Uint8Array>;
  #buffer: Uint8Array = new Uint8Array(0);
  #at = 0;
  #end = 0;
  /** Bytes of the (unpacked) file already given out. */
  #position = 0;

  private constructor(pieces: AsyncIterator<Uint8Array>) {
    this.#pieces = pieces;
  }

  /** Opens a file, seeing through gzip by its first two bytes. */
  static async open(file: VectorFile): Promise<ByteReader> {
    const reader = new ByteReader(file.stream()[Symbol.asyncIterator]());
    const start = await reader.peek(2);
    if (start[0] !== 0x1f || start[1] !== 0x8b) return reader;
    const all = gunzipped({ [Symbol.asyncIterator]: () => reader.#rest() }, file.name);
    return new ByteReader(all[Symbol.asyncIterator]());
  }

  get position(): number {
    return this.#position;
  }

  /** Up to n bytes from here, fewer only at the end; they are not taken. A view: valid until the next call. */
  async peek(n: number): Promise<Uint8Array> {
    while (this.#end - this.#at < n && (await this.#more()));
    return this.#buffer.subarray(this.#at, Math.min(this.#end, this.#at + n));
  }

  /** Exactly n bytes, or undefined when the file ends before. A view: valid until the next call. */
  async take(n: number): Promise<Uint8Array | undefined> {
    while (this.#end - this.#at < n) if (!(await this.#more())) return undefined;
    return this.#taken(n, 0);
  }

  /** Bytes up to the next line feed, without it; at the end what is left, or undefined. A view: valid until the next call. */
  line(): Promise<Uint8Array | undefined> {
    return this.#until(NEWLINE, true);
  }

  /** Bytes up to the next space, without it; undefined when none comes. */
  token(): Promise<Uint8Array | undefined> {
    return this.#until(SPACE, false);
  }

  /** Bytes up to the next zero, without it; undefined when none comes. */
  zeroEnded(): Promise<Uint8Array | undefined> {
    return this.#until(0, false);
  }

  /** Stops reading and lets the file go. */
  async close(): Promise<void> {
    await this.#pieces.return?.();
  }

  async #until(byte: number, restCounts: boolean): Promise<Uint8Array | undefined> {
    let from = this.#at;
    for (;;) {
      const found = this.#buffer.indexOf(byte, from);
      if (found >= 0 && found < this.#end) return this.#taken(found - this.#at, 1);
      const seen = this.#end - this.#at;
      if (seen > LONGEST) return undefined;
      if (!(await this.#more())) return restCounts && seen > 0 ? this.#taken(this.#end - this.#at, 0) : undefined;
      from = this.#at + seen;
    }
  }

  #taken(length: number, skipped: number): Uint8Array {
    const out = this.#buffer.subarray(this.#at, this.#at + length);
    this.#at += length + skipped;
    this.#position += length + skipped;
    return out;
  }

  /** Appends the next piece, moving what is unread to the front; false at the end. */
  async #more(): Promise<boolean> {
    const next: IteratorResult<Uint8Array, undefined> = await this.#pieces.next();
    if (next.done) return false;
    const { value } = next;
    const kept = this.#end - this.#at;
    const needed = kept + value.length;
    // A new buffer each time would be simpler, but a gigabyte of them is work for the collector.
    const target = needed <= this.#buffer.length ? this.#buffer : new Uint8Array(Math.max(needed, 1 << 18));
    target.set(this.#buffer.subarray(this.#at, this.#end), 0);
    target.set(value, kept);
    this.#buffer = target;
    this.#at = 0;
    this.#end = needed;
    return true;
  }

  #rest(): AsyncIterator<Uint8Array> {
    let first: Uint8Array | undefined = this.#buffer.slice(this.#at, this.#end);
    return {
      next: () => {
        if (!first) return this.#pieces.next();
        const value = first;
        first = undefined;
        return Promise.resolve({ done: false, value });
      },
      return: async () => {
        await this.#pieces.return?.();
        return { done: true, value: undefined };
      },
    };
  }
}
