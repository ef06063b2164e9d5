/** What a knob is: its name, unit, range and default; and how a value lies on its travel. */

/** Where a value is used: `engine` rows are AudioParams and may be overridden per cloud. */
type ControlTarget = "engine" | "word" | "typing" | "mapping" | "effect" | "modulator";

export interface Control {
  readonly id: string;
  readonly label: string;
  readonly group: string;
  readonly target: ControlTarget;
  /** "ms", "s", "st" (semitones), "ct" (cents), "dB", "Hz", "%", "×" or "" for a plain number or a choice. */
  readonly unit: string;
  readonly min: number;
  readonly max: number;
  readonly default: number;
  /** How a slider's travel maps to the value. */
  readonly curve: "linear" | "log" | "choice";
  /** For curve "choice": the value is an index into these names. */
  readonly choices?: readonly string[];
  readonly help: string;
}

export const row = (
  id: string,
  label: string,
  group: string,
  target: ControlTarget,
  unit: string,
  [min, max, fallback]: readonly [number, number, number],
  curve: "linear" | "log",
  help: string,
): Control => ({ id, label, group, target, unit, min, max, default: fallback, curve, help });

export const choice = (
  id: string,
  label: string,
  group: string,
  target: ControlTarget,
  choices: readonly string[],
  fallback: number,
  help: string,
): Control => ({
  id,
  label,
  group,
  target,
  unit: "",
  min: 0,
  max: choices.length - 1,
  default: fallback,
  curve: "choice",
  choices,
  help,
});

/** The value brought into the control's range; not a number gives the default. Choices are rounded. */
export function clampControl(c: Control, value: number): number {
  if (!Number.isFinite(value)) return c.default;
  const inside = Math.min(c.max, Math.max(c.min, value));
  return c.curve === "choice" ? Math.round(inside) : inside;
}

/** The value at a slider's travel t (0..1). */
export function controlAt(c: Control, t: number): number {
  const x = Math.min(1, Math.max(0, t));
  if (c.curve === "log" && c.min > 0) return clampControl(c, c.min * Math.pow(c.max / c.min, x));
  return clampControl(c, c.min + (c.max - c.min) * x);
}

/** The slider's travel 0..1 at which the control has that value. */
export function controlTravel(c: Control, value: number): number {
  const v = clampControl(c, value);
  if (c.curve === "log" && c.min > 0) return Math.log(v / c.min) / Math.log(c.max / c.min);
  return (v - c.min) / (c.max - c.min);
}
