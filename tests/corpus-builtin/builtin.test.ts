/** The built-in corpus: enough sounds and families, clean, alike in every run, and families that can be told apart. */
import { createHash } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { builtinCorpus } from "../../src/corpus";
import { builtinCount, synthesiseBuiltin, type BuiltinSound } from "../../src/corpus/builtin/synthesise";
import { FAMILIES } from "../../src/corpus/builtin/families";
import { finish } from "../../src/corpus/builtin/finish";
import { Studio } from "../../src/corpus/builtin/studio";
import { hashString } from "../../src/math";
import { bandLevels } from "./spectrum";

const RATE = 24000;
let sounds: BuiltinSound[] = [];
let shapes: Float64Array[] = [];
const familyOf = ({ file }: { readonly file: string }): string => file.split("/")[0];
const hashOf = (samples: Float32Array): string =>
  createHash("sha256")
    .update(new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength))
    .digest("hex");

beforeAll(() => {
  sounds = Array.from({ length: builtinCount }, (_, i) => synthesiseBuiltin(i, RATE));
  shapes = sounds.map(({ samples }) => bandLevels(samples, RATE));
});

describe("the built-in corpus", () => {
  it("has at least 200 sounds in at least 16 families of at least four", () => {
    const sizes = new Map<string, number>();
    for (const sound of sounds) sizes.set(familyOf(sound), (sizes.get(familyOf(sound)) ?? 0) + 1);
    expect(sounds.length).toBe(builtinCount);
    expect(sounds.length).toBeGreaterThanOrEqual(200);
    expect(sizes.size).toBeGreaterThanOrEqual(16);
    expect(Math.min(...sizes.values())).toBeGreaterThanOrEqual(4);
    expect(new Set(sounds.map(({ file }) => file)).size).toBe(sounds.length);
  });

  it("is clean: finite, 3 dB of headroom, no offset, silent at both ends, never long, never empty", () => {
    for (const { file, samples } of sounds) {
      let [sum, peak, square] = [0, 0, 0];
      for (const x of samples) {
        sum += x;
        square += x * x;
        peak = Math.max(peak, Math.abs(x));
      }
      expect(peak, file).toBeGreaterThan(0.7);
      expect(peak, file).toBeLessThanOrEqual(0.709);
      expect(Math.abs(sum / samples.length), file).toBeLessThan(1e-4);
      expect(Math.sqrt(square / samples.length), file).toBeGreaterThan(0.01);
      expect(Math.abs(samples[0]), file).toBeLessThan(1e-4);
      expect(Math.abs(samples[samples.length - 1]), file).toBeLessThan(1e-3);
      expect(samples.length / RATE, file).toBeGreaterThan(0.05);
      expect(samples.length / RATE, file).toBeLessThanOrEqual(3);
    }
  });

  it("gives the same bits again, whatever was made before", () => {
    for (let i = builtinCount - 1; i > 0; i -= 20) {
      const { file, samples } = synthesiseBuiltin(i, RATE);
      expect(sounds[i].file).toBe(file);
      expect(hashOf(samples), file).toBe(hashOf(sounds[i].samples));
    }
  });

  it("has no sound twice, not even at another level", () => {
    for (let a = 0; a < shapes.length; a++) {
      for (let b = 0; b < a; b++) {
        expect(distance(shapes[a], shapes[b]), `${sounds[a].file} and ${sounds[b].file}`).toBeGreaterThan(0.1);
      }
    }
  });

  it("is the same music at another rate: about as long, and nearest in spectrum to itself", () => {
    const compared = new Map(
      FAMILIES.map(({ name, sounds: [first] }) => {
        const file = `${name}/${first.name}.wav`;
        return [file, { file, samples: finish(first.make(new Studio(32000, hashString(file))), 32000) }];
      }),
    );
    let own = 0;
    for (const { file, samples } of compared.values()) {
      const here = sounds.findIndex((sound) => sound.file === file);
      const seconds = sounds[here].samples.length / RATE;
      expect(Math.abs(samples.length / 32000 - seconds), file).toBeLessThan(Math.max(0.12, seconds * 0.12));
      const shape = bandLevels(samples, 32000);
      const nearest = shapes.reduce((best, s, k) => (distance(s, shape) < distance(shapes[best], shape) ? k : best), 0);
      if (nearest === here) own++;
    }
    expect(own / compared.size).toBeGreaterThan(0.85);
  });

  it("has families that an ear could tell apart: the nearest other sound is of the same family far above chance", () => {
    const hits = shapes.filter((shape, i) => {
      let best = -1;
      for (let k = 0; k < shapes.length; k++) {
        if (k !== i && (best < 0 || distance(shapes[k], shape) < distance(shapes[best], shape))) best = k;
      }
      return familyOf(sounds[best]) === familyOf(sounds[i]);
    }).length;
    // Chance would be about 1 in 40.
    expect(hits / shapes.length).toBeGreaterThan(0.3);
  });

  it("is the same corpus when a second hand makes sounds from the last one down", async () => {
    const job = { seed: 1, progress: () => undefined, breathe: () => Promise.resolve() };
    let taken = 0;
    let ended = false;
    let make: (() => void) | undefined;
    const second = {
      begin(rate: number, made: (index: number, samples: Float32Array) => void) {
        // In step with the first hand: one sound at each of its pauses.
        make = () => {
          const index = builtinCount - ++taken;
          made(index, synthesiseBuiltin(index, rate).samples);
        };
      },
      end() {
        ended = true;
      },
    };
    const together = { ...job, breathe: () => Promise.resolve(ended ? undefined : make?.()) };
    const alone = await builtinCorpus(8000, "full", job);
    const shared = await builtinCorpus(8000, "full", together, undefined, second);
    expect(ended).toBe(true);
    expect(taken).toBe(builtinCount / 2);
    expect(shared.units).toEqual(alone.units);
    expect(shared.sounds.map(({ samples }) => hashOf(samples))).toEqual(
      alone.sounds.map(({ samples }) => hashOf(samples)),
    );
  });

  it("becomes a corpus without a skipped sound, every unit inside its sound, and can be cancelled", async () => {
    let last = 0;
    const job = {
      seed: 1,
      progress: (fraction: number) => {
        expect(fraction).toBeGreaterThanOrEqual(last);
        last = fraction;
      },
      breathe: () => Promise.resolve(),
    };
    const corpus = await builtinCorpus(16000, "full", job);
    expect(corpus.skipped).toEqual([]);
    expect(corpus.units.length).toBe(builtinCount);
    for (const { sound, start, length } of corpus.units) {
      expect(start + length).toBeLessThanOrEqual(corpus.sounds[sound].samples.length);
    }
    expect(new Set(corpus.sounds.map(({ hash }) => hash)).size).toBe(builtinCount);
    const cancelled = { ...job, progress: () => undefined, breathe: () => Promise.reject(new Error("cancelled")) };
    await expect(builtinCorpus(16000, "full", cancelled)).rejects.toThrow("cancelled");
  });
});

function distance(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] - b[i]) * (a[i] - b[i]);
  return Math.sqrt(sum / a.length);
}
