/** What one word's cloud has of its own over the knobs: its typed form, its voice, its scale. Pure. */
import { clampControl, control } from "../controls";
import { snapped, touched } from "../input";
import type { ControlValues } from "../protocol";
import type { Decibels } from "../types";
import type { Voices } from "./voices";
import type { Word } from "./words";

/** `softer`: added to the level; `own`: over everything else. Only what differs from the knobs, within range. */
export function cloudSettings(
  word: Word,
  knobs: { get(id: string): number },
  voices: Voices,
  softer: Decibels,
  own: ControlValues,
): ControlValues {
  const typed = word.whisper ? {} : touched(word.shown, word.touch ?? {}, (id) => knobs.get(id));
  const quieter = softer + (word.whisper ? knobs.get("murmur") : 0);
  const knob = (id: string): number => (typed[id] ?? knobs.get(id)) + (id === "gain" ? quieter : 0);
  const set: Record<string, number> = {
    ...typed,
    ...(quieter === 0 ? {} : { gain: knob("gain") }),
    ...voices.overrides(word.line, knob),
    ...own,
  };
  const scale = knobs.get("scale");
  if (scale > 0) set["pitch"] = snapped(set["pitch"] ?? knobs.get("pitch"), scale);
  return Object.fromEntries(Object.entries(set).map(([id, value]) => [id, clampControl(control(id), value)]));
}
