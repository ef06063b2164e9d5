/** The help texts, made from the same rows that the parser reads. */
import type { Option } from "./options";
import type { Verb } from "./verb";

const WIDTH = 34;

function optionLine({ name, value, help, fallback }: Option): string {
  const left = `  --${name}${value ? ` ${value}` : ""}`;
  const right = `${help}${fallback === undefined ? "" : ` (${fallback})`}`;
  return left.length < WIDTH ? `${left.padEnd(WIDTH)}${right}` : `${left}\n${" ".repeat(WIDTH)}${right}`;
}

/** Help of one verb. */
export function verbHelp(verb: Verb): string {
  return [
    `lexigrain ${verb.name}: ${verb.summary}`,
    "",
    `  lexigrain ${verb.name} ${verb.usage}`,
    "",
    ...verb.options.map(optionLine),
    "",
    "Ends with 0 when it worked, 1 when nothing could be used, 2 when the arguments are wrong.",
  ].join("\n");
}

/** Help of the whole command line. */
export function generalHelp(verbs: readonly Verb[]): string {
  const width = Math.max(...verbs.map(({ name }) => name.length)) + 2;
  return [
    "Lexigrain: every word becomes a cloud of grains.",
    "",
    "  lexigrain VERB [options]        lexigrain VERB --help",
    "",
    ...verbs.map(({ name, summary }) => `  ${name.padEnd(width)}${summary}`),
  ].join("\n");
}
