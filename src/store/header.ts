/** The head of a project file: its shape, its limits, and the reader that believes nothing. */
import { WIDTH, type Coding } from "./coding";
import type { Json, UnitMode } from "../types";

/** First bytes of a file, then the version, the head's length in bytes (both uint32, little endian), then the head. */
export const MAGIC = "LXGRAIN\n";
export const VERSION = 1;
/** Where the head begins. */
export const HEAD = 16;
/** Blocks begin on multiples of this. */
const ALIGN = 16;

/** A file beyond these is not ours, or not sane: nothing is allocated before it was compared with them. */
const MAX_HEAD = 256 << 20;
const MAX_SOUNDS = 1_000_000;
const MAX_UNITS = 8_000_000;
const MAX_COLUMNS = 65_536;
const MAX_PATH = 4096;

/** One sound as the head describes it. */
export interface SoundHead {
  readonly file: string;
  readonly hash: string;
  readonly frames: number;
  /** Absent: the audio is only referenced. */
  readonly coding?: Coding;
  readonly shift?: number;
}

/** The head of version 1. The blocks that follow are in the order of `blocksOf`. */
export interface Head {
  readonly name: string;
  readonly sampleRate: number;
  readonly unit: UnitMode;
  readonly units: number;
  /** Pairs of all stretches. */
  readonly stretches: number;
  readonly sounds: readonly SoundHead[];
  readonly skipped: readonly { readonly file: string; readonly reason: string }[];
  readonly space?: {
    readonly name: string;
    readonly dimensions: number;
    readonly descriptors: readonly string[];
    readonly ear: number;
  };
  readonly mapping?: { readonly name: string; readonly bytes: number };
  readonly state?: Json;
}

/** What is wrong with a file, in one sentence for its user. */
export class ProjectError extends Error {
  constructor(what: string) {
    super(`This project file cannot be opened: ${what}`);
    this.name = "ProjectError";
  }
}

const damaged = (what: string): ProjectError => new ProjectError(`${what}; it is damaged or not a Lexigrain project.`);

/** Reads and checks the head; throws ProjectError. `after` is where the first block may begin. */
export function readHead(bytes: Uint8Array): { readonly head: Head; readonly after: number } {
  if (bytes.length < HEAD || String.fromCharCode(...bytes.subarray(0, MAGIC.length)) !== MAGIC)
    throw new ProjectError("it does not begin as a Lexigrain project does.");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const version = view.getUint32(8, true);
  if (version !== VERSION)
    throw new ProjectError(
      version > VERSION && version < 1000
        ? `it is of version ${version} and this Lexigrain reads version ${VERSION}: update Lexigrain.`
        : `its version is ${version}, which never existed.`,
    );
  const length = view.getUint32(12, true);
  if (length > MAX_HEAD || HEAD + length > bytes.length) throw damaged("it ends inside its own head");
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(HEAD, HEAD + length)));
  } catch {
    throw damaged("its head cannot be read");
  }
  return { head: checkHead(value), after: HEAD + length };
}

const isObject = (x: unknown): x is Readonly<Record<string, unknown>> =>
  typeof x === "object" && x !== null && !Array.isArray(x);

function text(x: unknown, what: string, most = 65_536): string {
  if (typeof x !== "string" || x.length > most) throw damaged(`${what} is no text of a sane length`);
  return x;
}

function whole(x: unknown, least: number, most: number, what: string): number {
  if (typeof x !== "number" || !Number.isInteger(x) || x < least || x > most)
    throw damaged(`${what} is ${typeof x === "number" ? x : "no number"}, not between ${least} and ${most}`);
  return x;
}

function list(x: unknown, most: number, what: string): readonly unknown[] {
  if (!Array.isArray(x) || x.length > most) throw damaged(`${what} is no list of at most ${most}`);
  return x as readonly unknown[];
}

/** A path that stays inside the folder it is relative to, on every system. */
function path(x: unknown): string {
  const file = text(x, "a file name", MAX_PATH);
  const parts = file.split(/[/\\]/);
  // eslint-disable-next-line no-control-regex -- control characters are exactly what is looked for
  if (file === "" || /^[/\\]|^[A-Za-z]:|[\0-\x1f]/.test(file) || parts.includes(".."))
    throw new ProjectError(`it names a file outside its folder (${JSON.stringify(file.slice(0, 80))}).`);
  return file;
}

function checkHead(x: unknown): Head {
  if (!isObject(x)) throw damaged("its head is no object");
  const { unit } = x;
  if (unit !== "full" && unit !== "onset" && !(typeof unit === "number" && unit >= 1 && unit <= 3_600_000))
    throw damaged("its unit is none that is known");
  return {
    name: text(x["name"], "its name"),
    sampleRate: whole(x["sampleRate"], 1000, 1_536_000, "its sample rate"),
    unit,
    units: whole(x["units"], 0, MAX_UNITS, "its number of units"),
    stretches: whole(x["stretches"], 0, 0x7fffffff, "its number of stretches"),
    sounds: list(x["sounds"], MAX_SOUNDS, "its sounds").map(checkSound),
    skipped: list(x["skipped"], MAX_SOUNDS, "its list of skipped files").map((s) => {
      if (!isObject(s)) throw damaged("a skipped file is no object");
      return { file: text(s["file"], "a file name"), reason: text(s["reason"], "a reason") };
    }),
    ...(x["space"] === undefined ? {} : { space: checkSpace(x["space"]) }),
    ...(x["mapping"] === undefined ? {} : { mapping: checkMapping(x["mapping"]) }),
    ...(x["state"] === undefined ? {} : { state: x["state"] as Json }),
  };
}

function checkSound(x: unknown): SoundHead {
  if (!isObject(x)) throw damaged("a sound is no object");
  const { hash, coding, shift } = x;
  if (typeof hash !== "string" || !/^[0-9a-f]{64}$/.test(hash)) throw damaged("a sound's hash is none");
  const sound = { file: path(x["file"]), hash, frames: whole(x["frames"], 1, 0x7fffffff, "a sound's length") };
  if (coding === undefined) return sound;
  if (coding !== "i16" && coding !== "i24" && coding !== "f32") throw damaged("a sound's coding is none that is known");
  return { ...sound, coding, shift: whole(shift, 0, 48, "a sound's scale") };
}

function checkSpace(x: unknown): NonNullable<Head["space"]> {
  if (!isObject(x)) throw damaged("its sound space is no object");
  return {
    name: text(x["name"], "the encoder's name"),
    dimensions: whole(x["dimensions"], 1, MAX_COLUMNS, "its number of dimensions"),
    descriptors: list(x["descriptors"], MAX_COLUMNS, "its descriptors").map((d) => text(d, "a descriptor's name")),
    ear: whole(x["ear"], 0, MAX_COLUMNS, "its ear"),
  };
}

function checkMapping(x: unknown): NonNullable<Head["mapping"]> {
  if (!isObject(x)) throw damaged("its mapping is no object");
  return { name: text(x["name"], "the mapping's name"), bytes: whole(x["bytes"], 0, 0x7fffffff, "its mapping") };
}

/** One block after the head. */
export interface Block {
  readonly what: string;
  readonly at: number;
  readonly bytes: number;
}

/** Where every block lies, by the head alone: what the writer lays down and the reader takes up. */
export function blocksOf(head: Head, after: number): { readonly blocks: readonly Block[]; readonly end: number } {
  const { units, space } = head;
  const sizes: [string, number][] = [
    ["unit sounds", 4 * units],
    ["unit starts", 4 * units],
    ["unit lengths", 4 * units],
    ["unit gains", 8 * units],
    ["first stretches", 4 * (units + 1)],
    ["stretches", 8 * head.stretches],
  ];
  if (space) {
    sizes.push(["vectors", 4 * units * space.dimensions]);
    sizes.push(["descriptors", 4 * units * space.descriptors.length]);
    sizes.push(["ear", 4 * units * space.ear]);
  }
  if (head.mapping) sizes.push(["mapping", head.mapping.bytes]);
  for (const [i, { coding, frames }] of head.sounds.entries())
    if (coding) sizes.push([`sound ${i}`, WIDTH[coding] * frames]);
  let at = after;
  const blocks = sizes.map(([what, bytes]) => {
    const from = Math.ceil(at / ALIGN) * ALIGN;
    at = from + bytes;
    return { what, at: from, bytes };
  });
  return { blocks, end: at };
}
