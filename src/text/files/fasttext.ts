/**
 * fastText's binary model, with and without the magic number (before version 12), unquantised.
 * A word's vector is the mean of its own row and those of its n-grams (Bojanowski et al. 2017).
 */
import type { Job } from "../../types";
import { fold } from "../fold";
import { unit } from "../vectors";
import type { ByteReader } from "./byte-reader";
import { RowCollector, type FileRows } from "./rows";

const MAGIC = 0x2f4f16ba;
/** Numbers of n-gram rows kept for words outside the file, as bytes. */
const KEPT_BYTES = 96 << 20;

interface Settings {
  readonly dimensions: number;
  readonly bucket: number;
  readonly shortest: number;
  readonly longest: number;
  readonly modern: boolean;
}

/** Whether it begins with the magic number, or with twelve sensible old-style settings. */
export async function isFastText(reader: ByteReader): Promise<boolean> {
  const start = await reader.peek(56);
  if (start.length < 56) return false;
  const view = new DataView(start.buffer, start.byteOffset, start.length);
  if (view.getInt32(0, true) === MAGIC) return true;
  const [dimensions, window, epoch] = [0, 4, 8].map((at) => view.getInt32(at, true));
  const [loss, model] = [24, 28].map((at) => view.getInt32(at, true));
  return (
    dimensions > 0 &&
    dimensions < 5000 &&
    window < 1000 &&
    epoch < 100_000 &&
    loss >= 1 &&
    loss <= 4 &&
    model >= 1 &&
    model <= 3
  );
}

/** FNV-1a over bytes taken as signed, as the original's compilers do. */
function subwordHash(bytes: Uint8Array): number {
  let h = 2166136261;
  for (const byte of bytes) h = Math.imul(h ^ ((byte << 24) >> 24), 16777619) >>> 0;
  return h;
}

/** Buckets of the n-grams of "<word>", as fastText counts them: a single boundary sign is no n-gram. */
function subwordBuckets(
  word: string,
  { bucket, shortest, longest }: Omit<Settings, "dimensions" | "modern">,
): number[] {
  if (longest < 1 || bucket < 1) return [];
  const letters = [...`<${word}>`].map((letter) => new TextEncoder().encode(letter));
  const out: number[] = [];
  for (let i = 0; i < letters.length; i++) {
    const bytes: number[] = [];
    for (let n = 1; n <= longest && i + n <= letters.length; n++) {
      bytes.push(...letters[i + n - 1]);
      if (n < shortest || (n === 1 && (i === 0 || i + n === letters.length))) continue;
      out.push(subwordHash(Uint8Array.from(bytes)) % bucket);
    }
  }
  return out;
}

/** Numbers of the binary file, in order; throws when it ends. */
class Numbers {
  readonly #reader: ByteReader;
  readonly #file: string;

  constructor(reader: ByteReader, file: string) {
    this.#reader = reader;
    this.#file = file;
  }

  async view(bytes: number): Promise<DataView> {
    const taken = await this.#reader.take(bytes);
    if (!taken) throw new Error(`${this.#file} is cut off before its vectors begin. Fetch it again.`);
    return new DataView(taken.buffer, taken.byteOffset, taken.length);
  }

  async int(): Promise<number> {
    return (await this.view(4)).getInt32(0, true);
  }

  async long(): Promise<number> {
    return Number((await this.view(8)).getBigInt64(0, true));
  }

  async byte(): Promise<number> {
    return (await this.view(1)).getUint8(0);
  }
}

async function readSettings(reader: ByteReader, numbers: Numbers): Promise<Settings> {
  const start = await reader.peek(4);
  const modern = new DataView(start.buffer, start.byteOffset, start.length).getInt32(0, true) === MAGIC;
  if (modern) await numbers.view(8);
  const args = await numbers.view(12 * 4 + 8);
  const [dimensions, , , , , , , model, bucket, shortest, longest] = Array.from({ length: 12 }, (_, i) =>
    args.getInt32(i * 4, true),
  );
  // Classifiers were written without subwords before version 12.
  return { dimensions, bucket, shortest, longest: !modern && model === 3 ? 0 : longest, modern };
}

/** All words in the file's order (by frequency); labels of classifiers are passed over. */
async function readWords(reader: ByteReader, numbers: Numbers, modern: boolean, file: string): Promise<string[]> {
  const size = await numbers.int();
  await numbers.view(8 + 8);
  const pruned = modern ? await numbers.long() : -1;
  const decoder = new TextDecoder();
  const words: string[] = [];
  for (let i = 0; i < size; i++) {
    const bytes = await reader.zeroEnded();
    if (!bytes) throw new Error(`${file} is cut off within its list of words. Fetch it again.`);
    const word = decoder.decode(bytes);
    const tail = await numbers.view(9);
    if (tail.getInt8(8) === 0) words.push(word);
  }
  if (pruned > 0) await numbers.view(pruned * 8);
  return words;
}

/** Sums of rows for words, and the n-gram rows themselves in bytes for words yet unknown. */
class Subwords {
  readonly sums: Float32Array;
  readonly counts: Uint16Array;
  readonly #postings = new Map<number, number[]>();
  readonly #kept = new Map<number, { scale: number; codes: Int8Array }>();
  readonly #settings: Settings;

  constructor(words: readonly string[], settings: Settings) {
    this.#settings = settings;
    this.sums = new Float32Array(words.length * settings.dimensions);
    this.counts = new Uint16Array(words.length);
    words.forEach((word, i) => {
      for (const bucket of subwordBuckets(word, settings)) {
        const list = this.#postings.get(bucket);
        if (list) list.push(i);
        else this.#postings.set(bucket, [i]);
      }
    });
  }

  addTo(word: number, row: Float32Array): void {
    const at = word * row.length;
    for (let i = 0; i < row.length; i++) this.sums[at + i] += row[i];
    this.counts[word]++;
  }

  addBucket(bucket: number, row: Float32Array): void {
    const users = this.#postings.get(bucket);
    if (!users) return;
    for (const word of users) this.addTo(word, row);
    if ((this.#kept.size + 1) * row.length > KEPT_BYTES) return;
    const most = row.reduce((max, x) => Math.max(max, Math.abs(x)), 1e-12);
    this.#kept.set(bucket, { scale: most / 127, codes: Int8Array.from(row, (x) => Math.round((x / most) * 127)) });
  }

  /** The mean of the n-grams that are known; undefined when none is. */
  beyond(word: string): Float32Array | undefined {
    const sum = new Float32Array(this.#settings.dimensions);
    let found = 0;
    for (const bucket of subwordBuckets(word, this.#settings)) {
      const row = this.#kept.get(bucket);
      if (!row) continue;
      found++;
      for (let i = 0; i < sum.length; i++) sum[i] += row.codes[i] * row.scale;
    }
    return found > 0 ? unit(sum) : undefined;
  }
}

export async function readFastText(reader: ByteReader, file: string, most: number, job: Job): Promise<FileRows> {
  const numbers = new Numbers(reader, file);
  const settings = await readSettings(reader, numbers);
  if (settings.dimensions < 1 || settings.dimensions > 5000)
    throw new Error(`${file} is no fastText model, or a damaged one.`);
  const all = await readWords(reader, numbers, settings.modern, file);
  if (settings.modern && (await numbers.byte()) !== 0) {
    throw new Error(
      `${file} is a quantised fastText model (.ftz), which cannot be read. Use the full .bin or the .vec file.`,
    );
  }
  const total = await numbers.long();
  const columns = await numbers.long();
  if (columns !== settings.dimensions) {
    throw new Error(
      `${file} is damaged: its vectors have ${columns} numbers, its settings say ${settings.dimensions}.`,
    );
  }
  const kept = all.slice(0, most);
  const subwords = new Subwords(kept, settings);
  const notes: string[] = [];
  const row = new Float32Array(columns);
  for (let r = 0; r < total; r++) {
    const bytes = await reader.take(columns * 4);
    if (!bytes) {
      notes.push(`${file} is cut off: ${r} of its ${total} rows are there.`);
      break;
    }
    if (r >= kept.length && r < all.length) continue;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    for (let i = 0; i < columns; i++) row[i] = view.getFloat32(i * 4, true);
    if (r < kept.length) subwords.addTo(r, row);
    else subwords.addBucket(r - all.length, row);
    if ((r & 1023) === 0) {
      job.progress(r / total, `row ${r} of ${total} of ${file}`);
      await job.breathe();
    }
  }
  const rows = new RowCollector(columns, kept.length);
  kept.forEach((word, i) => {
    if (subwords.counts[i] > 0) rows.add(word, subwords.sums.subarray(i * columns, (i + 1) * columns));
  });
  const beyond = settings.longest > 0 ? (token: string) => subwords.beyond(fold(token)) : undefined;
  return { ...rows.finish(file, notes), ...(beyond && { beyond }) };
}
