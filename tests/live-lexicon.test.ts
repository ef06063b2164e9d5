/** Live input over learned sounds: new words get it, placed words keep their units, and taking it out brings all back. */
import { beforeAll, describe, expect, it } from "vitest";
import { cutSounds } from "../src/corpus/build";
import { HandedLexicon } from "../src/handed-lexicon";
import { Lexicon } from "../src/lexicon";
import { LiveLexicon } from "../src/live-lexicon";
import { fitMapping, restoreMapping } from "../src/mapping";
import type { Placement, Sound } from "../src/types";
import { wavHeader, wavSamples } from "../src/wav";
import { testKernels } from "./kernels/build";
import { clustered, quiet, wordSpace } from "./mapping/spaces";

const RATE = 16_000;
const kernels = testKernels();
const words = wordSpace(clustered(400, 12, 8, 0.4, 1));
const first = words.words.slice(0, 200);
const later = words.words.slice(200);

/** A decaying tone with a noise of its own. */
function tone(frequency: number, seconds: number, level = 0.5): Float32Array<ArrayBuffer> {
  let state = Math.round(frequency);
  return Float32Array.from({ length: Math.round(seconds * RATE) }, (_, i) => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    const t = i / RATE;
    return level * Math.exp(-4 * t) * (Math.sin(2 * Math.PI * frequency * t) + (0.2 * state) / 2 ** 31);
  });
}

const recorded = (n: number, level = 0.5) => {
  const samples = tone(300 + 150 * n, 1.2, level);
  const bytes = new Uint8Array([
    ...wavHeader(samples.length, 1, RATE, 24),
    ...wavSamples([samples], samples.length, 24),
  ]);
  return { file: `live input/take 1, ${n}.wav`, bytes };
};
const names = (count: number): string[] => Array.from({ length: count }, (_, n) => recorded(n).file);

let ground: Lexicon;
beforeAll(async () => {
  const sounds: Sound[] = Array.from({ length: 40 }, (_, i) => ({
    file: `${i}.wav`,
    hash: String(i),
    samples: tone(120 * 1.08 ** i, 0.5),
  }));
  const cut = { name: "tones", sampleRate: RATE, unit: 250, trimSilence: true, dropSilent: true, kernels } as const;
  const corpus = await cutSounds(sounds, [], cut, quiet());
  ground = await Lexicon.learn(corpus, { words, kernels, mapping: "identity", soundEncoder: "descriptors" }, quiet());
});

const again = (): Lexicon => Lexicon.of(ground.corpus, words, ground.sounds, ground.mapping);

/** As the worker does it, without an engine. */
async function played(share = 0.5) {
  const live = new LiveLexicon(() => kernels);
  const handed = new HandedLexicon((method) => fitMapping(method, words, ground.sounds, {}, quiet()));
  const take = async (grown: Lexicon) => handed.grow(grown);
  await live.use(again(), undefined, false, quiet(), take);
  await live.share(share, quiet(), take);
  const place = (which: readonly string[]): Placement[] => which.map((word) => handed.played!.place(word));
  const files = (placements: readonly Placement[]) => {
    const { corpus } = handed.played!;
    return placements.map(({ units }) => corpus.sounds[corpus.units[units[0].unit].sound].file);
  };
  return {
    live,
    handed,
    take,
    place,
    files,
    hear: (n: number, added = [recorded(n - 1)]) => live.hear(names(n), added, quiet(), take),
  };
}

describe("live input over a lexicon", () => {
  it("serves new words, about as many as asked, and changes none of those placed, step after step", async () => {
    const { place, files, hear } = await played(0.5);
    const before = place(first);
    const kept = [...before];
    for (let n = 1; n <= 6; n++) {
      expect((await hear(n)).every((units) => units > 0)).toBe(true);
      expect(place(first)).toEqual(before);
      const fresh = later.slice(30 * (n - 1), 30 * n);
      kept.push(...place(fresh));
      expect(place(fresh)).toEqual(kept.slice(-30));
    }
    const served = files(kept.slice(200)).filter((file) => file.startsWith("live input/"));
    expect(served.length / 180).toBeGreaterThan(0.3);
    expect(served.length / 180).toBeLessThan(0.7);
    expect(new Set(served).size).toBeGreaterThan(3);
    expect(place([...first, ...later.slice(0, 180)])).toEqual(kept);
  });

  it("goes to words whose sounds are like it, and to none at a share of 0", async () => {
    const none = await played(0);
    await none.hear(1);
    expect(none.files(none.place(later)).some((file) => file.startsWith("live"))).toBe(false);
    const some = await played(0.4);
    const plain = again();
    for (let n = 1; n <= 4; n++) await some.hear(n);
    const { sounds } = some.handed.played!;
    const { columns, data } = sounds.vectors;
    const away = (a: number, b: number) =>
      Math.hypot(...Array.from({ length: columns }, (_, c) => data[a * columns + c] - data[b * columns + c]));
    let [own, others, moved] = [0, 0, 0];
    for (const word of words.words) {
      const [{ unit }] = some.place([word])[0].units;
      if (unit < ground.corpus.units.length) continue;
      const before = plain.place(word).units[0].unit;
      own += away(before, unit);
      let sum = 0;
      const count = sounds.vectors.rows - ground.corpus.units.length;
      for (let one = ground.corpus.units.length; one < sounds.vectors.rows; one++) sum += away(before, one);
      others += sum / count;
      moved++;
    }
    expect(moved / words.words.length).toBeGreaterThan(0.25);
    expect(own).toBeLessThan(0.9 * others);
  });

  it("is taken out again: its words go to other sounds, all others stay, and it comes back without being sent", async () => {
    const { place, files, hear, handed } = await played(0.5);
    const before = place(first);
    await hear(1);
    await hear(2);
    const all = place(later);
    const units = handed.played!.corpus.units.length;
    await hear(1, []);
    expect(handed.played!.corpus.units.length).toBeLessThan(units);
    const left = files(place(later));
    expect(left.includes(recorded(1).file)).toBe(false);
    expect(left.filter((file) => file === recorded(0).file).length).toBeGreaterThan(0);
    expect(place(first)).toEqual(before);
    await hear(2, []);
    expect(handed.played!.corpus.units.length).toBe(units);
    const others = all.filter((_, i) => left[i] === files([all[i]])[0]);
    expect(others.length).toBeGreaterThan(50);
    for (const placement of others) expect(place([placement.word])).toEqual([placement]);
  });

  it("takes the first step out from under the second: the second one's words keep its sound", async () => {
    const { place, files, hear, live, take } = await played(1);
    await hear(1);
    await hear(2);
    const before = files(place(later));
    await live.hear([recorded(1).file], [], quiet(), take);
    const after = files(place(later));
    const kept = before.map((file, i) => (file === recorded(1).file ? after[i] : undefined)).filter(Boolean);
    expect(kept.length).toBeGreaterThan(20);
    expect(new Set(kept)).toEqual(new Set([recorded(1).file]));
  });

  it("leaves silence out, and leaves all as it was when what is to be done with it fails", async () => {
    const { live, place, hear, handed } = await played();
    expect(await hear(1, [recorded(0, 0)])).toEqual([0]);
    const before = place(first);
    const { units } = handed.played!.corpus;
    await expect(
      live.hear(names(2), [recorded(1)], quiet(), async () => {
        throw new Error("There is no room.");
      }),
    ).rejects.toThrow("no room");
    expect(live.hashes).toEqual([]);
    expect(handed.played!.corpus.units).toBe(units);
    await hear(2, []);
    expect(live.hashes).toHaveLength(1);
    expect(place(first)).toEqual(before);
  });

  it("keeps what a hand on the map placed, and what a better map is put under", async () => {
    const { place, hear, handed, live, take } = await played(0.5);
    await handed.handle({ wishes: [], spread: 0.4, toward: { method: "cluster", share: 0.5 } });
    const before = place(first);
    await hear(1);
    expect(place(first)).toEqual(before);
    await handed.handle({ wishes: [], spread: 0, toward: { method: "cluster", share: 0 } });
    const bare = place(later);
    await live.map(await live.ground!.refine("identity", quiet()), quiet(), take);
    expect(place(later)).toEqual(bare);
    expect(handed.played!.corpus.units.length).toBeGreaterThan(ground.corpus.units.length);
    expect(live.ground!.corpus).toBe(ground.corpus);
  });

  it("is a map that can be written down", async () => {
    const { hear, handed } = await played(0.5);
    await hear(1);
    const { mapping } = handed.played!;
    const back = restoreMapping(mapping.serialise());
    for (const word of later)
      expect(back.place(words.lookup(word).vector)).toEqual(mapping.place(words.lookup(word).vector));
  });
});
