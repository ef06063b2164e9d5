/** Text → tokens: the one rule by which the page and the command line find words. */

/** A word found in a text; `start` and `end` are UTF-16 indices of `text` in it. */
export interface Token {
  /** As typed. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Lines before it: 0 for the first. */
  readonly line: number;
}

/** Letters, marks and digits; the zero-width joiners that some scripts write inside words. */
const LETTER = "(?:[\\p{L}\\p{M}\\p{N}\\u200C\\u00AD]|\\u200D)";
/** Apostrophes, hyphens, point, comma and underscore belong to a word when they stand between letters or digits. */
const JOINER = "['\\u2019\\uFF07\\-\\u2010\\u2011.,_]";
const TAIL = "(?:\\uFE0F|\\p{Emoji_Modifier})?[\\u{E0020}-\\u{E007F}]*";
const PICTURE = "(?![©®™‼⁉])(?:\\p{Extended_Pictographic}|\\p{So})";
/** Flags, keycaps, and pictures with their modifiers and joined parts: one token each. */
const EMOJI = `(?:\\p{Regional_Indicator}{2}|[0-9#*]\\uFE0F?\\u20E3|${PICTURE}${TAIL}(?:\\u200D\\p{Extended_Pictographic}${TAIL})*)`;

const OPERAND = new RegExp(`${EMOJI}|(?=[\\p{L}\\p{N}])${LETTER}+(?:${JOINER}${LETTER}+)*`, "uy");
const AMOUNT = /:[0-9]*\.?[0-9]+/y;
/** Written without spaces between words. */
const SPACELESS =
  /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}\p{scx=Mymr}][\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}\p{scx=Mymr}\p{M}\u200C\u200D]*/gu;
const LINE_BREAK = /\r\n|[\n\r\u2028\u2029]/g;

const segmenter = new Intl.Segmenter("en", { granularity: "word" });

/** Where the pattern, tried at `at`, ends; `at` when it does not match there. */
function matched(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

/** Where an arithmetic token beginning with the operand at..end would end; `end` when + and ~ do not follow. */
function arithmeticEnd(text: string, end: number): number {
  let arithmetic = false;
  let last = end;
  for (;;) {
    const operator = text[last];
    if (operator !== "+" && operator !== "~" && operator !== "-") break;
    const next = matched(OPERAND, text, last + 1);
    if (next === last + 1) break;
    if (operator !== "-") arithmetic = true;
    last = matched(AMOUNT, text, next);
  }
  return arithmetic ? last : end;
}

/** Cuts start..end where scripts without spaces begin, end and have their words. */
function* cut(text: string, start: number, end: number): Generator<readonly [number, number]> {
  const run = text.slice(start, end);
  let at = 0;
  for (const match of run.matchAll(SPACELESS)) {
    if (match.index > at) yield [start + at, start + match.index];
    for (const { segment, index } of segmenter.segment(match[0])) {
      yield [start + match.index + index, start + match.index + index + segment.length];
    }
    at = match.index + match[0].length;
  }
  if (at < run.length) yield [start + at, end];
}

/**
 * The tokens of a text in reading order. A token is a run of letters and digits with the joiners between them, one
 * emoji, or arithmetic on those (`king-man+woman`, `red~blue:0.3`); all other signs separate. Linear in the text.
 */
export function tokenise(text: string): Token[] {
  const tokens: Token[] = [];
  const breaks = [...text.matchAll(LINE_BREAK)].map(({ index }) => index);
  let line = 0;
  const add = (start: number, end: number): void => {
    while (line < breaks.length && breaks[line] < start) line++;
    tokens.push({ text: text.slice(start, end), start, end, line });
  };
  for (let at = 0; at < text.length;) {
    const first = matched(OPERAND, text, at);
    if (first === at) {
      at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
      continue;
    }
    const end = arithmeticEnd(text, first);
    if (end > first) add(at, end);
    else for (const [start, stop] of cut(text, at, first)) addWord(text, start, stop, add);
    at = end;
  }
  return tokens;
}

/** A part that a cut left with a joiner at its edge loses it; one without letters is no word. */
function addWord(text: string, start: number, end: number, add: (start: number, end: number) => void): void {
  const edge = new RegExp(JOINER, "u");
  while (start < end && edge.test(text[start])) start++;
  while (end > start && edge.test(text[end - 1])) end--;
  if (end > start) add(start, end);
}
