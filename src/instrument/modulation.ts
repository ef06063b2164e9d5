/** Modulators: what moves a control by itself, as pure functions of time, beat, level and typing. */
import { CONTROLS, type Control, control, controlAt, controlTravel } from "../controls";
import type { Decibels, Seconds } from "../types";

/** What can move a control. */
export const SOURCES = ["lfo 1", "lfo 2", "loudness", "typing"] as const;
export type Source = (typeof SOURCES)[number];

/** A source on a control. */
export interface Route {
  readonly source: Source;
  /** Control id. */
  readonly control: string;
  /** −1..1: at 1 an LFO moves over the whole of the slider's travel, the others lift by as much. */
  readonly depth: number;
}

/** What may be moved: everything but the modulators' own knobs. */
export const TARGETS: readonly Control[] = CONTROLS.filter(({ group }) => group !== "modulators");

/** Quarter notes in a cycle, by the value of the controls lfo1Sync and lfo2Sync; 0: the rate in Hz. */
export const CYCLES = [0, 16, 8, 4, 2, 1, 0.5, 0.25] as const;

/** A level this far down is 0. */
const FLOOR: Decibels = -60;
/** The follower rises in about this time. */
const RISE: Seconds = 0.01;
/** Letters a second that are 1. */
const FASTEST = 10;

/** −1..1 at `turns` cycles from the beginning. `shape`: sine, triangle, random (smooth, one target a cycle, its own for each seed). */
export function wave(shape: number, turns: number, seed: number): number {
  const phase = turns - Math.floor(turns);
  if (shape === 0) return Math.sin(2 * Math.PI * phase);
  if (shape === 1) return phase < 0.25 ? 4 * phase : phase < 0.75 ? 2 - 4 * phase : 4 * phase - 4;
  const from = chance(Math.floor(turns), seed);
  const to = chance(Math.floor(turns) + 1, seed);
  return from + ((to - from) * (1 - Math.cos(Math.PI * phase))) / 2;
}

/** −1..1, always the same for the same cycle and seed. */
function chance(cycle: number, seed: number): number {
  let x = Math.imul(cycle ^ Math.imul(seed, 0x9e3779b1), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return ((x ^ (x >>> 16)) >>> 0) / 0x7fffffff - 1;
}

/** Counts the cycles of an LFO whose rate is turned while it runs: no jump. */
export class Turns {
  #turns = 0;

  /** `beats`: where the clock is, for a cycle of so many quarter notes (`cycle` > 0); without either the rate counts. */
  advance(elapsed: Seconds, rate: number, cycle: number, beats: number | undefined): number {
    if (cycle > 0 && beats !== undefined) this.#turns = beats / cycle;
    else this.#turns += elapsed * rate;
    return this.#turns;
  }
}

/** Follows a level: up at once, down in its own time. */
export class Follower {
  #value = 0;

  /** `level`: amplitude, 0..1 and above. `fall`: time in which it falls to a third. Gives 0..1 along decibels. */
  advance(elapsed: Seconds, level: number, fall: Seconds): number {
    const wanted = Math.min(1, Math.max(0, 1 - (20 * Math.log10(Math.max(1e-6, level))) / FLOOR));
    const time = wanted > this.#value ? RISE : Math.max(RISE, fall);
    this.#value += (wanted - this.#value) * (1 - Math.exp(-elapsed / time));
    return this.#value;
  }
}

/** Letters a second as 0..1. */
export const typingLevel = (speed: number): number => Math.min(1, Math.max(0, speed / FASTEST));

/** Where each moved control is to be, from where its knob stands. `value`: of each source now. */
export function moved(
  routes: readonly Route[],
  value: (source: Source) => number,
  knob: (id: string) => number,
): ReadonlyMap<string, number> {
  const travels = new Map<string, number>();
  for (const { source, control: id, depth } of routes) {
    const from = travels.get(id) ?? controlTravel(control(id), knob(id));
    const reach = source === "lfo 1" || source === "lfo 2" ? 0.5 : 1;
    travels.set(id, from + depth * reach * value(source));
  }
  return new Map([...travels].map(([id, travel]) => [id, controlAt(control(id), travel)]));
}

/** Between two sets of routes, each depth along its way; what only one has grows from nothing. */
export function morphRoutes(a: readonly Route[], b: readonly Route[], t: number): readonly Route[] {
  const key = ({ source, control: id }: Route): string => `${source} ${id}`;
  const depths = new Map<string, Route>();
  for (const route of a) depths.set(key(route), { ...route, depth: route.depth * (1 - t) });
  for (const route of b) {
    const depth = route.depth * t + (depths.get(key(route))?.depth ?? 0);
    depths.set(key(route), { ...route, depth });
  }
  return [...depths.values()].filter(({ depth }) => depth !== 0);
}
