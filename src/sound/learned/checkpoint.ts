/** A trained encoder as one file: what it is, how it was trained, and where its training stands. It may come from a stranger. */
import type { Json } from "../../types";
import type { TrainingState } from "./training";

/** "LXENCODE" */
const MAGIC = [0x4c, 0x58, 0x45, 0x4e, 0x43, 0x4f, 0x44, 0x45];
const VERSION = 1;
/** Bytes of magic, version and length of the head. */
const BEFORE = 16;
const LONGEST_HEAD = 1 << 20;

/** Named runs of numbers and what describes them. */
export interface Checkpoint {
  /** Name of the encoder. */
  readonly encoder: string;
  /** Its options and sizes: plain data, to be checked by the encoder. */
  readonly about: Json;
  readonly state: TrainingState;
  /** What else it needs: scaling of the input, backgrounds. */
  readonly extra: Readonly<Record<string, Float32Array>>;
}

export function writeCheckpoint({ encoder, about, state, extra }: Checkpoint): Uint8Array {
  const { now, best, bestLoss, waited, losses } = state;
  const runs: Record<string, Float32Array> = {
    parameters: now.parameters,
    moments: now.moments,
    best,
    losses: Float32Array.from(losses.flat()),
    ...extra,
  };
  const sizes = Object.entries(runs).map(([name, { length }]) => [name, length]);
  const json = JSON.stringify({ encoder, about, steps: now.steps, bestLoss, waited, runs: sizes });
  // Padded with spaces, so that the numbers begin at a multiple of 4.
  const text = new TextEncoder().encode(json);
  const head = new Uint8Array(Math.ceil(text.length / 4) * 4).fill(0x20);
  head.set(text);
  const total = Object.values(runs).reduce((sum, { length }) => sum + length, 0);
  const bytes = new Uint8Array(BEFORE + head.length + 4 * total);
  bytes.set(MAGIC);
  const view = new DataView(bytes.buffer);
  view.setUint32(8, VERSION, true);
  view.setUint32(12, head.length, true);
  bytes.set(head, BEFORE);
  let at = BEFORE + head.length;
  for (const run of Object.values(runs)) for (const x of run) view.setFloat32((at += 4) - 4, x, true);
  return bytes;
}

/** Throws one sentence when it is no checkpoint, or not all of one. */
export function readCheckpoint(bytes: Uint8Array, file: string): Checkpoint {
  const fail = (what: string): never => {
    throw new Error(`${file} cannot be used as a trained encoder: ${what}.`);
  };
  if (bytes.length < BEFORE || MAGIC.some((byte, i) => bytes[i] !== byte))
    return fail("it is not one that was saved here");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(8, true) !== VERSION) return fail("it was written by another version");
  const length = view.getUint32(12, true);
  if (length > LONGEST_HEAD || length % 4 !== 0 || BEFORE + length > bytes.length) return fail("its head is damaged");
  const head = headOf(bytes.subarray(BEFORE, BEFORE + length)) ?? fail("its head is damaged");
  const total = head.runs.reduce((sum, [, count]) => sum + count, 0);
  if (BEFORE + length + 4 * total !== bytes.length) return fail("it is cut off or has too much");
  let at = BEFORE + length;
  const runs = Object.fromEntries(
    head.runs.map(([name, count]) => {
      const run = Float32Array.from({ length: count }, (_, i) => view.getFloat32(at + 4 * i, true));
      at += 4 * count;
      return [name, run];
    }),
  );
  const { parameters, moments, best, losses, ...extra } = runs;
  if (!parameters || !moments || !best || !losses || losses.length % 2 !== 0) return fail("its head is damaged");
  if (![parameters, moments, best, ...Object.values(extra)].every((run) => run.every(Number.isFinite)))
    return fail("it holds numbers that are not finite");
  const pairs = Array.from({ length: losses.length / 2 }, (_, i) => [losses[2 * i], losses[2 * i + 1]] as const);
  const now = { parameters, moments, steps: head.steps };
  return {
    encoder: head.encoder,
    about: head.about,
    state: { now, best, bestLoss: head.bestLoss, waited: head.waited, losses: pairs },
    extra,
  };
}

interface Head {
  readonly encoder: string;
  readonly about: Json;
  readonly steps: number;
  readonly bestLoss: number;
  readonly waited: number;
  readonly runs: readonly (readonly [string, number])[];
}

/** Runs of a file are few and named once. */
function headOf(bytes: Uint8Array): Head | undefined {
  let json: Partial<Record<keyof Head, unknown>>;
  try {
    json = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)) as typeof json;
  } catch {
    return undefined;
  }
  const { encoder, about, steps, bestLoss, waited, runs } = json ?? {};
  const count = (x: unknown): x is number => Number.isSafeInteger(x) && Number(x) >= 0 && Number(x) < 2 ** 31;
  if (typeof encoder !== "string" || !count(steps) || !count(waited) || !Array.isArray(runs) || runs.length > 16)
    return undefined;
  const named: (readonly [string, number])[] = [];
  for (const run of runs as readonly unknown[]) {
    if (!Array.isArray(run) || run.length !== 2) return undefined;
    const [name, size] = run as readonly unknown[];
    if (typeof name !== "string" || !count(size)) return undefined;
    named.push([name, size]);
  }
  const least = typeof bestLoss === "number" ? bestLoss : Infinity;
  return { encoder, about: about as Json, steps, bestLoss: least, waited, runs: named };
}
