/** What a bounce plays: what was typed with its own times, or, where nothing was played, the text from its beginning. */
import type { Bounced, Knobs } from "../instrument";
import type { Seconds } from "../types";
import { cloudSettings } from "./cloud-settings";
import { VOICES } from "./performance-outlets";
import type { Replay } from "./replay";
import type { Moment } from "./score";
import type { Voices } from "./voices";
import type { Word, Words } from "./words";

/** The performance, as far as a bounce asks. */
interface Played {
  readonly words: Words;
  readonly player: Replay;
  readonly voices: Voices;
}

/** As a replay would play them: every entry has its own draw of chance. `duration`: rest included; undefined: no place. */
export async function bounced(
  { words, player, voices }: Played,
  knobs: Knobs,
  duration: (word: Word) => Promise<Seconds | undefined>,
): Promise<Bounced[]> {
  const stretch = knobs.get("stretch") / 100;
  const one = ({ word, back }: Moment, at: Seconds, chance: number): Bounced => {
    const { token, placed, line } = word;
    const set = cloudSettings(word, knobs.heard, voices, 0, back === "reverse" ? { reverse: 100 } : {});
    return { token, placed, at, voice: line % VOICES, set, chance, hush: back === "hush" };
  };
  const { entries } = player.score;
  if (entries.length > 0) {
    return entries.flatMap(({ at, item }, i) =>
      player.lives(item.word) && item.back !== "leave" ? [one(item, at * stretch, i + 1)] : [],
    );
  }
  const laid: Bounced[] = [];
  let at: Seconds = 0;
  for (const word of words.all) {
    const length = await duration(word);
    if (length === undefined) continue;
    laid.push(one({ word }, at, laid.length + 1));
    at += length;
  }
  return laid;
}
