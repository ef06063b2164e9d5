/** Text from an earlier visit: its words stand as heard, silent until they are asked for. */
import { type Tokenise, Typing } from "../input";
import type { Words } from "./words";

export function restoreText(lines: readonly string[], words: Words, tokenise: Tokenise): void {
  const typing = new Typing(tokenise);
  for (const line of lines) {
    for (const event of typing.edit(`${line} `, 0))
      if (event.type === "word") words.add(event.token, event.shown).state = "heard";
    words.endLine();
  }
  words.showLast();
}
