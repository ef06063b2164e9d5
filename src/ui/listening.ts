/** A listening test: blind questions one after the other, the answers, and what they show. No DOM. */
import type { Triad } from "../protocol";
import { binomialTest } from "./binomial";

export interface Answer {
  readonly triad: Triad;
  readonly chosen: 0 | 1;
}

/** What the answers say of one map. */
export interface MapResult {
  readonly map: string;
  readonly right: number;
  readonly answered: number;
  /** Probability of so many right answers or more by guessing. */
  readonly chance: number;
}

/** Thread: main. Nothing of a question but its sounds may be shown before it is answered. */
export class Listening {
  readonly triads: readonly Triad[];
  readonly #answers: Answer[] = [];

  constructor(triads: readonly Triad[]) {
    this.triads = triads;
  }

  get answers(): readonly Answer[] {
    return this.#answers;
  }

  /** The question that is open; undefined when all are answered. */
  get question(): Triad | undefined {
    return this.triads[this.#answers.length];
  }

  answer(chosen: 0 | 1): void {
    if (this.question) this.#answers.push({ triad: this.question, chosen });
  }

  /** The last answer was a slip: its question is open again. */
  takeBack(): void {
    this.#answers.pop();
  }

  /** One row a map, best first. */
  get results(): MapResult[] {
    const maps = [...new Set(this.triads.map(({ map }) => map))];
    return maps
      .map((map) => {
        const answered = this.#answers.filter(({ triad }) => triad.map === map);
        const right = answered.filter(({ triad, chosen }) => chosen === triad.near).length;
        return { map, right, answered: answered.length, chance: binomialTest(right, answered.length) };
      })
      .sort((a, b) => b.right / Math.max(1, b.answered) - a.right / Math.max(1, a.answered));
  }

  /** The answers as CSV (RFC 4180), one row a question in the order asked. */
  get csv(): string {
    const rows = this.#answers.map(({ triad: { map, words, near }, chosen }, i) =>
      [i + 1, map, ...words, "BC"[near], "BC"[chosen], chosen === near ? 1 : 0].join(","),
    );
    return ["question,map,a,near,far,right,answer,correct", ...rows, ""].join("\r\n");
  }
}
