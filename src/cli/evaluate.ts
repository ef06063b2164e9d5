/** `evaluate`: how well the relation between words is kept between their sounds, for several maps side by side. */
import { writeFile } from "node:fs/promises";
import { evaluateMapping, type MappingScores } from "../evaluation";
import type { Console } from "./console";
import { Failure, fileTrouble } from "./failure";
import { checkLearning, learnSounds, openWords } from "./learn";
import { mappingNames } from "./mapping-list";
import type { Arguments } from "./options";
import { SAMPLE_RATE } from "./scoring";
import { COMMON, readSettings, SOURCE } from "./settings";
import type { Verb } from "./verb";
import { readText, wordsOf } from "./words";

const COLUMNS = [
  "rho",
  "nearTriplets",
  "overlap10",
  "distinct",
  "largestHub",
  "coverage",
  "fitSeconds",
  "placeMs",
] as const;

type Scores = Readonly<Record<string, MappingScores>>;

const csvOf = (scores: Scores): string =>
  [
    ["mapping", ...COLUMNS].join(","),
    ...Object.entries(scores).map(([name, row]) =>
      [`"${name.replaceAll('"', '""')}"`, ...COLUMNS.map((c) => row[c])].join(","),
    ),
  ].join("\n") + "\n";

/** The table for people, on stderr. */
function showTable(scores: Scores, out: Console): void {
  const width = Math.max(...Object.keys(scores).map((name) => name.length), 8) + 2;
  out.say("".padEnd(width) + COLUMNS.map((column) => column.padStart(13)).join(""));
  for (const [name, row] of Object.entries(scores))
    out.say(
      name.padEnd(width) +
        COLUMNS.map((column) => row[column].toFixed(column === "largestHub" ? 0 : 3).padStart(13)).join(""),
    );
}

async function askedWords(args: Arguments): Promise<string[] | undefined> {
  const file = args.text("words-file");
  return file === undefined ? undefined : wordsOf(await readText("--words-file", file)).map(({ text }) => text);
}

export const evaluate: Verb = {
  name: "evaluate",
  summary: "how well the relation between words is kept between their sounds",
  usage: "[--sounds DIR] [--words-file F] [--mapping a,b,…] [options]",
  options: [
    ...SOURCE,
    { name: "words-file", value: "FILE", help: "The words to measure, in place of 600 drawn ones." },
    { name: "csv", value: "FILE", help: "Also write the table as CSV." },
    ...COMMON,
  ],
  check: checkLearning,
  async run(args, out) {
    const settings = readSettings(args);
    const names = mappingNames(settings.mapping);
    const asked = await askedWords(args);
    const words = await openWords(settings);
    const { sounds } = await learnSounds(args, settings, SAMPLE_RATE, out);
    const mappings: Record<string, MappingScores> = {};
    for (const name of names) {
      const options = { ...(asked ? { asked } : {}), now: () => performance.now() };
      mappings[name] = await evaluateMapping(name, words, sounds, options, out.job(settings.seed));
    }
    const csv = args.text("csv");
    if (csv !== undefined) {
      await writeFile(csv, csvOf(mappings)).catch((error: unknown) => {
        throw new Failure(`--csv ${csv} cannot be written: ${fileTrouble(error)}.`);
      });
    }
    if (!args.on("json")) showTable(mappings, out);
    await out.document({ mappings }, args.on("json"));
  },
};
