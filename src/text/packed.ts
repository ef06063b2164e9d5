/**
 * The packed word space (public/words.bin). Little-endian: "LXW1", u32 length of the first part, then two gzip members:
 * the text (one JSON header line, then the words, then "emoji<TAB>name" lines) and the numbers (int8, row after row).
 * All codes are multiples of one step, which is not kept: rows are brought to unit length when read.
 */

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
  /** words × dimensions, row-major; multiples of one step, axes in the order of their singular values. */
  readonly codes: Int8Array;
  /** Emoji → its Unicode name. */
  readonly emoji: ReadonlyMap<string, string>;
}

const MAGIC = "LXW1";
const LARGEST = 1 << 28;

/** Decompresses one gzip member, whose last four bytes say how long its contents are. */
async function gunzip(bytes: Uint8Array): Promise<Uint8Array> {
  const size = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(bytes.length - 4, true);
  // No honest file comes near it: a damaged length must not ask for gigabytes.
  if (size > LARGEST) throw new Error("too large");
  const out = new Uint8Array(size);
  const stream = new DecompressionStream("gzip");
  const writer = stream.writable.getWriter();
  // What fails here fails on the reading side as well, which tells.
  const writing = writer.write(bytes as Uint8Array<ArrayBuffer>).then(() => writer.close());
  writing.catch(() => undefined);
  const reader = stream.readable.getReader();
  let at = 0;
  for (let { value } = await reader.read(); value; { value } = await reader.read()) {
    out.set(value, at);
    at += value.length;
  }
  if (at !== size) throw new Error("cut off");
  return out;
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
    return { header, words, codes: new Int8Array(codes.buffer, codes.byteOffset, codes.length), emoji };
  } catch {
    throw broken;
  }
}
