/** Options behind an encoder's name: "key=value,key=value", read against a table of what there is. */

/** How one option's text becomes its value; throws one sentence (the reader puts the encoder's name before it). */
export type Read<T> = (text: string) => T;

/** A table of options: their names, and how each is read. */
export type OptionTable<T> = { readonly [K in keyof T]-?: Read<NonNullable<T[K]>> };

/** Reads `text`; throws one sentence for an unknown key or a value that is none. */
export function readOptions<T>(encoder: string, text: string, table: OptionTable<T>): Partial<T> {
  const options: Partial<T> = {};
  const keys = Object.keys(table) as (keyof T & string)[];
  for (const option of text.split(",").filter((part) => part.trim() !== "")) {
    const at = option.indexOf("=");
    const name = (at < 0 ? option : option.slice(0, at)).trim();
    const key = keys.find((known) => known === name);
    if (!key) throw new Error(`The encoder ${encoder} has no option "${name}". Known: ${keys.join(", ")}.`);
    try {
      options[key] = table[key](at < 0 ? "" : option.slice(at + 1).trim());
    } catch (error) {
      const what = error instanceof Error ? error.message : String(error);
      throw new Error(`${encoder}: ${option.trim()}: ${what}`, { cause: error });
    }
  }
  return options;
}

/** A number within bounds. */
export const numberFrom =
  (min: number, max: number, whole = false): Read<number> =>
  (text) => {
    const value = text === "" ? NaN : Number(text);
    if (!(value >= min && value <= max) || (whole && !Number.isInteger(value)))
      throw new Error(`a ${whole ? "whole " : ""}number from ${min} to ${max} is needed.`);
    return value;
  };

/** One of the names. */
export const oneOf =
  <T extends string>(names: readonly T[]): Read<T> =>
  (text) => {
    const found = names.find((name) => name === text);
    if (found === undefined) throw new Error(`${names.join(", ")} are known.`);
    return found;
  };

/** The path of a file. */
export const path: Read<string> = (text) => {
  if (text === "") throw new Error("the path of a file is needed.");
  return text;
};

/** Sizes of layers, "300-200-100-50-20". */
export const layerSizes: Read<readonly number[]> = (text) => {
  const sizes = text.split("-").map(Number);
  if (sizes.length > 12 || !sizes.every((size) => Number.isInteger(size) && size >= 1 && size <= 2048))
    throw new Error("one to twelve sizes from 1 to 2048, joined by hyphens, are needed.");
  return sizes;
};
