/** Control values as people read and write them. */
import { clampControl, type Control } from "../controls";

/** "40 ms", "natural", "+3 st", "hann". */
export function formatControl(control: Control, value: number): string {
  if (control.curve === "choice") return control.choices?.[Math.round(value)] ?? String(value);
  if (control.id === "wordDuration" && value < 0.05) return "natural";
  const size = Math.abs(value);
  const digits = size >= 100 || Number.isInteger(value) ? 0 : size >= 10 ? 1 : 2;
  // A minus sign of its own width, so that numbers do not jump while they are turned.
  const number = value.toFixed(digits).replace("-", "−");
  return control.unit === "" ? number : `${number} ${control.unit}`;
}

/** A typed value, unit and all; undefined when it is no number and no choice of the control. */
export function parseControl(control: Control, text: string): number | undefined {
  const clean = text.trim().toLowerCase().replace("−", "-").replace(",", ".");
  const named = control.choices?.findIndex((choice) => choice.toLowerCase() === clean) ?? -1;
  if (named >= 0) return named;
  if (control.id === "wordDuration" && clean === "natural") return 0;
  const found = /^([-+]?\d*\.?\d+)\s*(k?)(ms|s)?/.exec(clean);
  if (!found) return undefined;
  let value = Number(found[1]) * (found[2] === "k" ? 1000 : 1);
  if (control.unit === "s" && found[3] === "ms") value /= 1000;
  if (control.unit === "ms" && found[3] === "s") value *= 1000;
  return Number.isFinite(value) ? clampControl(control, value) : undefined;
}
