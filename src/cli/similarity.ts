/** `similarity`: how the word space agrees with people's ratings of word pairs. */
import { similarity as measure } from "../evaluation";
import { Failure } from "./failure";
import { checkWords, openWords } from "./learn";
import { readPairs } from "./pairs";
import { COMMON, readSettings } from "./settings";
import type { Verb } from "./verb";
import { readText } from "./words";

export const similarity: Verb = {
  name: "similarity",
  summary: "how the word space agrees with people's ratings of word pairs",
  usage: "--pairs F [options]",
  options: [{ name: "pairs", value: "FILE", help: "Lines: word word rating." }, ...COMMON],
  check: checkWords,
  async run(args, out) {
    const settings = readSettings(args);
    const path = args.needed("pairs");
    const { pairs, unreadable } = readPairs(await readText("--pairs", path));
    if (unreadable > 0) out.say(`${path}: ${unreadable} unreadable ${unreadable === 1 ? "line" : "lines"} left out.`);
    if (pairs.length === 0) throw new Failure(`${path} holds no pair: each line should read word word rating.`);
    await out.document(measure(await openWords(settings, out), pairs), args.on("json"));
  },
};
