/** Arithmetic on words: `king-man+woman`, `red~blue:0.3`. */

/** + adds, - takes away, ~ blends what stands before it with the word after it. */
export interface Term {
  readonly operator: "+" | "-" | "~";
  readonly word: string;
  /** The number after ":"; for ~ the share of the word (0..1), for + and - its weight. */
  readonly amount: number;
}

/** The terms of an arithmetic token, the first with "+"; undefined when it is none (no + or ~ between words). */
export function parseArithmetic(token: string): Term[] | undefined {
  if (!/[^+~-][+~]./u.test(token)) return undefined;
  const terms: Term[] = [];
  for (const [, operator, word, amount] of token.matchAll(/(^|[+~-])([^+~:-]+)(?::([0-9]*\.?[0-9]+))?/gu)) {
    const sign = operator === "" ? "+" : (operator as Term["operator"]);
    const given = amount === undefined ? Number.NaN : Number(amount);
    const plain = sign === "~" ? 0.5 : 1;
    const value = Number.isFinite(given) ? given : plain;
    terms.push({ operator: sign, word, amount: sign === "~" ? Math.min(1, value) : value });
  }
  return terms.length > 1 ? terms : undefined;
}
