/** The command line's door: finds the verb, reads its arguments, runs it and turns what goes wrong into an exit code. */
import { MappingNameError } from "../lexicon";
import { version } from "../../package.json";
import { analyze } from "./analyze";
import { bridge } from "./bridge/verb";
import { Console } from "./console";
import { distance } from "./distance";
import { evaluate } from "./evaluate";
import { messageOf, UsageError } from "./failure";
import { generalHelp, verbHelp } from "./help";
import { Arguments } from "./options";
import { checkOutputs } from "./output-file";
import { place } from "./place";
import { render } from "./render";
import { similarity } from "./similarity";
import type { Verb } from "./verb";

const VERBS: readonly Verb[] = [render, place, evaluate, similarity, distance, analyze, bridge];

const HELP = ["--help", "-h", "help"];

const VERSION = ["--version", "-V"];

/** Runs one command line (without node and script) and gives its exit code. Thread: Node's main one. */
export async function main(given: readonly string[], out = new Console()): Promise<number> {
  try {
    await dispatch(given, out);
    return 0;
  } catch (error) {
    out.say(messageOf(error).replace(/\s*\n\s*/g, " "));
    if (process.env["LEXIGRAIN_DEBUG"] && error instanceof Error) out.say(error.stack ?? "");
    return error instanceof UsageError || error instanceof MappingNameError ? 2 : 1;
  }
}

async function dispatch([name, ...rest]: readonly string[], out: Console): Promise<void> {
  const names = VERBS.map((verb) => verb.name).join(", ");
  if (name === undefined) throw new UsageError(`A verb is needed: ${names}. lexigrain --help says more.`);
  if (HELP.includes(name)) {
    // Help promises what it lists: it fails when any verb would.
    for (const verb of VERBS) await verb.check();
    await out.print(generalHelp(VERBS));
    return;
  }
  if (VERSION.includes(name)) {
    await out.print(version);
    return;
  }
  const verb = VERBS.find((candidate) => candidate.name === name);
  if (!verb) throw new UsageError(`There is no verb "${name}". Known: ${names}.`);
  const options = rest.slice(0, rest.includes("--") ? rest.indexOf("--") : rest.length);
  if (options.includes("--help") || options.includes("-h")) {
    await verb.check();
    await out.print(verbHelp(verb));
    return;
  }
  const args = new Arguments(rest, verb.options);
  await checkOutputs(args, verb.options);
  await verb.run(args, out);
}
