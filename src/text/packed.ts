/**
 * The packed word space (public/words.bin). Little-endian: "LXW1", u32 length of the first part, then two gzip members:
 * the text (one JSON header line, then the words, then "emoji<TAB>name" lines) and the numbers (int8, row after row).
 * All codes are multiples of one step, which is not kept: rows are brought to unit length when read.
 */
import { matrix } from "../math";
import type { Matrix } from "../types";

/** First line of the text part. */
export interface PackedHeader {
  readonly name: string;
  readonly words: number;
  readonly dimensions: number;
  /** The first so many words are function words. */
  readonly functionWords: number;
}

/** What the file holds. */
export interface PackedWords {
  readonly header: PackedHeader;
  /** Most important first, but for the function words, which stand at the beginning; spaces are underscores. */
  readonly words: readonly string[];
  readonly vectors: Matrix;
  /** Emoji → its Unicode name. */
  readonly emoji: ReadonlyMap<string, string>;
}

const MAGIC = "LXW1";

/** Decompresses one gzip member. */
async function gunzip(bytes: Uint8Array): Promise<Uint8Array> {
  const stream = new Blob([bytes as Uint8Array<ArrayBuffer>]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** Reads the file's bytes; rejects with one sentence when they are not it, or not whole. */
export async function unpackWords(bytes: Uint8Array): Promise<PackedWords> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const broken = new Error("The built-in word space (words.bin) is damaged or of another version. Reload the page.");
  if (bytes.length < 8 || String.fromCharCode(...bytes.subarray(0, 4)) !== MAGIC) throw broken;
  const split = 8 + view.getUint32(4, true);
  try {
    const [text, codes] = await Promise.all([gunzip(bytes.subarray(8, split)), gunzip(bytes.subarray(split))]);
    const lines = new TextDecoder().decode(text).split("\n");
    const header = JSON.parse(lines[0]) as PackedHeader;
    const words = lines.slice(1, 1 + header.words);
    const emoji = new Map(
      lines.slice(1 + header.words).map((line) => {
        const tab = line.indexOf("\t");
        return [line.slice(0, tab), line.slice(tab + 1)] as const;
      }),
    );
    if (codes.length !== header.words * header.dimensions) throw broken;
    return { header, words, vectors: dequantise(codes, header), emoji };
  } catch {
    throw broken;
  }
}

function dequantise(codes: Uint8Array, { words, dimensions }: PackedHeader): Matrix {
  const signed = new Int8Array(codes.buffer, codes.byteOffset, codes.length);
  const out = matrix(words, dimensions);
  for (let r = 0; r < words; r++) {
    const from = r * dimensions;
    let squares = 0;
    for (let i = from; i < from + dimensions; i++) squares += signed[i] * signed[i];
    const scale = squares > 0 ? 1 / Math.sqrt(squares) : 0;
    for (let i = from; i < from + dimensions; i++) out.data[i] = signed[i] * scale;
  }
  return out;
}
