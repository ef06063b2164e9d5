/** The encoder `file`: vectors that were made elsewhere, one or several a sound or a unit, from .npy or .csv. */
import { matrix, row } from "../../math";
import type { Corpus, Job, Matrix, Unit } from "../../types";
import { readNamed, type EncoderIo } from "../io";
import { aggregate, type Aggregation } from "../output";
import { readNpy } from "./npy";
import { readTable, type TableRow } from "./table";

/** The vectors that belong to unit i, in the order of time; none: the file has nothing for it. */
type Looks = (unit: Unit, i: number) => readonly Float32Array[];

/** One vector a unit, several put together by `how`. Throws one sentence for a file that does not fit the corpus. */
export async function encodeByFile(
  corpus: Corpus,
  path: string,
  how: Aggregation = "mean",
  io: EncoderIo,
  job: Job,
): Promise<Matrix> {
  const bytes = await readNamed(path, io);
  const looks = /\.npy$/i.test(path) ? fromArray(bytes, path, corpus) : fromTable(bytes, path, corpus);
  const found = corpus.units.map((unit, i) => looks(unit, i));
  const missing = found.findIndex((vectors) => vectors.length === 0);
  if (missing >= 0) {
    const { file } = corpus.sounds[corpus.units[missing].sound];
    throw new Error(`${path} cannot be used as vectors: it has none for ${file}.`);
  }
  const widest = Math.max(...found.map(({ length }) => length));
  const out = matrix(found.length, aggregate(found[0], how, widest).length);
  for (const [i, vectors] of found.entries()) {
    row(out, i).set(aggregate(vectors, how, widest));
    job.progress((i + 1) / found.length, path);
    await job.breathe();
  }
  return out;
}

/** Rows × numbers or rows × times × numbers; rows are units, or sounds in the order of their paths. */
function fromArray(bytes: Uint8Array, path: string, corpus: Corpus): Looks {
  const { shape, data } = readNpy(bytes, path);
  const [rows, second, third] = shape;
  const [times, width] = shape.length === 3 ? [second, third] : [1, second];
  const { sounds, units } = corpus;
  if ((shape.length !== 2 && shape.length !== 3) || data.length === 0)
    throw new Error(`${path} cannot be used as vectors: its shape is ${shape.join(" × ")}, not rows × numbers.`);
  if (rows !== units.length && rows !== sounds.length)
    throw new Error(
      `${path} cannot be used as vectors: it has ${rows} rows, and there are ${units.length} units of ${sounds.length} sounds.`,
    );
  const at = (r: number, t: number): Float32Array =>
    data.subarray((r * times + t) * width, (r * times + t + 1) * width);
  if (rows === units.length) return (_, i) => Array.from({ length: times }, (_, t) => at(i, t));
  const order = [...sounds.keys()].sort((a, b) => (sounds[a].file < sounds[b].file ? -1 : 1));
  const place = new Map(order.map((sound, r) => [sound, r]));
  return ({ sound, start, length }) => {
    // The times of a sound are spread evenly over it: those inside the unit, at least one.
    const whole = sounds[sound].samples.length;
    const from = Math.min(times - 1, Math.floor((start / whole) * times));
    const to = Math.max(from + 1, Math.min(times, Math.ceil(((start + length) / whole) * times)));
    return Array.from({ length: to - from }, (_, t) => at(place.get(sound) ?? 0, from + t));
  };
}

function fromTable(bytes: Uint8Array, path: string, corpus: Corpus): Looks {
  const byPath = new Map<string, TableRow[]>();
  for (const line of readTable(new TextDecoder().decode(bytes), path)) {
    const key = line.path.normalize("NFC");
    byPath.set(key, [...(byPath.get(key) ?? []), line]);
  }
  for (const rows of byPath.values()) rows.sort((a, b) => a.start - b.start);
  const rowsOf = corpus.sounds.map(({ file }) => findRows(byPath, file.normalize("NFC")));
  return ({ sound, start, length }) => {
    const rows = rowsOf[sound];
    if (rows.length === 0 || Number.isNaN(rows[0].start)) return rows.map(({ vector }) => vector);
    const [from, to] = [start / corpus.sampleRate, (start + length) / corpus.sampleRate];
    const inside = rows.filter(({ start: at }) => at >= from - 1e-6 && at < to - 1e-6);
    if (inside.length > 0) return inside.map(({ vector }) => vector);
    // Nothing begins inside: the last one that began before it, else the first.
    return [(rows.findLast(({ start: at }) => at < from) ?? rows[0]).vector];
  };
}

/** Paths may be relative to a folder above the sounds or below it: leading folders are dropped on either side. */
function findRows(byPath: ReadonlyMap<string, TableRow[]>, file: string): readonly TableRow[] {
  const parts = file.split("/");
  for (let level = 0; level < parts.length; level++) {
    const short = parts.slice(level).join("/");
    const exact = byPath.get(short);
    if (exact) return exact;
    const above = [...byPath.keys()].filter((key) => key.endsWith(`/${short}`));
    if (above.length === 1) return byPath.get(above[0]) ?? [];
  }
  return [];
}
