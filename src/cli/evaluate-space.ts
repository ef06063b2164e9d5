/** `evaluate --space`: how well sounds of one label lie together in the sound space. */
import { evaluateSpace, folderLabels, linearProbes, readLabels, spaceItems, type SpaceScores } from "../evaluation";
import { pointDistance, searchMetric } from "../lexicon";
import type { Corpus } from "../types";
import type { Console } from "./console";
import { Failure } from "./failure";
import { learnSounds } from "./learn";
import type { Arguments, Option } from "./options";
import { csvText, jsonText, writeOutput } from "./output-file";
import { known, type Settings } from "./settings";
import { readText } from "./words";

export const SPACE_OPTIONS: readonly Option[] = [
  { name: "space", help: "Judge the sound space by labels instead of the mapping." },
  { name: "labels", value: "FILE.csv", help: "With --space: columns path, label, optional family; else folder names." },
  { name: "per-class", help: "With --space: also the scores of each label." },
  { name: "rankings", value: "FILE.json", help: "With --space: also write each item's ten nearest.", writes: true },
];

type Labels = ReturnType<typeof readLabels>;

/**
 * The labels under the names that the corpus has. Paths may be relative to a folder above --sounds or below it: leading
 * folders are dropped, first on one side, then on the other, until names meet.
 */
function fitLabels(labels: Labels, corpus: Corpus): Labels {
  const drop = (path: string, levels: number): string => path.split("/").slice(levels).join("/");
  const depth = Math.max(
    ...[...labels.keys(), ...corpus.sounds.map(({ file }) => file)].map((p) => p.split("/").length),
  );
  const files = new Set(corpus.sounds.map(({ file }) => file.normalize("NFC")));
  for (let levels = 0; levels < depth; levels++) {
    const above = new Map([...labels].map(([path, label]) => [drop(path, levels), label]));
    if ([...files].some((file) => above.has(file))) return above;
    const below = new Map<string, NonNullable<ReturnType<Labels["get"]>>>();
    for (const file of files) {
      const label = labels.get(drop(file, levels));
      if (label) below.set(file, label);
    }
    if (below.size > 0) return below;
  }
  throw new Failure("No sound is labelled: the paths of the labels should be relative to --sounds.");
}

async function labelsOf(args: Arguments, corpus: Corpus): Promise<Labels> {
  const path = args.text("labels");
  if (path === undefined) return folderLabels(corpus.sounds.map(({ file }) => file));
  const text = await readText("--labels", path);
  return fitLabels(
    known(() => readLabels(text)),
    corpus,
  );
}

const RETRIEVAL = ["map15", "mr1", "queries"] as const;

function csvOf({ perClass, macro, ...scores }: SpaceScores): string {
  const row = (name: string, score: { map15: number; mr1: number; queries: number }) => [
    name,
    ...RETRIEVAL.map((column) => score[column]),
  ];
  const rows = Object.entries(perClass).map(([name, score]) => row(name, score));
  const all = [row("(micro)", scores), row("(macro)", { ...macro, queries: scores.queries })];
  return csvText([["label", ...RETRIEVAL], ...all, ...rows]);
}

/** Leaves the scores of each class out unless they are asked for. */
function documentOf(scores: SpaceScores, perClass: boolean): object {
  if (perClass) return scores;
  const { perClass: _classes, family, ...rest } = scores;
  if (!family) return rest;
  const { perClass: _families, ...groups } = family;
  return { ...rest, family: groups };
}

/** Reads, describes, ranks and prints. Throws Failure when fewer than two sounds are labelled. */
export async function evaluateSounds(args: Arguments, settings: Settings, out: Console): Promise<void> {
  const { corpus, sounds } = await learnSounds(args, settings, out);
  const items = spaceItems(corpus, await labelsOf(args, corpus));
  if (items.length < 2) throw new Failure("Fewer than two sounds are labelled: there is nothing to compare.");
  const { scores, rankings } = await evaluateSpace(sounds.vectors, items, out.job(settings.seed), {
    distance: pointDistance(sounds.name),
    local: searchMetric(sounds.name) === "local",
  });
  const csv = args.text("csv");
  if (csv !== undefined) await writeOutput("--csv", csv, csvOf(scores));
  const file = args.text("rankings");
  if (file !== undefined) {
    const seconds = (unit: number) => ({
      start: corpus.units[unit].start / corpus.sampleRate,
      length: corpus.units[unit].length / corpus.sampleRate,
    });
    const lists = rankings.map(({ file: name, unit, nearest }) => ({
      file: name,
      ...seconds(unit),
      nearest: nearest.map((near) => ({ file: near.file, ...seconds(near.unit), distance: near.distance })),
    }));
    await writeOutput("--rankings", file, jsonText(lists));
  }
  const probes = await linearProbes(sounds.vectors, items, out.job(settings.seed));
  const space = { ...documentOf(scores, args.on("per-class")), ...(probes && { probes }) };
  await out.document({ space }, args.on("json"));
}
