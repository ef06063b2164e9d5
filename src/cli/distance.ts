/** `distance`: how far apart sounds are in the sound space in use. */
import { pointDistance } from "../lexicon";
import { Failure, UsageError } from "./failure";
import { checkLearning, learnSounds } from "./learn";
import { COMMON, readSettings } from "./settings";
import { SOURCE } from "./source";
import type { Verb } from "./verb";
import type { Corpus, Matrix } from "../types";

/** One point a file: the mean over its units. Files without a unit have none. */
function filePoints(corpus: Corpus, vectors: Matrix): { readonly files: string[]; readonly points: Float64Array[] } {
  const sums = corpus.sounds.map(() => new Float64Array(vectors.columns));
  const counts = corpus.sounds.map(() => 0);
  corpus.units.forEach(({ sound }, unit) => {
    counts[sound]++;
    for (let c = 0; c < vectors.columns; c++) sums[sound][c] += vectors.data[unit * vectors.columns + c];
  });
  const used = corpus.sounds.map((_, sound) => sound).filter((sound) => counts[sound] > 0);
  return {
    files: used.map((sound) => corpus.sounds[sound].file),
    points: used.map((sound) => sums[sound].map((sum) => sum / counts[sound])),
  };
}

function pointOf(file: string, files: readonly string[], points: readonly Float64Array[]): Float64Array {
  const wanted = file.replaceAll("\\", "/").replace(/^\.\//, "");
  const at = files.indexOf(wanted);
  if (at < 0)
    throw new Failure(
      `${file} is not among the ${files.length} sounds that can be used; names are relative to --sounds.`,
    );
  return points[at];
}

export const distance: Verb = {
  name: "distance",
  summary: "how far apart sounds are in the sound space",
  usage: "--sounds DIR [A B] [options]",
  options: [...SOURCE, ...COMMON],
  check: checkLearning,
  async run(args, out) {
    const settings = readSettings(args);
    const [a, b, ...more] = args.positionals;
    if (more.length > 0 || (a !== undefined && b === undefined))
      throw new UsageError("Two files are needed, or none for all.");
    const { corpus, sounds } = await learnSounds(args, settings, out);
    const { files, points } = filePoints(corpus, sounds.vectors);
    const metric = pointDistance(sounds.name);
    const apart = (from: Float64Array, to: Float64Array): number => metric(from, 0, to, 0, from.length);
    const document =
      a === undefined
        ? { files, distances: points.map((from) => points.map((to) => apart(from, to))) }
        : apart(pointOf(a, files, points), pointOf(b, files, points));
    await out.document(document, args.on("json"));
  },
};
