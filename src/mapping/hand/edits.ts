/** What the performer's hand asks of a map. */

/** Word vectors are those of the word space; units are indices of the corpus. */
export type Edit =
  /** This word sounds as this unit; words near in meaning move along. */
  | { readonly kind: "pin"; readonly word: string; readonly vector: Float32Array; readonly unit: number }
  /** This unit is never heard. */
  | { readonly kind: "forbid"; readonly unit: number }
  /** This word (and what is near) moves by the share `amount` (0..1) of the way to this unit. */
  | {
      readonly kind: "like";
      readonly word: string;
      readonly vector: Float32Array;
      readonly unit: number;
      readonly amount: number;
    }
  /** Every word sounds as several units: 0 = as the map has it, 1 = eight, the first with half the weight. */
  | { readonly kind: "spread"; readonly amount: number };

/** Throws one sentence when an edit does not fit a corpus of so many units. */
export function checkEdit(edit: Edit, units: number, forbidden: ReadonlySet<number>): void {
  if ("unit" in edit && !(Number.isInteger(edit.unit) && edit.unit >= 0 && edit.unit < units))
    throw new Error(`There is no unit ${edit.unit}: the corpus has ${units}, counted from 0.`);
  if ("amount" in edit && !(edit.amount >= 0 && edit.amount <= 1))
    throw new Error(`The amount of "${edit.kind}" is a number from 0 to 1, not ${edit.amount}.`);
  if (edit.kind === "forbid" && new Set(forbidden).add(edit.unit).size >= units)
    throw new Error("The last sound cannot be forbidden: something must be heard. Allow another one first.");
  if (edit.kind === "pin" && forbidden.has(edit.unit))
    throw new Error(`"${edit.word}" cannot be pinned to a forbidden sound: undo the prohibition first.`);
}
