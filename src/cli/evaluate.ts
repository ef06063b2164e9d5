/** `evaluate`: how well the relation between words is kept between their sounds; with --space, how well sounds lie. */
import { EAR_VERSION, evaluateMapping, type MappingScores } from "../evaluation";
import type { Console } from "./console";
import { evaluateSounds, SPACE_OPTIONS } from "./evaluate-space";
import { forHearing, heard, heardPairs } from "./heard";
import { jointModel } from "./joint";
import { checkLearning, learnSounds, openWords } from "./learn";
import { unitFiles } from "../lexicon";
import { mappingNames } from "./mapping-list";
import type { Arguments } from "./options";
import { csvText, writeOutput } from "./output-file";
import { COMMON, readSettings, type Settings } from "./settings";
import { SOURCE } from "./source";
import type { Verb } from "./verb";
import { readText, wordsOf } from "./words";

/** Every column may be printed; `heard` stands there only when it was asked for. */
type Measured = MappingScores & { readonly heard?: number };

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

type Scores = Readonly<Record<string, Measured>>;

const columnsOf = (scores: Scores) =>
  Object.values(scores).some(({ heard }) => heard !== undefined) ? [...COLUMNS, "heard" as const] : COLUMNS;

/** The table for people, on stderr. */
function showTable(scores: Scores, out: Console): void {
  const columns = columnsOf(scores);
  const width = Math.max(...Object.keys(scores).map((name) => name.length), 8) + 2;
  out.say("".padEnd(width) + columns.map((column) => column.padStart(13)).join(""));
  for (const [name, row] of Object.entries(scores)) {
    const cells = columns.map((column) => (row[column] ?? NaN).toFixed(column === "largestHub" ? 0 : 3).padStart(13));
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
  const pairs = await heardPairs(args);
  const words = await openWords(settings, out);
  const { corpus, sounds } = await learnSounds(args, pairs ? forHearing(args, settings) : settings, out);
  const mappings: Record<string, Measured> = {};
  for (const name of names) {
    const options = {
      ...(asked ? { asked } : {}),
      files: unitFiles(corpus),
      ...jointModel(corpus, out),
      now: () => performance.now(),
    };
    const scores = await evaluateMapping(name, words, sounds, options, out.job(settings.seed));
    mappings[name] = pairs
      ? { ...scores, heard: await heard(name, pairs, words, corpus, sounds, settings, out) }
      : scores;
  }
  const csv = args.text("csv");
  if (csv !== undefined) {
    const columns = columnsOf(mappings);
    const rows = Object.entries(mappings).map(([name, row]) => [name, ...columns.map((column) => row[column] ?? "")]);
    await writeOutput("--csv", csv, csvText([["mapping", ...columns], ...rows]));
  }
  if (!args.on("json")) showTable(mappings, out);
  await out.document({ mappings, ear: EAR_VERSION }, args.on("json"));
}

export const evaluate: Verb = {
  name: "evaluate",
  summary: "how well relations are kept between sounds",
  usage:
    "[--sounds DIR] [--words-file F] [--mapping a,b,…] [options]\n  lexigrain evaluate --space --sounds DIR [--labels F.csv] [options]",
  options: [
    ...SOURCE,
    { name: "words-file", value: "FILE", help: "The words to measure, in place of 600 drawn ones." },
    { name: "csv", value: "FILE", help: "Also write the table as CSV.", writes: true },
    { name: "heard", help: "Also an ear on the rendered words, against people's ratings (units of 500 ms)." },
    { name: "pairs", value: "FILE", help: "With --heard: lines word word rating." },
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
