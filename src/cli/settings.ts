/** The options that every verb takes, and what they come to. */
import { clampControl, control, type Control } from "../controls";
import { METHODS, parseEncoderName } from "../lexicon";
import type { ControlValues } from "../protocol";
import type { UnitMode } from "../types";
import { UsageError } from "./failure";
import type { Arguments, Option } from "./options";

/** The default is the best there is. */
const DEFAULT_MAPPING = METHODS.includes("relational") ? "relational" : "identity";

export const COMMON: readonly Option[] = [
  { name: "json", help: "One JSON document on stdout; everything else on stderr." },
  { name: "seed", value: "N", fallback: "1", help: "Same seed, same result." },
  {
    name: "unit",
    value: "full|onset|MS",
    fallback: "onset",
    help: "Whole sounds, cut at onsets, or every MS milliseconds.",
  },
  { name: "mapping", value: "NAME[:key=value,…]", fallback: DEFAULT_MAPPING, help: "How words find their sounds." },
  { name: "sound-encoder", value: "NAME[+NAME]", fallback: "descriptors", help: "How sounds become points." },
  {
    name: "text-encoder",
    value: "NAME|PATH",
    fallback: "builtin",
    help: "How words become points: builtin, a vector file, a model's folder (:context=1: a word as its line says) …",
  },
  { name: "text-corpus", value: "FILE", help: "A text whose own use of words shifts the word space." },
  { name: "set", value: "control=value", many: true, help: "Any row of docs/controls.md, as often as needed." },
];

/** What the common options come to. */
export interface Settings {
  readonly seed: number;
  readonly unit: UnitMode;
  readonly mapping: string;
  readonly soundEncoder: string;
  readonly textEncoder: string;
  readonly textCorpus: string | undefined;
  readonly set: ControlValues;
}

/** A unit of under 10 ms would be dropped; one of over a minute is a whole sound. */
const UNIT_RANGE = [10, 60_000] as const;

function unitMode(text: string): UnitMode {
  if (text === "full" || text === "onset") return text;
  const ms = text.trim() === "" ? NaN : Number(text);
  if (!(ms >= UNIT_RANGE[0] && ms <= UNIT_RANGE[1])) {
    throw new UsageError(`--unit ${text}: full, onset or a number of milliseconds from 10 to 60000 is needed.`);
  }
  return ms;
}

function controlValue(row: Control, text: string): number {
  const index = row.choices?.indexOf(text) ?? -1;
  const value = index >= 0 ? index : text.trim() === "" ? NaN : Number(text);
  if (value !== clampControl(row, value)) {
    const known = row.choices?.join(", ") ?? `a number from ${row.min} to ${row.max} ${row.unit}`.trimEnd();
    throw new UsageError(`--set ${row.id}=${text}: ${known} is needed.`);
  }
  return value;
}

function controlValues(pairs: readonly string[]): ControlValues {
  const values: Record<string, number> = {};
  for (const pair of pairs) {
    const at = pair.indexOf("=");
    if (at < 1) throw new UsageError(`--set ${pair}: control=value is needed.`);
    const row = known(() => control(pair.slice(0, at).trim()));
    values[row.id] = controlValue(row, pair.slice(at + 1).trim());
  }
  return values;
}

/** Runs a look-up by name; its error, which lists the known names, is the user's to mend. */
export function known<T>(find: () => T): T {
  try {
    return find();
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** Reads the common options; throws UsageError. */
export function readSettings(args: Arguments): Settings {
  const soundEncoder = args.needed("sound-encoder");
  known(() => parseEncoderName(soundEncoder));
  return {
    seed: args.number("seed", 0, 0xffffffff, true) ?? 1,
    unit: unitMode(args.needed("unit")),
    mapping: args.needed("mapping"),
    soundEncoder,
    textEncoder: args.needed("text-encoder"),
    textCorpus: args.text("text-corpus"),
    set: controlValues(args.list("set")),
  };
}
