/** What a verb of the command line is. */
import type { Console } from "./console";
import type { Arguments, Option } from "./options";

export interface Verb {
  readonly name: string;
  /** What it does, in half a sentence. */
  readonly summary: string;
  /** What follows the name in the usage line. */
  readonly usage: string;
  readonly options: readonly Option[];
  /** Rejects with one sentence when this verb could not run on this machine (missing modules, words …). */
  check(): Promise<void>;
  run(args: Arguments, out: Console): Promise<void>;
}
