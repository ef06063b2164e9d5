/** English spelling → phonemes by rule: rough, quick, and the same for every string. */

/** A phoneme written as one or two letters; vowels in capitals. */
export type Phoneme = string;

/** Longest match first at each place; "" is silent. `^` and `$` bind to the word's ends, `(?=…)` looks ahead. */
const RULES: readonly (readonly [RegExp, readonly Phoneme[]])[] = (
  [
    ["^kn|^gn|^pn", "n"],
    ["^wr", "r"],
    ["^ps", "s"],
    ["^x", "z"],
    ["^rh", "r"],
    ["^who", "h UU"],
    ["mb$", "m"],
    ["mn$", "m"],
    ["tch", "ch"],
    ["dge", "j"],
    ["sch", "s k"],
    ["sh", "sh"],
    ["ch(?=r)", "k"],
    ["ch", "ch"],
    ["ph", "f"],
    ["gh(?=t)", ""],
    ["ough$", "O"],
    ["ought", "AW t"],
    ["augh", "AW"],
    ["igh", "AI"],
    ["eigh", "E"],
    ["gh$", ""],
    ["gh", "g"],
    ["th", "th"],
    ["wh", "w"],
    ["qu", "k w"],
    ["ck", "k"],
    ["ng$", "ng"],
    ["ng(?=[^aeiouy])", "ng"],
    ["nk", "ng k"],
    ["tion", "sh A n"],
    ["ssion", "sh A n"],
    ["sion", "zh A n"],
    ["cious|tious", "sh A s"],
    ["cial|tial", "sh A l"],
    ["ture$", "ch A"],
    ["sure$", "zh A"],
    ["ous$", "A s"],
    ["ance$|ence$", "A n s"],
    ["able$|ible$", "A b A l"],
    ["le$", "A l"],
    ["ed$(?<=[td]ed)", "I d"],
    ["(?<=[^aeiou].*)ed$", "d"],
    ["es$(?<=(?:s|x|z|ch|sh)es)", "I z"],
    ["(?<=[aeiouy].*)es$", "z"],
    ["(?<=[aeiouy].*[^aeiou])e$", ""],
    ["eau", "O"],
    ["eer|ear|ere$", "II r"],
    ["air|are$", "E r"],
    ["ire$", "AI r"],
    ["ore|oar|oor|our$", "AW r"],
    ["ure", "UU r"],
    ["ee|ea|ie(?=[^rt$])|ei(?=v)", "II"],
    ["ai|ay|ei|ey(?=.)", "E"],
    ["oo|ue|ew|ui", "UU"],
    ["oa|oe$", "O"],
    ["ow$", "O"],
    ["ou|ow", "AU"],
    ["oi|oy", "OI"],
    ["au|aw", "AW"],
    ["ar", "AA r"],
    ["or", "AW r"],
    ["er|ir|ur", "ER r"],
    ["ey$|y$(?<=..y)", "II"],
    ["a(?=[^aeiouyw]e(?:$|s$|d$))", "E"],
    ["e(?=[^aeiouyw]e(?:$|s$))", "II"],
    ["i(?=[^aeiouyw]e(?:$|s$|d$))", "AI"],
    ["o(?=[^aeiouyw]e(?:$|s$|d$))", "O"],
    ["u(?=[^aeiouyw]e(?:$|s$|d$))", "UU"],
    ["o(?=ld|st$|ll)", "O"],
    ["i(?=nd$|ld$)", "AI"],
    ["al(?=[kl])", "AW l"],
    ["y(?=[aeiou])", "y"],
    ["^y", "y"],
    ["y$", "AI"],
    ["y", "I"],
    ["o$", "O"],
    ["i$", "II"],
    ["e$", "II"],
    ["a$", "A"],
    ["a", "AE"],
    ["e", "EH"],
    ["i", "I"],
    ["o", "OH"],
    ["u", "UH"],
    ["c(?=[eiy])", "s"],
    ["g(?=[eiy])", "j"],
    ["cc(?=[eiy])", "k s"],
    ["x", "k s"],
    ["s(?<=[aeiou]s)(?=[aeiou])", "z"],
    ["s$(?<=[aeioubdglmnrvw]s)", "z"],
    ["([bdfgklmnprstvz])\\1", "="],
    ["c", "k"],
    ["q", "k"],
    ["j", "j"],
    ["[bdfghklmnprstvwz]", "="],
  ] as const
).map(([pattern, sounds]) => [
  new RegExp(`(?:${pattern})`, "y"),
  sounds.split(" ").filter((sound) => sound.length > 0),
]);

const SYMBOL = "=";

/** The phonemes of a folded word; letters of other scripts stand for themselves. */
export function pronounce(word: string): Phoneme[] {
  const text = word.normalize("NFKD").replace(/\p{M}/gu, "").slice(0, 64);
  const out: Phoneme[] = [];
  for (let at = 0; at < text.length;) {
    let length = 0;
    for (const [pattern, sounds] of RULES) {
      pattern.lastIndex = at;
      const match = pattern.exec(text);
      if (!match || match[0].length === 0) continue;
      out.push(...sounds.map((sound) => (sound === SYMBOL ? text[at] : sound)));
      length = match[0].length;
      break;
    }
    if (length === 0) {
      const letter = String.fromCodePoint(text.codePointAt(at) ?? 0);
      if (/[\p{L}\p{N}\p{So}]/u.test(letter)) out.push(letter);
      length = letter.length;
    }
    at += length;
  }
  return out;
}

/** Vowels carry the syllables. */
export const isVowel = (phoneme: Phoneme): boolean => /^[A-Z]/.test(phoneme);
