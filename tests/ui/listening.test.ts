/** The listening test: exact probabilities, honest counting, answers that can be read elsewhere. */
import { describe, expect, it } from "vitest";
import type { Triad } from "../../src/protocol";
import { binomialTest } from "../../src/ui/binomial";
import { Listening } from "../../src/ui/listening";

const unit = [{ unit: 0, weight: 1 }];
const triad = (map: string, near: 0 | 1): Triad => ({
  map,
  words: ["pond", "lake", "tax"],
  first: unit,
  choices: [unit, unit],
  near,
});

describe("binomialTest", () => {
  it("gives SciPy's values", () => {
    // scipy.stats.binomtest(k, n, 0.5, alternative="greater").pvalue, SciPy 1.10
    expect(binomialTest(15, 20)).toBeCloseTo(0.020694732666015625, 15);
    expect(binomialTest(10, 20)).toBeCloseTo(0.588098526000977, 12);
    expect(binomialTest(20, 20)).toBe(0.5 ** 20);
    expect(binomialTest(0, 20)).toBe(1);
    expect(binomialTest(0, 0)).toBe(1);
  });
});

describe("Listening", () => {
  it("asks one question after the other, takes a slip back, and counts by map", () => {
    const test = new Listening([triad("relational", 0), triad("random", 1), triad("relational", 1)]);
    test.answer(0);
    test.answer(0);
    expect(test.question).toBe(test.triads[2]);
    test.takeBack();
    expect(test.question).toBe(test.triads[1]);
    test.answer(1);
    test.answer(0);
    expect(test.question).toBeUndefined();
    test.answer(1);
    expect(test.answers).toHaveLength(3);
    expect(test.results).toEqual([
      { map: "random", right: 1, answered: 1, chance: 0.5 },
      { map: "relational", right: 1, answered: 2, chance: 0.75 },
    ]);
    expect(test.csv).toBe(
      "question,map,a,near,far,right,answer,correct\r\n" +
        "1,relational,pond,lake,tax,B,B,1\r\n" +
        "2,random,pond,lake,tax,C,C,1\r\n" +
        "3,relational,pond,lake,tax,C,B,0\r\n",
    );
  });
});
