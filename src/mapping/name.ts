/** Mapping names as people type them: `identity`, `identity:dimensions=5,fit=text`. */

/** What was typed is no mapping, or asks for something the method does not have. */
export class MappingNameError extends Error {
  override readonly name = "MappingNameError";
}

/** A method and its options as given. */
export interface MappingName {
  readonly method: string;
  readonly options: ReadonlyMap<string, string>;
}

/** Splits NAME[:key=value,…]; throws one sentence when a part is no key=value. Does not know which names exist. */
export function parseMappingName(text: string): MappingName {
  const colon = text.indexOf(":");
  const method = (colon < 0 ? text : text.slice(0, colon)).trim();
  const options = new Map<string, string>();
  for (const part of colon < 0 ? [] : text.slice(colon + 1).split(",")) {
    const equals = part.indexOf("=");
    if (equals < 1) throw new MappingNameError(`In the mapping "${text}", "${part}" should read key=value.`);
    options.set(part.slice(0, equals).trim(), part.slice(equals + 1).trim());
  }
  return { method, options };
}

/** Reads a method's options by kind, so that each unknown key or value is refused in one sentence. */
export class OptionReader {
  readonly #name: MappingName;
  readonly #known = new Set<string>();

  constructor(name: MappingName) {
    this.#name = name;
  }

  /** A number within [least, most]. */
  number(key: string, otherwise: number, least: number, most: number): number {
    this.#known.add(key);
    const text = this.#name.options.get(key);
    if (text === undefined) return otherwise;
    const value = Number(text);
    if (text === "" || !(value >= least && value <= most))
      throw new MappingNameError(`${this.#name.method}: ${key} is a number from ${least} to ${most}, not "${text}".`);
    return value;
  }

  /** A whole number within [least, most]. */
  whole(key: string, otherwise: number, least: number, most: number): number {
    const value = this.number(key, otherwise, least, most);
    if (!Number.isInteger(value))
      throw new MappingNameError(`${this.#name.method}: ${key} is a whole number, not ${value}.`);
    return value;
  }

  /** One of the given words. */
  choice<T extends string>(key: string, otherwise: T, among: readonly T[]): T {
    this.#known.add(key);
    const text = this.#name.options.get(key);
    if (text === undefined) return otherwise;
    const found = among.find((a) => a === text);
    if (found === undefined)
      throw new MappingNameError(`${this.#name.method}: ${key} is one of ${among.join(", ")}, not "${text}".`);
    return found;
  }

  /** Free text. */
  text(key: string, otherwise: string): string {
    this.#known.add(key);
    return this.#name.options.get(key) ?? otherwise;
  }

  /** Call last: refuses options that no reader asked for. */
  end(): void {
    for (const key of this.#name.options.keys())
      if (!this.#known.has(key)) {
        const known = [...this.#known].join(", ") || "none";
        throw new MappingNameError(`${this.#name.method} has no option "${key}"; it has: ${known}.`);
      }
  }
}
