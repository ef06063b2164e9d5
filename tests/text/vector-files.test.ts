/** Vector files as other tools wrote them, and damaged ones: what is read, and the sentence when it cannot be. */
import { readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { openTextEncoder } from "../../src/text";
import type { Job, WordSpace } from "../../src/types";
import { hasShared, sharedPath } from "../shared";

const job: Job = { seed: 1, progress: () => undefined, breathe: () => Promise.resolve() };

/** Opens bytes as a file of that name, handed over in small pieces; `list` is the word list beside it. */
async function open(bytes: Uint8Array, options = "", list = ""): Promise<{ space: WordSpace; notes: string[] }> {
  const notes: string[] = [];
  const file = (name: string, content: Uint8Array) => ({
    name,
    size: content.length,
    async *stream() {
      for (let at = 0; at < content.length; at += 777) yield await Promise.resolve(content.subarray(at, at + 777));
    },
  });
  const space = await openTextEncoder(
    `vectors${options}`,
    {
      builtin: () => Promise.reject(new Error("not needed")),
      find: (path) =>
        Promise.resolve(path === "list" ? file("list", new TextEncoder().encode(list)) : file("vectors", bytes)),
      note: (sentence) => notes.push(sentence),
    },
    job,
  );
  return { space, notes };
}
const text = (lines: string): Uint8Array => new TextEncoder().encode(lines);

function word2vec(words: readonly string[], columns: number, newline: boolean): Uint8Array {
  const parts = words.flatMap((word, w) => [
    Buffer.from(`${word} `),
    Buffer.from(Float32Array.from({ length: columns }, (_, i) => Math.sin(w * 7 + i * 3)).buffer),
    Buffer.from(newline ? "\n" : ""),
  ]);
  return Buffer.concat([Buffer.from(`${words.length} ${columns}\n`), ...parts]);
}

function npy(rows: number, columns: number): Uint8Array {
  const head = `{'descr': '<f4', 'fortran_order': False, 'shape': (${rows}, ${columns}), }\n`;
  const size = Buffer.alloc(2);
  size.writeUInt16LE(head.length);
  const data = Float32Array.from({ length: rows * columns }, (_, i) => Math.cos(i));
  return Buffer.concat([Buffer.from("\x93NUMPY\x01\x00", "latin1"), size, Buffer.from(head), Buffer.from(data.buffer)]);
}

/** A fastText model as version 12 writes it: settings, words, then the rows of words and of n-gram buckets. */
function fastText(words: readonly string[], rowOf: (r: number) => number[], bucket: number, grams: [number, number]) {
  const columns = rowOf(0).length;
  const ints = (...values: number[]) => Buffer.from(Int32Array.from(values).buffer);
  const long = (value: number) => Buffer.from(BigInt64Array.of(BigInt(value)).buffer);
  const settings = [columns, 5, 5, 1, 5, 1, 1, 2, bucket, ...grams, 100];
  const entries = words.map((word) => Buffer.concat([Buffer.from(`${word}\0`), long(1), Buffer.from([0])]));
  const rows = Array.from({ length: words.length + bucket }, (_, r) => Float32Array.from(rowOf(r)));
  return Buffer.concat([
    ints(0x2f4f16ba, 12, ...settings),
    Buffer.from(Float64Array.of(1e-4).buffer),
    ints(words.length, words.length, 0),
    long(100),
    long(-1),
    ...entries,
    Buffer.from([0]),
    long(rows.length),
    long(columns),
    ...rows.map((row) => Buffer.from(row.buffer)),
  ]);
}

/** FNV-1a, every byte taken as signed before it is mixed in. */
function bucketOf(gram: string, buckets: number): number {
  let h = 2166136261n;
  for (const byte of Buffer.from(gram)) {
    const signed = BigInt.asUintN(32, BigInt(byte > 127 ? byte - 256 : byte));
    h = BigInt.asUintN(32, (h ^ signed) * 16777619n);
  }
  return Number(h % BigInt(buckets));
}

describe("word vectors in files", () => {
  it.skipIf(!hasShared("fixtures", "vectors"))("every fixture is read, or refused in one sentence", async () => {
    for (const name of readdirSync(sharedPath("fixtures", "vectors"))) {
      const bytes = readFileSync(sharedPath("fixtures", "vectors", name));
      if (name.endsWith(".fifu")) await expect(open(bytes), name).rejects.toThrow(/finalfusion/);
      else {
        const { space } = await open(bytes);
        expect(space.words.length, name).toBeGreaterThan(0);
        for (const word of space.words) expect(Math.hypot(...space.lookup(word).vector), name).toBeCloseTo(1, 3);
      }
    }
  });

  it("the same vectors, whether text, GloVe without header, CSV or gzip", async () => {
    const rows = [
      ["sea", 1, 2, 2],
      ["well known", 0, 3, 4],
      ["3", -1, 0, 1],
    ];
    const spaced = rows.map((row) => row.join(" ")).join("\n");
    const commas = rows.map((row) => row.join(",")).join("\n");
    for (const bytes of [text(`3 3\n${spaced}`), text(spaced), text(commas), gzipSync(spaced)]) {
      const { space, notes } = await open(bytes);
      expect(space.words).toEqual(["sea", "well_known", "3"]);
      expect([...space.lookup("sea").vector].map((x) => Math.round(x * 300))).toEqual([100, 200, 200]);
      expect(notes).toEqual([]);
    }
  });

  it("word2vec's binary with and without line feeds, and only the first N words", async () => {
    for (const newline of [true, false]) {
      const { space } = await open(word2vec(["the", "sea", "naïve"], 40, newline), ":words=2");
      expect(space.words).toEqual(["the", "sea"]);
      expect(space.dimensions).toBe(40);
    }
  });

  it("fastText's binary: words and unknown words are the mean of their n-grams, accents included", async () => {
    const [words, buckets] = [["sea", "shore", "é"], 4000] as const;
    const rowOf = (r: number) => [1, 2, 3, 4, 5].map((i) => Math.sin(r * i * 0.7 + i));
    const bytes = fastText(words, rowOf, buckets, [2, 3]);
    const pooled = (word: string, rows: readonly number[]) => {
      const letters = [...`<${word}>`];
      const grams = letters.flatMap((_, i) =>
        [2, 3].map((n) => letters.slice(i, i + n)).filter((g, k) => g.length === k + 2),
      );
      const used = [...rows, ...grams.map((gram) => words.length + bucketOf(gram.join(""), buckets))];
      const sum = [0, 1, 2, 3, 4].map((i) => used.reduce((total, r) => total + rowOf(r)[i], 0));
      return sum.map((x) => x / Math.hypot(...sum));
    };
    for (const packed of [bytes, gzipSync(bytes)]) {
      const { space, notes } = await open(packed);
      expect(space.words).toEqual(words);
      expect(notes).toEqual([]);
      words.forEach((word, r) =>
        pooled(word, [r]).forEach((x, i) => expect(space.lookup(word).vector[i]).toBeCloseTo(x, 4)),
      );
    }
    // Of an unknown word the n-grams that known words have are kept, in bytes.
    const { space } = await open(bytes);
    const { vector, source } = space.lookup("sehore");
    expect(source).toBe("known");
    expect(Math.hypot(...vector)).toBeCloseTo(1, 4);
    const cut = await open(bytes.subarray(0, bytes.length - 30));
    expect(cut.notes.join()).toMatch(/cut off: 4001 of its 4003 rows/);
    await expect(open(bytes.subarray(0, 100))).rejects.toThrow(/is cut off/);
  });

  it("gzip of word2vec's binary, a CSV with names of columns and quotes, UTF-8 that breaks off", async () => {
    const plain = await open(word2vec(["the", "sea"], 40, true));
    const packed = await open(gzipSync(word2vec(["the", "sea"], 40, true)));
    expect(packed.space.vectors.data).toEqual(plain.space.vectors.data);
    const table = await open(text('word,d1,d2\r\n"new york, ny",1,2\r\nsea,2,1\r\n'));
    expect(table.space.words).toEqual(["new_york_ny", "sea"]);
    expect(table.notes).toEqual([]);
    const odd = await open(Buffer.concat([text("na"), Buffer.from([0xc3]), text(" 1 2\nsea 2 1\n\u{1F30A} 1 1\n")]));
    expect(odd.space.words).toEqual(["na\ufffd", "sea", "🌊"]);
  });

  it("a table of numbers with a word list: NPY and CSV", async () => {
    const { space } = await open(npy(3, 4), ":list=list", "one\ntwo\nthree\n");
    expect(space.words).toEqual(["one", "two", "three"]);
    const bare = await open(text("a,b\n1,2\n3,4\n"), ":list=list", "one\ntwo");
    expect(bare.space.dimensions).toBe(2);
    await expect(open(npy(3, 4), ":list=list", "one\ntwo")).rejects.toThrow(/3 rows but its word list 2/);
    await expect(open(npy(3, 4))).rejects.toThrow(/numbers without words/);
  });

  it("damaged files: what is left is used and said, or one sentence refuses", async () => {
    const cut = await open(word2vec(["the", "sea", "shore"], 40, true).subarray(0, 400));
    expect(cut.space.words).toEqual(["the", "sea"]);
    expect(cut.notes.join()).toMatch(/cut off: it promises 3 words and holds 2/);
    const wrong = await open(text("9 50\nsea 1 2 3\nshore 2 1 3\n"));
    expect(wrong.notes.join(" ")).toMatch(/promises 50 dimensions, the lines have 3.*promises 9 words/);
    const many = Array.from({ length: 60 }, (_, i) => `word${i}`);
    const other = Buffer.concat([text("60 50\n"), word2vec(many, 40, true).subarray(6)]);
    await expect(open(other)).rejects.toThrow(/does not have the 50 dimensions that it promises/);
    const more = await open(Buffer.concat([text("2 40\n"), word2vec(["the", "sea", "shore"], 40, true).subarray(5)]));
    expect(more.space.words).toEqual(["the", "sea"]);
    expect(more.notes.join()).toMatch(/goes on after the 2 words/);
    const odd = await open(text("sea 1 2 3\nshore 2 x 3\nland 1 1 1\n"));
    expect(odd.notes.join()).toMatch(/1 unreadable/);
    await expect(open(new Uint8Array(0))).rejects.toThrow(/is empty/);
    await expect(open(text("It was a dark and stormy night.\n"))).rejects.toThrow(/no table of word vectors/);
    await expect(open(Buffer.from([1, 0, 2, 0, 255, 7, 9, 0]))).rejects.toThrow(/no word-vector file/);
    await expect(open(gzipSync("sea 1 2 3\n".repeat(500)).subarray(0, 40))).rejects.toThrow(
      /gzip file that is damaged/,
    );
  });
});
