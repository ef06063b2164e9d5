/** Reading rated word pairs. */
import { describe, expect, it } from "vitest";
import { readPairs } from "../../src/cli/pairs";

describe("readPairs", () => {
  it("takes any run of spaces or tabs, and any line end", () => {
    const { pairs, unreadable } = readPairs("old\tnew\t1.58\r\n  cat   dog  7 \n\ncup \t mug 10.0\n");
    expect(unreadable).toBe(0);
    expect(pairs).toEqual([
      { first: "old", second: "new", rating: 1.58 },
      { first: "cat", second: "dog", rating: 7 },
      { first: "cup", second: "mug", rating: 10 },
    ]);
  });

  it("counts lines that are no pair", () => {
    const { pairs, unreadable } = readPairs("word1 word2 mean\ncat dog\na b 1e1\nx\n");
    expect(unreadable).toBe(3);
    expect(pairs).toEqual([{ first: "a", second: "b", rating: 10 }]);
  });
});
