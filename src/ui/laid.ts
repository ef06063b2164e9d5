/** What the page lays into a project file beside the sounds, and how it is taken out again: believed only as far as it is sane. */
import { CONTROLS } from "../controls";
import { type Route, SOURCES, TARGETS } from "../instrument";
import type { ControlValues, Wish } from "../protocol";
import type { Json } from "../types";
import type { KeptParts } from "./parts";
import { layVoices, voicesAsKept } from "./voice-settings";

/** A page of text has less; a stranger's file may have more. */
const LINES = 5000;
const LETTERS = 20_000;
const PRESETS = 200;
const WISHES = 500;
const ROUTES = 64;

/** What a project takes along of the page. */
type LaidParts = Pick<KeptParts, "performance" | "shaping" | "hand">;

/** Text, knobs, own presets and the hand's wishes as plain data. */
export function lay({ performance, shaping, hand }: LaidParts): Json {
  return {
    lines: linesOf(performance),
    voices: voicesAsKept(performance.voices),
    values: shaping.knobs.values,
    presets: shaping.own.map(({ name, values, routes = [] }) => ({
      name,
      values,
      routes: routes.map((r) => ({ ...r })),
    })),
    routes: shaping.routes.map((route) => ({ ...route })),
    wishes: hand.wishes.map((wish) => ({ ...wish, sound: { ...wish.sound } })),
  };
}

/** The text, line by line. */
export function linesOf({ words }: KeptParts["performance"]): string[] {
  const lines = new Map<number, string[]>();
  for (const { line, shown } of words.all) lines.set(line, [...(lines.get(line) ?? []), shown]);
  return [...lines].sort(([a], [b]) => a - b).map(([, shown]) => shown.join(" "));
}

/** Takes over what is sane; the rest is passed over. Knobs can be turned back by undo. */
export function takeOut(laid: unknown, { performance, shaping, hand }: LaidParts): void {
  if (!isObject(laid)) return;
  const { lines, voices, values, presets, wishes, routes } = laid;
  if (isObject(values)) shaping.assign(valuesOf(values), "project", "project", routesOf(routes));
  if (Array.isArray(presets))
    shaping.own = presets.slice(0, PRESETS).flatMap((preset: unknown) => {
      if (!isObject(preset) || typeof preset["name"] !== "string" || !isObject(preset["values"])) return [];
      const moving = routesOf(preset["routes"]);
      const values = valuesOf(preset["values"]);
      return { name: preset["name"].slice(0, 80), values, ...(moving.length > 0 ? { routes: moving } : {}) };
    });
  if (Array.isArray(wishes)) hand.wishes = wishes.slice(0, WISHES).flatMap(wishOf);
  if (!Array.isArray(lines)) return;
  const text = lines.slice(0, LINES).filter((line: unknown) => typeof line === "string");
  performance.clear();
  performance.restore(text.map((line) => line.slice(0, LETTERS)));
  layVoices(voices, performance.voices);
}

const isObject = (x: unknown): x is Readonly<Record<string, unknown>> =>
  typeof x === "object" && x !== null && !Array.isArray(x);

/** The sane ones of what modulators move. */
function routesOf(x: unknown): Route[] {
  if (!Array.isArray(x)) return [];
  return x.slice(0, ROUTES).flatMap((route: unknown): Route[] => {
    if (!isObject(route)) return [];
    const { depth } = route;
    const source = SOURCES.find((name) => name === route["source"]);
    const target = TARGETS.find(({ id }) => id === route["control"]);
    const sane = typeof depth === "number" && depth >= -1 && depth <= 1;
    return source && target && sane ? [{ source, control: target.id, depth }] : [];
  });
}

/** A sane wish, or none. */
function wishOf(x: unknown): Wish[] {
  if (!isObject(x) || !isObject(x["sound"])) return [];
  const { kind, word, amount } = x;
  const { file, at } = x["sound"];
  if (typeof file !== "string" || typeof at !== "number" || !(at >= 0)) return [];
  const sound = { file, at };
  if (kind === "forbid") return [{ kind, sound }];
  if (typeof word !== "string" || word.length > LETTERS) return [];
  if (kind === "pin") return [{ kind, word, sound }];
  const sane = kind === "like" && typeof amount === "number" && amount >= 0 && amount <= 1;
  return sane ? [{ kind, word, sound, amount }] : [];
}

function valuesOf(x: Readonly<Record<string, unknown>>): ControlValues {
  const values: Record<string, number> = {};
  for (const { id } of CONTROLS) {
    const value = x[id];
    if (typeof value === "number" && Number.isFinite(value)) values[id] = value;
  }
  return values;
}
