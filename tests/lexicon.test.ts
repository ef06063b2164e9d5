/** The lexicon's own promises: one answer per word, whatever was placed before, and kept when the corpus grows. */
import { describe, expect, it } from "vitest";
import { Lexicon } from "../src/lexicon";
import type { Corpus, Mapping, Matrix, Sound, SoundSpace, Unit, WordSpace } from "../src/types";

const WORDS = ["red", "blue", "green", "loud"];

const identity = (n: number): Matrix => {
  const data = new Float32Array(n * n);
  for (let i = 0; i < n; i++) data[i * n + i] = 1;
  return { rows: n, columns: n, data };
};

/** Four words on the four axes; unknown ones on the last. */
const words: WordSpace = {
  name: "axes",
  dimensions: 4,
  words: WORDS,
  vectors: identity(4),
  lookup(token) {
    const known = WORDS.indexOf(token);
    const vector = new Float32Array(4);
    vector[known < 0 ? 3 : known] = 1;
    return { vector, source: known < 0 ? "spelling" : "known", of: [token] };
  },
  nearest(vector, n) {
    return WORDS.map((word, i) => ({ word, similarity: vector[i] }))
      .sort((a, b) => b.similarity - a.similarity)
      .slice(0, n);
  },
};

const sound = (file: string): Sound => ({ file, samples: new Float32Array(100), hash: `hash of ${file}` });
const unit = (index: number): Unit => ({
  sound: index,
  start: 10,
  length: 80,
  gain: 1,
  stretches: Uint32Array.of(0, 80),
});

const corpus = (files: readonly string[]): Corpus => ({
  name: "test",
  sampleRate: 48000,
  unit: "full",
  sounds: files.map(sound),
  units: files.map((_, i) => unit(i)),
  skipped: [],
});

const sounds = (units: number): SoundSpace => ({
  name: "none",
  vectors: identity(units),
  descriptors: identity(units),
  descriptorNames: [],
  ear: identity(units),
});

/** Axis i goes to unit (i + shift) mod units. */
const shifted = (units: number, shift: number): Mapping => ({
  name: "shifted",
  place: (vector) => [{ unit: (vector.indexOf(1) + shift) % units, weight: 1 }],
  serialise: () => new ArrayBuffer(0),
});

describe("Lexicon", () => {
  it("gives a word the same units in any capitalisation and composition, and keeps the typed form", () => {
    const lexicon = Lexicon.of(corpus(["a", "b", "c", "d"]), words, sounds(4), shifted(4, 1));
    expect(lexicon.place("Blue")).toEqual({ word: "Blue", units: [{ unit: 2, weight: 1 }] });
    expect(lexicon.place("blue").units).toBe(lexicon.place("BLUE").units);
    expect(lexicon.place("caf\u00e9").units).toBe(lexicon.place("cafe\u0301").units);
  });

  it("does not depend on what was placed before", () => {
    const first = Lexicon.of(corpus(["a", "b", "c", "d"]), words, sounds(4), shifted(4, 1));
    const second = Lexicon.of(corpus(["a", "b", "c", "d"]), words, sounds(4), shifted(4, 1));
    for (const word of WORDS) first.place(word);
    for (const word of [...WORDS].reverse()) second.place(word);
    for (const word of WORDS) expect(first.place(word)).toEqual(second.place(word));
  });

  it("explains a word by its neighbours and the units they really have", () => {
    const lexicon = Lexicon.of(corpus(["a", "b", "c", "d"]), words, sounds(4), shifted(4, 1));
    const [nearest] = lexicon.explain("green", 2);
    expect(nearest).toEqual({ word: "green", similarity: 1, unit: 3 });
    expect(lexicon.place("green").units[0].unit).toBe(3);
  });

  it("keeps placed words where they were when the corpus grows, by audio and bounds, not by index", () => {
    const before = Lexicon.of(corpus(["b", "c", "d", "e"]), words, sounds(4), shifted(4, 0));
    const placed = before.place("red").units[0].unit;
    const after = Lexicon.of(corpus(["a", "b", "c", "d", "e"]), words, sounds(5), shifted(5, 3));
    after.adopt(before);
    const moved = after.place("red").units[0].unit;
    expect(after.corpus.sounds[after.corpus.units[moved].sound].file).toBe(
      before.corpus.sounds[before.corpus.units[placed].sound].file,
    );
    expect(after.place("blue").units[0].unit).toBe(4);
  });

  it("places a word anew when its unit has left the corpus", () => {
    const before = Lexicon.of(corpus(["gone", "b"]), words, sounds(2), shifted(2, 0));
    before.place("red");
    const after = Lexicon.of(corpus(["b", "c"]), words, sounds(2), shifted(2, 1));
    after.adopt(before);
    expect(after.place("red").units).toEqual([{ unit: 1, weight: 1 }]);
  });
});
