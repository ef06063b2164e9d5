/** The token rule that the page and the command line share. */
import { describe, expect, it } from "vitest";
import { tokenise } from "../../src/text";

const words = (text: string): string[] => tokenise(text).map((t) => t.text);

describe("tokenise", () => {
  it("finds words between white space, stripped of punctuation at both ends", () => {
    expect(words("The old pond — a frog jumps in: plop!")).toEqual("The old pond a frog jumps in plop".split(" "));
    expect(words(`"Quoted," (she) said...`)).toEqual(["Quoted", "she", "said"]);
    expect(words("¿Qué? ¡Hola! «bon» „gut“")).toEqual(["Qué", "Hola", "bon", "gut"]);
  });

  it("keeps apostrophe, hyphen, point, comma and underscore between letters or digits", () => {
    expect(words("don't don’t well-known 3.14 1,000 new_york U.S.A. rock'n'roll")).toEqual(
      "don't don’t well-known 3.14 1,000 new_york U.S.A rock'n'roll".split(" "),
    );
    expect(words("'tis dogs' -5 _x_ .5 a. ,b")).toEqual(["tis", "dogs", "5", "x", "5", "a", "b"]);
  });

  it("separates at other signs and at joiners that do not stand singly between letters", () => {
    expect(words("whale--the wait...what and/or this—that x=y a@b.c")).toEqual(
      "whale the wait what and or this that x y a b.c".split(" "),
    );
  });

  it("holds punctuation alone for no word", () => {
    expect(words("... -- !? — ( ) ' _ , . + ~ $ & * # ^ | ` < = > ©")).toEqual([]);
    expect(words("")).toEqual([]);
    expect(words(" \n\t\u00a0\ufeff ")).toEqual([]);
  });

  it("takes every emoji for a word of its own", () => {
    expect(words("🌊 hi🔥🔥 👩‍👩‍👧‍👦 👍🏽 🇯🇵🇫🇷 1️⃣ ❤️!")).toEqual(["🌊", "hi", "🔥", "🔥", "👩‍👩‍👧‍👦", "👍🏽", "🇯🇵", "🇫🇷", "1️⃣", "❤️"]);
  });

  it("reads + and ~ between words as arithmetic, and only then a hyphen as minus", () => {
    expect(words("king-man+woman red~blue:0.3, a+b. 🌊+fire-🔥 (x~y:.5)")).toEqual([
      "king-man+woman",
      "red~blue:0.3",
      "a+b",
      "🌊+fire-🔥",
      "x~y:.5",
    ]);
    expect(words("C++ +1 ~20 a~ a:0.3 well-known a + b")).toEqual([
      "C",
      "1",
      "20",
      "a",
      "a",
      "0.3",
      "well-known",
      "a",
      "b",
    ]);
  });

  it("cuts scripts written without spaces at their words", () => {
    expect(words("古池や蛙飛び込む水の音").length).toBeGreaterThan(4);
    expect(words("古池や蛙飛び込む水の音").join("")).toBe("古池や蛙飛び込む水の音");
    expect(words("สวัสดีชาวโลก")).toEqual(["สวัสดี", "ชาว", "โลก"]);
    expect(words("我爱北京")).toEqual(["我", "爱", "北京"]);
    expect(words("東京tower、大阪")).toEqual(["東京", "tower", "大阪"]);
  });

  it("leaves scripts with spaces whole", () => {
    expect(words("Ωμέγα naïve naïve 안녕하세요 세계 привет مرحبا بالعالم می‌خواهم")).toEqual(
      "Ωμέγα naïve naïve 안녕하세요 세계 привет مرحبا بالعالم می‌خواهم".split(" "),
    );
    expect(words("नमस्ते दुनिया")).toEqual(["नमस्ते", "दुनिया"]);
  });

  it("says where each token stands", () => {
    const text = "one two\r\nthree\n\n  four 🌊\rfive";
    const tokens = tokenise(text);
    expect(tokens.map((t) => t.line)).toEqual([0, 0, 1, 3, 3, 4]);
    for (const { text: word, start, end } of tokens) expect(text.slice(start, end)).toBe(word);
  });

  it("gives every part of a random text once, in order, without white space", () => {
    const signs = [
      "a",
      "é",
      "1",
      "'",
      "-",
      "+",
      "~",
      ":",
      " ",
      "\n",
      "🌊",
      "水",
      "ก",
      ".",
      "_",
      "\u200d",
      "\ufe0f",
      "\ud83c",
    ];
    let state = 7;
    for (let n = 0; n < 500; n++) {
      let text = "";
      for (let i = 0; i < 40; i++) {
        state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
        text += signs[(state >>> 16) % signs.length];
      }
      let before = 0;
      for (const { text: word, start, end } of tokenise(text)) {
        expect(start).toBeGreaterThanOrEqual(before);
        expect(end).toBeGreaterThan(start);
        expect(text.slice(start, end)).toBe(word);
        expect(word).toMatch(/^\S+$/u);
        before = end;
      }
    }
  });

  it("stays linear on long and hostile input", () => {
    expect(words("x".repeat(200_000))).toHaveLength(1);
    expect(words("a-".repeat(50_000))).toHaveLength(1);
    expect(words("a b ".repeat(50_000))).toHaveLength(100_000);
    expect(words("a+".repeat(20_000))).toHaveLength(1);
  });
});
