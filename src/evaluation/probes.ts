/**
 * Linear probes: how much of the labels a straight cut through the space can tell. Multinomial logistic regression and
 * linear support vectors (one against the rest, squared hinge), cross-validated over files in five folds; columns are
 * standardised by the training folds. Fitted by accelerated gradient steps (Beck and Teboulle 2009) of a fixed number.
 */
import { columnMoments, openArena, Random, standardise, takeRows, type Arena } from "../math";
import type { Job, Matrix } from "../types";
import type { SpaceItem } from "./items";

const FOLDS = 5;
const STEPS = 120;
/** Weight of ½|W|². */
const HOLD = 0.01;

/** Shares of items whose label was told right; `balanced`: the mean over labels. Chance: the largest label's share. */
interface ProbeScores {
  readonly logistic: { readonly accuracy: number; readonly balanced: number };
  readonly svm: { readonly accuracy: number; readonly balanced: number };
  readonly labels: number;
  readonly items: number;
  readonly chance: number;
}

/** By each item's first label, of labels with at least five files; undefined when there are fewer than two. */
export async function linearProbes(
  vectors: Matrix,
  items: readonly SpaceItem[],
  job: Job,
): Promise<ProbeScores | undefined> {
  const files = new Map<string, Set<string>>();
  for (const { labels, file } of items) files.set(labels[0], (files.get(labels[0]) ?? new Set()).add(file));
  const names = [...files].filter(([, each]) => each.size >= FOLDS).map(([name]) => name);
  if (names.length < 2) return undefined;
  const used = items.filter(({ labels }) => names.includes(labels[0]));
  const x = takeRows(
    vectors,
    used.map(({ unit }) => unit),
  );
  const y = used.map(({ labels }) => names.indexOf(labels[0]));
  const folds = foldsOf(used, files, job.seed);
  const told = { logistic: new Int32Array(y.length), svm: new Int32Array(y.length) };
  for (let fold = 0; fold < FOLDS; fold++) {
    const train = [...y.keys()].filter((i) => folds[i] !== fold);
    const test = [...y.keys()].filter((i) => folds[i] === fold);
    const moments = columnMoments(takeRows(x, train));
    const known = standardise(takeRows(x, train), moments);
    const asked = standardise(takeRows(x, test), moments);
    const labels = train.map((i) => y[i]);
    for (const kind of ["logistic", "svm"] as const) {
      const answers = await probe(known, labels, asked, names.length, kind, job);
      test.forEach((i, k) => (told[kind][i] = answers[k]));
    }
    job.progress((fold + 1) / FOLDS, "linear probes");
  }
  const counts = names.map((_, label) => y.filter((other) => other === label).length);
  return {
    logistic: judge(told.logistic, y, counts),
    svm: judge(told.svm, y, counts),
    labels: names.length,
    items: y.length,
    chance: Math.max(...counts) / y.length,
  };
}

/** The fold of every item: files of a label are dealt out in turn, all units of a file into the same. */
function foldsOf(items: readonly SpaceItem[], files: ReadonlyMap<string, Set<string>>, seed: number): number[] {
  const random = new Random(seed);
  const dealt = new Map<string, number>();
  let next = 0;
  for (const each of files.values())
    for (const file of random.shuffle([...each])) if (!dealt.has(file)) dealt.set(file, next++ % FOLDS);
  return items.map(({ file }) => dealt.get(file) ?? 0);
}

function judge(told: Int32Array, y: readonly number[], counts: readonly number[]) {
  const right = counts.map(() => 0);
  y.forEach((label, i) => (right[label] += told[i] === label ? 1 : 0));
  const present = counts.flatMap((count, label) => (count > 0 ? [right[label] / count] : []));
  return {
    accuracy: right.reduce((sum, count) => sum + count, 0) / y.length,
    balanced: present.reduce((sum, share) => sum + share, 0) / present.length,
  };
}

/** Fits on `known` and answers a label for every row of `asked`. */
async function probe(
  known: Matrix,
  labels: readonly number[],
  asked: Matrix,
  classes: number,
  kind: "logistic" | "svm",
  job: Job,
): Promise<Int32Array> {
  const arena = openArena();
  const [x, n, width] = withOnes(arena, known);
  const size = width * classes;
  const [w, z, g] = [arena.take(size), arena.take(size), arena.take(size)];
  const scores = arena.take(n * classes);
  const steep = kind === "logistic" ? 0.5 : 2;
  const rate = 1 / (steep * largestEigenvalue(arena, x, n, width) + HOLD);
  let pace = 1;
  for (let step = 0; step < STEPS; step++) {
    arena.multiply(x, width, 1, z, scores, n, width, classes, false);
    slopes(arena.numbers, scores, labels, classes, kind);
    arena.multiply(x, 1, width, scores, g, width, n, classes, false);
    const faster = (1 + Math.sqrt(1 + 4 * pace * pace)) / 2;
    const carry = (pace - 1) / faster;
    pace = faster;
    const { numbers } = arena;
    for (let i = 0; i < size; i++) {
      const moved = numbers[z + i] - rate * (numbers[g + i] + HOLD * numbers[z + i]);
      numbers[z + i] = moved + carry * (moved - numbers[w + i]);
      numbers[w + i] = moved;
    }
    await job.breathe();
  }
  const [rows, count] = withOnes(arena, asked);
  const answers = arena.take(count * classes);
  arena.multiply(rows, width, 1, w, answers, count, width, classes, false);
  const { numbers } = arena;
  return Int32Array.from({ length: count }, (_, r) => {
    let best = 0;
    for (let c = 1; c < classes; c++)
      if (numbers[answers + r * classes + c] > numbers[answers + r * classes + best]) best = c;
    return best;
  });
}

/** The rows with a 1 behind each, in the arena. */
function withOnes(arena: Arena, m: Matrix): [at: number, rows: number, width: number] {
  const width = m.columns + 1;
  const at = arena.take(m.rows * width);
  for (let r = 0; r < m.rows; r++) {
    arena.numbers.set(m.data.subarray(r * m.columns, (r + 1) * m.columns), at + r * width);
    arena.numbers[at + r * width + m.columns] = 1;
  }
  return [at, m.rows, width];
}

/** Scores become the slopes of the mean loss in them. */
function slopes(
  numbers: Float32Array | Float64Array,
  scores: number,
  labels: readonly number[],
  classes: number,
  kind: "logistic" | "svm",
): void {
  const n = labels.length;
  for (let r = 0; r < n; r++) {
    const at = scores + r * classes;
    if (kind === "svm") {
      for (let c = 0; c < classes; c++) {
        const side = labels[r] === c ? 1 : -1;
        numbers[at + c] = (-2 * side * Math.max(0, 1 - side * numbers[at + c])) / n;
      }
      continue;
    }
    let top = -Infinity;
    for (let c = 0; c < classes; c++) top = Math.max(top, numbers[at + c]);
    let total = 0;
    for (let c = 0; c < classes; c++) total += numbers[at + c] = Math.exp(numbers[at + c] - top);
    for (let c = 0; c < classes; c++) numbers[at + c] = (numbers[at + c] / total - (labels[r] === c ? 1 : 0)) / n;
  }
}

/** Of xᵀx / n, by power steps from the ones vector, a little above it. */
function largestEigenvalue(arena: Arena, x: number, n: number, width: number): number {
  const [v, u] = [arena.take(width), arena.take(n)];
  arena.numbers.fill(1 / Math.sqrt(width), v, v + width);
  let value = 1;
  for (let step = 0; step < 30; step++) {
    arena.multiply(x, width, 1, v, u, n, width, 1, false);
    arena.multiply(x, 1, width, u, v, width, n, 1, false);
    const { numbers } = arena;
    let sum = 0;
    for (let i = v; i < v + width; i++) sum += numbers[i] * numbers[i];
    value = Math.sqrt(sum);
    for (let i = v; i < v + width; i++) numbers[i] /= value || 1;
  }
  return (1.05 * value) / n;
}
