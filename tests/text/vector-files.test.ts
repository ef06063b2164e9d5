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
