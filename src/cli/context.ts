/** Words placed where they stand: in their line where the words have a context, else each by itself. */
import type { Lexicon } from "../lexicon";
import type { LinedPlacement } from "./score";
import type { Word } from "./words";

/** Models read a few hundred tokens at once: a longer line is read in parts. */
const MOST = 100;

/** Lines as indices of their words, none longer than a model reads. */
function linesOf(words: readonly Word[]): number[][] {
  const lines = new Map<number, number[]>();
  words.forEach(({ line }, i) => lines.set(line, [...(lines.get(line) ?? []), i]));
  return [...lines.values()].flatMap((line) =>
    Array.from({ length: Math.ceil(line.length / MOST) }, (_, part) => line.slice(part * MOST, (part + 1) * MOST)),
  );
}

/** Where each word sounds, in the order of the words. With a context every word hears its whole line. */
export async function placeWords(words: readonly Word[], lexicon: Lexicon): Promise<LinedPlacement[]> {
  const { inContext } = lexicon.words;
  if (!inContext) return words.map(({ text, line }) => ({ ...lexicon.place(text), line }));
  const placed: LinedPlacement[] = [];
  for (const line of linesOf(words)) {
    const points = await inContext(line.map((i) => words[i].text));
    line.forEach((i, n) => (placed[i] = { ...lexicon.placeAt(words[i].text, points[n]), line: words[i].line }));
  }
  return placed;
}
