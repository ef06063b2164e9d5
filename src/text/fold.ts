/** The form by which tokens are compared. */

/** One form for all capitalisations and Unicode compositions, plain apostrophes and hyphens, no invisible signs. */
export const fold = (token: string): string =>
  token
    .normalize("NFC")
    .toLowerCase()
    .replace(/[\u2019\uff07\u02bc]/g, "'")
    .replace(/[\u2010\u2011]/g, "-")
    .replace(/\u00ad/g, "");

/** Without accents: naïve → naive; full-width letters and ligatures plain. */
export const bare = (word: string): string =>
  word
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/æ/g, "ae")
    .replace(/œ/g, "oe")
    .replace(/ß/g, "ss")
    .replace(/ø/g, "o")
    .replace(/ł/g, "l");
