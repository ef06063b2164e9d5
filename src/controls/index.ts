/**
 * The one table of knobs. From it come the AudioParams, the sliders, the MIDI and remote targets, the presets,
 * the command line's `--set`, and docs/controls. The order of the engine rows is the order of the engine's parameters.
 */
import { CLOUD } from "./cloud";
import type { Control } from "./control";
import { EFFECTS } from "./effects";
import { MAP } from "./map";
import { MODULATORS } from "./modulators";
import { TYPING } from "./typing";

export { clampControl, controlAt, controlTravel, type Control } from "./control";

export const CONTROLS: readonly Control[] = [...CLOUD, ...EFFECTS, ...TYPING, ...MAP, ...MODULATORS];

const BY_ID: ReadonlyMap<string, Control> = new Map(CONTROLS.map((c) => [c.id, c]));

/** The control of that name; throws with the known names when there is none. */
export function control(id: string): Control {
  const found = BY_ID.get(id);
  if (!found) throw new Error(`There is no control "${id}". Known: ${CONTROLS.map((c) => c.id).join(", ")}.`);
  return found;
}

/** Rows that the engine knows, in the order of its parameters. */
export const ENGINE_CONTROLS: readonly Control[] = CONTROLS.filter((c) => c.target === "engine");
