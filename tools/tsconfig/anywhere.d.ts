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
