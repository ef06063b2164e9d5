/** The options that decide when words sound, and the score they lead to: shared by render and place. */
import { control } from "../controls";
import type { Lexicon } from "../lexicon";
import type { Seconds } from "../types";
import { placeWords } from "./context";
import { UsageError } from "./failure";
import type { Arguments, Option } from "./options";
import { makeScore, type ScoredWord } from "./score";
import { RATE } from "./source";
import type { Settings } from "./settings";
import type { Word } from "./words";

export const TIMING: readonly Option[] = [
  { name: "word-duration", value: "S|natural", help: "Seconds of every word; natural: its unit's own length (0.5)." },
  { name: "voices", help: "Each line of the text is a voice of its own, starting at 0." },
  RATE,
];

const DEFAULT_DURATION: Seconds = 0.5;
/** The knob of the page: 50 ms to 10 s. */
const SHORTEST: Seconds = 0.05;
const LONGEST: Seconds = 10;

/** `--word-duration`, else the knob `wordDuration` (0 is natural), else the default. */
function wordDuration(args: Arguments, settings: Settings): Seconds | "natural" {
  const text = args.text("word-duration");
  const knob = settings.set["wordDuration"];
  if (text === undefined && knob === undefined) return DEFAULT_DURATION;
  if (text === "natural" || (text === undefined && knob === 0)) return "natural";
  const value = text === undefined ? knob : text.trim() === "" ? NaN : Number(text);
  if (!(value >= SHORTEST && value <= LONGEST)) {
    throw new UsageError(`--word-duration ${text ?? value}: natural or ${SHORTEST} to ${LONGEST} seconds are needed.`);
  }
  return value;
}

/** Reads the timing options at once, so that a wrong one is refused before any work; the score is made later. */
export function readTiming(
  args: Arguments,
  settings: Settings,
): (words: readonly Word[], lexicon: Lexicon) => Promise<ScoredWord[]> {
  const duration = wordDuration(args, settings);
  const crossfade = (settings.set["crossfade"] ?? control("crossfade").default) / 1000;
  const voices = args.on("voices");
  return async (words, lexicon) =>
    makeScore(await placeWords(words, lexicon), {
      wordDuration: duration,
      crossfade,
      voices,
      sampleRate: lexicon.corpus.sampleRate,
      unitLength: (unit) => lexicon.corpus.units[unit].length,
    });
}
