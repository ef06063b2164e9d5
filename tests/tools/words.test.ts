/** The build of the word space, in small: topics bring together what no definition does; packing is exact and repeatable. */
import { describe, expect, it } from "vitest";
import { unpackWords } from "../../src/text/packed";
import { buildLexis } from "../../tools/words/lexis";
import { packWords, quantise } from "../../tools/words/pack";
import { Accumulator, SparseBuilder } from "../../tools/words/sparse";
import { addTopics, topicBlock } from "../../tools/words/topics";
import type { WordNet } from "../../tools/words/wordnet";

/** Every word defined by itself alone. */
function dictionary(words: readonly string[]): WordNet {
  const synsets = words.map((word) => ({ pos: "n", lemmas: [word], relations: [], gloss: word }));
  const senses = words.map((word, synset) => [word, [{ synset, tagged: 1, rank: 1, proper: false }]] as const);
  return { synsets, senses: new Map(senses.map(([word, own]) => [word, [...own]])) };
}

describe("topics", () => {
  it("words of one list share a topic, and words that are defined by them share some of it", () => {
    const net = dictionary(["racket", "net", "serve", "carrot", "onion"]);
    const first = addTopics(net, "# said beside\nracket, net, serve\ncarrot, onion\n");
    expect(net.synsets.length - first).toBe(2);
    const lexis = buildLexis(net, new Set(), 0.6);
    const rows = lexis.words.map((_, id) => id);
    const at = (word: string): number => lexis.id.get(word) ?? -1;
    // Words × lemmas: each word stands in its own definition, and the net in the racket's.
    const glosses = new SparseBuilder(lexis.words.length);
    const line = new Accumulator(lexis.words.length);
    for (const word of rows) {
      line.add(word, 1);
      glosses.push(line);
    }
    const block = topicBlock(lexis, rows, glosses.finish(), first);
    const topicsOf = (word: string): number[] => [
      ...block.column.subarray(block.start[at(word)], block.start[at(word) + 1]),
    ];
    expect(topicsOf("racket")).toEqual(topicsOf("serve"));
    expect(topicsOf("carrot")).toEqual(topicsOf("onion"));
    expect(topicsOf("racket")).not.toEqual(topicsOf("carrot"));
  });
});

describe("packing", () => {
  const words = ["sea", "shore", "old_pond"];
  const vectors = { rows: 3, columns: 4, data: Float32Array.from({ length: 12 }, (_, i) => Math.sin(i * i) / 2) };
  const header = { name: "small", words: 3, dimensions: 4, functionWords: 1 };
  const pack = () => packWords(header, words, quantise(vectors, 0.063), new Map([["🌊", "water wave"]]));

  it("gives the same bytes twice, and back what was packed", async () => {
    expect(pack()).toEqual(pack());
    const back = await unpackWords(pack());
    expect(back.words).toEqual(words);
    expect(back.header).toEqual(header);
    expect([...back.emoji]).toEqual([["🌊", "water wave"]]);
    back.codes.forEach((code, i) => expect(Math.abs(code * 0.063 - vectors.data[i])).toBeLessThanOrEqual(0.0316));
  });
});
