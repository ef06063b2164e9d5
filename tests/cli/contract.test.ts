/** The command line as it is judged from outside: documents, times, exit codes, equal bytes. */
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Timeline } from "../../src/cli/timeline";
import { lexigrain, spawned } from "./lexigrain";
import { newFolder, tone, writeSound } from "./sounds";

let folder = "";
let sounds: string[] = [];
beforeAll(async () => {
  folder = await newFolder();
  const place = join(folder, "sounds");
  for (let i = 0; i < 24; i++) await writeSound(place, `${i % 3}/${i}.wav`, tone(110 * 1.13 ** i, 0.3 + 0.05 * i));
  sounds = ["--sounds", place, "--unit", "full"];
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const POEM = "the old pond\na frog jumps in\nplop";
const document = (text: string): Timeline => JSON.parse(text) as Timeline;

describe("place", () => {
  it("prints the timeline: words as typed, times in seconds, weights that sum to 1 and lead with half", async () => {
    const { code, stdout } = await lexigrain("place", ...sounds, "--json", "Ocean", "river", "ocean");
    expect(code).toBe(0);
    expect(stdout.trimEnd().split("\n")).toHaveLength(1);
    const timeline = document(stdout);
    expect(Object.keys(timeline)).toEqual(["words", "seed", "sampleRate", "mapping", "unit", "skipped"]);
    expect(timeline).toMatchObject({ seed: 1, sampleRate: 48_000, unit: "full", skipped: [] });
    expect(timeline.words.map(({ word, at, duration }) => [word, at, duration])).toEqual([
      ["Ocean", 0, 0.5],
      ["river", 0.5, 0.5],
      ["ocean", 1, 0.5],
    ]);
    for (const { units } of timeline.words) {
      const weights = units.map(({ weight }) => weight);
      expect(weights[0]).toBeGreaterThanOrEqual(0.5);
      expect(weights.reduce((a, b) => a + b)).toBeCloseTo(1, 9);
      expect([...weights].sort((a, b) => b - a)).toEqual(weights);
      for (const { file, start, length } of units) {
        expect(file).toMatch(/^[012]\/\d+\.wav$/);
        expect(start).toBeGreaterThanOrEqual(0);
        expect(length).toBeGreaterThan(0.2);
      }
    }
    // Case folds for placing, and what was placed before never matters.
    expect(timeline.words[2].units).toEqual(timeline.words[0].units);
    const alone = document((await lexigrain("place", ...sounds, "--json", "river")).stdout);
    expect(alone.words[0].units).toEqual(timeline.words[1].units);
  });

  it("reads words from a file, a byte order mark and all", async () => {
    const file = join(folder, "words.txt");
    await writeFile(file, "\uFEFFocean\r\nriver — stone\r\n");
    const { stdout } = await lexigrain("place", ...sounds, "--words-file", file);
    expect(document(stdout).words.map(({ word }) => word)).toEqual(["ocean", "river", "stone"]);
  });
});

describe("render", () => {
  const render = (name: string, ...more: string[]) =>
    lexigrain("render", ...sounds, "--text", POEM, "--out", join(folder, name), ...more);

  it("writes 24 bits, stereo, 48 kHz, exactly half a second a word, with what place prints as its timeline", async () => {
    const json = join(folder, "a.json");
    expect((await render("a.wav", "--timeline", json)).code).toBe(0);
    const wav = await readFile(join(folder, "a.wav"));
    expect(wav.readUInt16LE(22)).toBe(2);
    expect(wav.readUInt32LE(24)).toBe(48_000);
    expect(wav.readUInt16LE(34)).toBe(24);
    expect(wav.length).toBe(44 + 8 * 24_000 * 6);
    const placed = await lexigrain("place", ...sounds, ...POEM.split(/\s/));
    expect(document(await readFile(json, "utf8"))).toEqual(document(placed.stdout));
  });

  it("has no silent word, and no sample over full scale", async () => {
    const { stdout } = await render("b.wav", "--bits", "32", "--json");
    expect((JSON.parse(stdout) as { peak: number }).peak).toBeLessThanOrEqual(1);
    const wav = await readFile(join(folder, "b.wav"));
    for (let word = 0; word < 8; word++) {
      let sum = 0;
      for (let i = 0; i < 48_000; i++) sum += wav.readFloatLE(58 + (word * 48_000 + i) * 4) ** 2;
      expect(10 * Math.log10(sum / 48_000), `word ${word}`).toBeGreaterThan(-40);
    }
  });

  it("gives natural words their unit's length, and voices their own start", async () => {
    const natural = document((await render("c.wav", "--word-duration", "natural", "--json")).stdout);
    for (const { duration, units } of natural.words) expect(duration).toBeCloseTo(units[0].length, 9);
    for (let i = 1; i < natural.words.length; i++) {
      const before = natural.words[i - 1];
      expect(before.at + before.duration - natural.words[i].at).toBeCloseTo(0.06, 4);
    }
    const voices = document((await render("d.wav", "--voices", "--json")).stdout);
    expect(voices.words.filter(({ at }) => at === 0).map(({ word }) => word)).toEqual(["the", "a", "plop"]);
  });

  it("gives the same bytes twice, from two processes, and others under another seed", async () => {
    const paths = ["e.wav", "f.wav", "g.wav"].map((name) => join(folder, name));
    const args = ["render", ...sounds, "--text", POEM, "--out"];
    expect(await spawned(...args, paths[0])).toMatchObject({ code: 0, stdout: "" });
    await lexigrain(...args, paths[1]);
    await lexigrain(...args, paths[2], "--seed", "2");
    const [first, again, other] = await Promise.all(paths.map((path) => readFile(path)));
    expect(first.equals(again)).toBe(true);
    expect(first.equals(other)).toBe(false);
  });
});

describe("exit codes", () => {
  it.each([
    ["no verb", []],
    ["an unknown verb", ["sing"]],
    ["an unknown option", ["place", "--sound", "x", "word"]],
    ["no words", ["place"]],
    ["punctuation only", ["place", "—"]],
    ["no text", ["render", "--out", "x.wav"]],
    ["no out", ["render", "--text", "word"]],
    ["an impossible unit", ["place", "--unit", "fast", "word"]],
    ["an impossible duration", ["place", "--word-duration", "0", "word"]],
    ["an unknown mapping", ["place", "--mapping", "magic", "word"]],
    ["an unknown option of a mapping", ["place", "--mapping", "identity:magic=1", "word"]],
    ["an unknown sound encoder", ["place", "--sound-encoder", "magic", "word"]],
    ["an unknown text encoder", ["place", "--text-encoder", "magic", "word"]],
    ["an unknown control", ["place", "--set", "magic=1", "word"]],
    ["impossible bits", ["render", "--text", "a", "--out", "x.wav", "--bits", "8"]],
    ["a pairs file that is not there", ["similarity", "--pairs", "nowhere.txt"]],
  ])("%s is a wrong argument: 2, one line, nothing on stdout", async (_, args) => {
    const { code, stdout, stderr } = await lexigrain(...args);
    expect(code, stderr).toBe(2);
    expect(stdout).toBe("");
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
  });

  it("unknown names list the known ones", async () => {
    expect((await lexigrain("sing")).stderr).toContain("render, place");
    expect((await lexigrain("place", "--mapping", "magic", "word")).stderr).toContain("identity");
    expect((await lexigrain("place", "--sound-encoder", "magic", "w", ...sounds)).stderr).toContain("descriptors");
    expect((await lexigrain("place", "--text-encoder", "magic", "w")).stderr).toContain("builtin");
  });

  it("help is shown for all and for each verb, and succeeds as a program", async () => {
    const help = await spawned("--help");
    expect(help.code, help.stderr).toBe(0);
    for (const verb of ["render", "place", "evaluate", "similarity", "distance"]) {
      expect(help.stdout).toContain(verb);
      const { code, stdout } = await lexigrain(verb, "--help");
      expect(code).toBe(0);
      expect(stdout).toContain("--seed N");
    }
  });
});

describe("distance", () => {
  it("gives a symmetric table with a zero diagonal, or one number for two files", async () => {
    const table = JSON.parse((await lexigrain("distance", ...sounds, "--json")).stdout) as {
      files: string[];
      distances: number[][];
    };
    expect(table.files).toHaveLength(24);
    table.distances.forEach((row, i) => {
      expect(row[i]).toBe(0);
      row.forEach((value, j) => expect(value).toBe(table.distances[j][i]));
    });
    const [a, b] = table.files;
    const one = await lexigrain("distance", ...sounds, "--json", a, b);
    expect(JSON.parse(one.stdout)).toBe(table.distances[0][1]);
    expect((await lexigrain("distance", ...sounds, a)).code).toBe(2);
  });
});
