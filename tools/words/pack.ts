/** Writes the packed word space; the format is described where it is read, src/text/packed.ts. */
import { constants, gzipSync } from "node:zlib";
import type { PackedHeader } from "../../src/text/packed";
import type { Matrix } from "../../src/types";

/** Numbers → multiples of one step. The same step for all keeps the error even; rare large codes cost only bits. */
export function quantise({ data }: Matrix, step: number): Int8Array {
  return Int8Array.from(data, (x) => Math.max(-127, Math.min(127, Math.round(x / step))));
}

/** gzip with neither date nor name: equal contents, equal bytes. */
function squeeze(bytes: Uint8Array, strategy: number): Buffer {
  const out = gzipSync(bytes, { level: 9, memLevel: 9, strategy });
  // The header's operating system differs between builds of zlib.
  out[9] = 255;
  return out;
}

/** The bytes of words.bin. */
export function packWords(
  header: PackedHeader,
  words: readonly string[],
  codes: Int8Array,
  emoji: ReadonlyMap<string, string>,
): Uint8Array {
  const lines = [JSON.stringify(header), ...words, ...[...emoji].map(([sign, name]) => `${sign}\t${name}`)];
  const text = squeeze(new TextEncoder().encode(lines.join("\n")), constants.Z_DEFAULT_STRATEGY);
  // Codes repeat nowhere: only their frequencies can be used, and looking for repetitions makes it worse.
  const numbers = squeeze(new Uint8Array(codes.buffer), constants.Z_HUFFMAN_ONLY);
  const start = Buffer.alloc(8);
  start.write("LXW1", "latin1");
  start.writeUInt32LE(text.length, 4);
  return Buffer.concat([start, text, numbers]);
}
