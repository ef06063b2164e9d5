/** What every thread and Node have beside the language itself and WebAssembly: all that the core folders may count on. */
declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean });
  decode(input?: ArrayBufferView | ArrayBuffer, options?: { stream?: boolean }): string;
}

declare class TextEncoder {
  encode(input?: string): Uint8Array<ArrayBuffer>;
}

declare const crypto: {
  readonly subtle: { digest(name: "SHA-256", data: ArrayBufferView | ArrayBuffer): Promise<ArrayBuffer> };
};
declare const performance: { now(): number };
declare function setTimeout(callback: () => void, milliseconds?: number): unknown;

/** Streams of bytes, as far as decompression and reading files piece by piece need them. */
interface ReadableStreamReader {
  read(): Promise<{ done: boolean; value?: Uint8Array<ArrayBuffer> }>;
  cancel(reason?: unknown): Promise<void>;
}
interface ReadableStream {
  pipeThrough(transform: DecompressionStream): ReadableStream;
  getReader(): ReadableStreamReader;
}
interface WritableStreamWriter {
  write(piece: Uint8Array<ArrayBuffer>): Promise<void>;
  close(): Promise<void>;
}
declare class DecompressionStream {
  constructor(format: "gzip");
  readonly readable: ReadableStream;
  readonly writable: { getWriter(): WritableStreamWriter };
}
declare class Blob {
  constructor(parts: Uint8Array<ArrayBuffer>[]);
  stream(): ReadableStream;
}
declare class Response {
  constructor(body: ReadableStream);
  arrayBuffer(): Promise<ArrayBuffer>;
}
