/** `place`: which units each word gets, as a timeline, without rendering. */
import { wordsOf, readText, type Word } from "./words";
import { UsageError } from "./failure";
import { checkLearning, learn } from "./learn";
import type { Arguments } from "./options";
import { readTiming, TIMING } from "./scoring";
import { COMMON, readSettings } from "./settings";
import { SOURCE } from "./source";
import { timelineOf } from "./timeline";
import type { Verb } from "./verb";

async function givenWords(args: Arguments): Promise<Word[]> {
  const file = args.text("words-file");
  if (file !== undefined && args.positionals.length > 0) {
    throw new UsageError("Give words or --words-file, not both.");
  }
  if (file !== undefined) return wordsOf(await readText("--words-file", file));
  if (args.positionals.length === 0) throw new UsageError("A word is needed: lexigrain place --sounds DIR WORD…");
  return wordsOf(args.positionals.join("\n"));
}

export const place: Verb = {
  name: "place",
  summary: "which units each word gets",
  usage: "[--sounds DIR] (WORD… | --words-file F) [options]",
  options: [
    ...SOURCE,
    { name: "words-file", value: "FILE", help: "Words to place, in place of those on the command line." },
    ...TIMING,
    ...COMMON,
  ],
  check: checkLearning,
  async run(args, out) {
    const settings = readSettings(args);
    const words = await givenWords(args);
    const scoreOf = readTiming(args, settings);
    const lexicon = await learn(
      args,
      settings,
      words.map(({ text }) => text),
      out,
    );
    await out.document(timelineOf(await scoreOf(words, lexicon), lexicon.corpus, settings), args.on("json"));
  },
};
