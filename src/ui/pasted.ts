/** Text from elsewhere as what typing would have said: as many lines as it has, its last word finished. Pure. */
import type { Tokenise, Typing, TypingEvent } from "../input";

export function pasted(text: string, typing: Typing, tokenise: Tokenise): TypingEvent[] {
  const [first = "", ...rest] = text.split(/\r\n?|\n/);
  const ended: TypingEvent[] = typing.edit(typing.text + first, 0);
  for (const line of rest) ended.push(...typing.line(), ...typing.edit(line, 0));
  // Pasted text is finished text: its last word does not wait for a space.
  if (tokenise(typing.text).length > 0) ended.push(...typing.edit(`${typing.text} `, 0));
  return ended;
}
