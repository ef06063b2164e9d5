/** `evaluate`: how well the relation between words is kept between their sounds; with --space, how well sounds lie. */
import { evaluateMapping, type MappingScores } from "../evaluation";
import type { Console } from "./console";
import { evaluateSounds, SPACE_OPTIONS } from "./evaluate-space";
import { checkLearning, learnSounds, openWords } from "./learn";
import { mappingNames } from "./mapping-list";
import type { Arguments } from "./options";
import { csvText, writeOutput } from "./output-file";
import { COMMON, readSettings, type Settings } from "./settings";
import { SOURCE } from "./source";
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

/** The table for people, on stderr. */
function showTable(scores: Scores, out: Console): void {
  const width = Math.max(...Object.keys(scores).map((name) => name.length), 8) + 2;
  out.say("".padEnd(width) + COLUMNS.map((column) => column.padStart(13)).join(""));
  for (const [name, row] of Object.entries(scores)) {
    const cells = COLUMNS.map((column) => row[column].toFixed(column === "largestHub" ? 0 : 3).padStart(13));
    out.say(name.padEnd(width) + cells.join(""));
  }
}

async function askedWords(args: Arguments): Promise<readonly string[] | undefined> {
  const file = args.text("words-file");
  return file === undefined ? undefined : wordsOf(await readText("--words-file", file)).map(({ text }) => text);
}

async function evaluateMappings(args: Arguments, settings: Settings, out: Console): Promise<void> {
  const names = mappingNames(settings.mapping);
  const asked = await askedWords(args);
  const words = await openWords(settings, out);
  const { sounds } = await learnSounds(args, settings, out);
  const mappings: Record<string, MappingScores> = {};
  for (const name of names) {
    const options = { ...(asked ? { asked } : {}), now: () => performance.now() };
    mappings[name] = await evaluateMapping(name, words, sounds, options, out.job(settings.seed));
  }
  const csv = args.text("csv");
  if (csv !== undefined) {
    const rows = Object.entries(mappings).map(([name, row]) => [name, ...COLUMNS.map((column) => row[column])]);
    await writeOutput("--csv", csv, csvText([["mapping", ...COLUMNS], ...rows]));
  }
  if (!args.on("json")) showTable(mappings, out);
  await out.document({ mappings }, args.on("json"));
}

export const evaluate: Verb = {
  name: "evaluate",
  summary: "how well relations are kept between sounds",
  usage:
    "[--sounds DIR] [--words-file F] [--mapping a,b,…] [options]\n  lexigrain evaluate --space --sounds DIR [--labels F.csv] [options]",
  options: [
    ...SOURCE,
    { name: "words-file", value: "FILE", help: "The words to measure, in place of 600 drawn ones." },
    { name: "csv", value: "FILE", help: "Also write the table as CSV." },
    ...SPACE_OPTIONS,
    ...COMMON,
  ],
  check: checkLearning,
  async run(args, out) {
    const settings = readSettings(args);
    if (args.on("space")) await evaluateSounds(args, settings, out);
    else await evaluateMappings(args, settings, out);
  },
};
