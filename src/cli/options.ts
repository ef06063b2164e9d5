/** The options of the command line: one row each, and the reading of arguments against such rows. */
import { parseArgs } from "node:util";
import { messageOf, UsageError } from "./failure";

/** One option as help shows it and the parser takes it. */
export interface Option {
  readonly name: string;
  /** What stands after it in help ("N", "DIR"); a switch has none. */
  readonly value?: string;
  readonly help: string;
  /** Taken when the option is left out. */
  readonly fallback?: string;
  /** May be given more than once. */
  readonly many?: true;
  /** It names a file that the verb writes: looked at before the work begins. */
  readonly writes?: true;
}

/** Arguments that were read: known options only, values still text. */
export class Arguments {
  readonly positionals: readonly string[];
  readonly #values: Readonly<Record<string, string | boolean | readonly (string | boolean)[] | undefined>>;
  readonly #options: ReadonlyMap<string, Option>;

  /** Throws UsageError for an option that is not in the table, naming those that are. */
  constructor(given: readonly string[], options: readonly Option[]) {
    this.#options = new Map(options.map((option) => [option.name, option]));
    try {
      const { values, positionals } = parseArgs({
        args: [...given],
        allowPositionals: true,
        options: Object.fromEntries(
          options.map(({ name, value, many }) => [
            name,
            { type: value ? ("string" as const) : ("boolean" as const), multiple: many === true },
          ]),
        ),
      });
      this.#values = values;
      this.positionals = positionals;
    } catch (error) {
      const unknown = /Unknown option '(--?[^' ]+)/.exec(messageOf(error));
      throw new UsageError(
        unknown
          ? `There is no option ${unknown[1]}. Known: ${options.map(({ name }) => `--${name}`).join(" ")}.`
          : `${messageOf(error).split(". ")[0]}.`,
      );
    }
  }

  /** The option's text; its fallback, or undefined, when it was left out. */
  text(name: string): string | undefined {
    const value = this.#values[name];
    return typeof value === "string" ? value : this.#options.get(name)?.fallback;
  }

  /** The option's text; throws UsageError when it was left out and has no fallback. */
  needed(name: string): string {
    const value = this.text(name);
    if (value === undefined || value === "") {
      throw new UsageError(`--${name} ${this.#options.get(name)?.value ?? ""} is needed.`);
    }
    return value;
  }

  /** Every text given for a repeatable option. */
  list(name: string): readonly string[] {
    const value = this.#values[name];
    return Array.isArray(value) ? value.filter((item): item is string => typeof item === "string") : [];
  }

  /** Whether the option was given at all. */
  given(name: string): boolean {
    return this.#values[name] !== undefined;
  }

  /** Whether a switch was given. */
  on(name: string): boolean {
    return this.#values[name] === true;
  }

  /** The option's number within min..max; throws UsageError for anything else. Undefined when left out without fallback. */
  number(name: string, min: number, max: number, whole = false): number | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const value = text.trim() === "" ? NaN : Number(text);
    if (!(value >= min && value <= max) || (whole && !Number.isInteger(value))) {
      throw new UsageError(`--${name} ${text}: a ${whole ? "whole " : ""}number from ${min} to ${max} is needed.`);
    }
    return value;
  }
}
