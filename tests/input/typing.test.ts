/** Words end where the token rule says: at whitespace, Enter, or punctuation and then a space or a pause. */
import { describe, expect, it } from "vitest";
import { Typing } from "../../src/input";
import { WORD_PAUSE } from "../../src/input/typing";
import { tokenise } from "../../src/text";

/** Types character by character, as a field that is emptied of finished words would. */
function type(typing: Typing, keys: string, at = 0, step = 0.1): string[] {
  const words: string[] = [];
  for (const key of keys) {
    const events = key === "\n" ? typing.line() : typing.edit(typing.text + key, (at += step));
    for (const event of events) if (event.type === "word") words.push(event.token);
  }
  return words;
}

describe("Typing", () => {
  it("ends a word at a space and keeps the unfinished rest", () => {
    const typing = new Typing(tokenise);
    expect(type(typing, "the old po")).toEqual(["the", "old"]);
    expect(typing.text).toBe("po");
    expect(type(typing, "nd\n")).toEqual(["pond"]);
    expect(typing.text).toBe("");
  });

  it("keeps apostrophes, hyphens, points and arithmetic inside a word", () => {
    expect(type(new Typing(tokenise), "don't well-known 3.14 king-man+woman red~blue:0.3 ")).toEqual([
      "don't",
      "well-known",
      "3.14",
      "king-man+woman",
      "red~blue:0.3",
    ]);
  });

  it("ends a word after punctuation only when a space or the pause follows", () => {
    const typing = new Typing(tokenise);
    expect(type(typing, "plop!", 0, 0.1)).toEqual([]);
    const due = typing.pauseAt;
    expect(due).toBeCloseTo(0.5 + WORD_PAUSE, 6);
    expect(typing.pause(0.5 + WORD_PAUSE - 0.05)).toEqual([]);
    expect(typing.pause(0.5 + WORD_PAUSE)).toContainEqual({ type: "word", token: "plop", shown: "plop!" });
    expect(typing.text).toBe("");
    expect(typing.pauseAt).toBeUndefined();
  });

  it("does not end a plain word by a pause", () => {
    const typing = new Typing(tokenise);
    type(typing, "frog");
    expect(typing.pauseAt).toBeUndefined();
    expect(typing.pause(100)).toEqual([]);
  });

  it("shows what was typed, opening and closing punctuation with its word", () => {
    const typing = new Typing(tokenise);
    const shown = typing
      .edit('"Hello," (she said) — "oh', 1)
      .flatMap((event) => (event.type === "word" ? [event.shown] : []));
    expect(shown).toEqual(['"Hello,"', "(she", "said)"]);
    expect(typing.text).toBe('— "oh');
  });

  it("plays no word for punctuation alone", () => {
    expect(type(new Typing(tokenise), "... — !!! \n")).toEqual([]);
  });

  it("ends no word while an input method composes, and ends spaceless words when it commits", () => {
    const typing = new Typing(tokenise);
    expect(typing.edit("ふるいけや", 0, "composing").filter((event) => event.type === "word")).toEqual([]);
    const words = typing.edit("古池や", 1, "committed").filter((event) => event.type === "word");
    expect(words.length).toBeGreaterThan(0);
    expect(words.map((event) => (event.type === "word" ? event.token : "")).join("")).toBe("古池や");
    expect(typing.text).toBe("");
  });

  it("does not end a Korean or Latin word when a syllable is committed", () => {
    const typing = new Typing(tokenise);
    expect(typing.edit("한국", 0, "committed").filter((event) => event.type === "word")).toEqual([]);
    expect(typing.text).toBe("한국");
  });

  it("names the word being typed, so that it can be placed ahead", () => {
    const typing = new Typing(tokenise);
    expect(typing.edit("the fr", 0).at(-1)).toEqual({ type: "partial", token: "fr" });
    expect(typing.edit("", 0).at(-1)).toEqual({ type: "partial", token: "" });
  });

  it("takes ten thousand pasted words in one go, in order", () => {
    const words = Array.from({ length: 10_000 }, (_, i) => `w${i}`);
    const events = new Typing(tokenise).edit(words.join(" ") + " ", 0);
    expect(events.flatMap((event) => (event.type === "word" ? [event.token] : []))).toEqual(words);
  });
});
