/** What a remote asks: OSC addresses named after the controls, as deeds. Pure. */
import { type Control, CONTROLS, controlAt } from "../controls";

export type RemoteDeed =
  | { readonly type: "control"; readonly id: string; readonly value: number }
  | { readonly type: "word"; readonly word: string }
  | { readonly type: "note"; readonly note: number; readonly velocity: number }
  | { readonly type: "preset"; readonly name: string | number }
  | { readonly type: "stop" | "panic" | "undo" | "redo" }
  | { readonly type: "midi"; readonly data: readonly number[]; readonly device: string };

const ROOT = "/lexigrain/";
/** No word is longer; a stranger's message may be. */
const LONGEST = 2000;

/**
 * A line of the bridge: `{"address", "args"}` or `{"midi", "device"}`. undefined: it means nothing here.
 * `/lexigrain/gain 0.5` is a place on the slider, 0..1; `/lexigrain/gain/value -6` is in the control's own unit; a choice
 * may be named.
 */
export function remoteDeed(line: string): RemoteDeed | undefined {
  const said = parsed(line);
  const { address, args = [], midi, device } = said;
  if (Array.isArray(midi)) {
    const data = midi.map(Number);
    const sane = data.length > 0 && data.length <= 3 && data.every((x) => Number.isInteger(x) && x >= 0 && x < 256);
    return sane ? { type: "midi", data, device: typeof device === "string" ? device : "bridge" } : undefined;
  }
  if (typeof address !== "string" || !address.startsWith(ROOT) || !Array.isArray(args)) return undefined;
  const [name, part] = address.slice(ROOT.length).split("/");
  const first: unknown = args[0];
  const row = CONTROLS.find(({ id }) => id === name);
  if (row) return turned(row, part, first);
  return deed(name, first, args[1]);
}

function deed(name: string, first: unknown, second: unknown): RemoteDeed | undefined {
  switch (name) {
    case "word":
      return typeof first === "string" && first.trim() !== ""
        ? { type: "word", word: first.slice(0, LONGEST) }
        : undefined;
    case "note": {
      const [note, velocity] = [Number(first), second === undefined ? 1 : Number(second)];
      const sane = Number.isInteger(note) && note >= 0 && note < 128 && velocity >= 0 && velocity <= 1;
      return sane ? { type: "note", note, velocity } : undefined;
    }
    case "preset":
      return typeof first === "string" || typeof first === "number" ? { type: "preset", name: first } : undefined;
    case "stop":
    case "panic":
    case "undo":
    case "redo":
      // A button sends 1 when it is pressed and 0 when it is let go.
      return first === 0 || first === false ? undefined : { type: name };
    default:
      return undefined;
  }
}

function turned(row: Control, part: string | undefined, given: unknown): RemoteDeed | undefined {
  if (typeof given === "string") {
    const choice = row.choices?.indexOf(given) ?? -1;
    return choice < 0 ? undefined : { type: "control", id: row.id, value: choice };
  }
  const number = typeof given === "boolean" ? Number(given) : given;
  if (typeof number !== "number" || !Number.isFinite(number)) return undefined;
  return { type: "control", id: row.id, value: part === "value" ? number : controlAt(row, number) };
}

function parsed(line: string): Readonly<Record<string, unknown>> {
  try {
    const said: unknown = JSON.parse(line);
    return typeof said === "object" && said !== null ? (said as Readonly<Record<string, unknown>>) : {};
  } catch {
    return {};
  }
}
