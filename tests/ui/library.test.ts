/** The library's jobs: one at a time, the best map made in between, and a late cancellation that undoes nothing. */
import { describe, expect, it } from "vitest";
import type { Instrument } from "../../src/instrument";
import type { LearnReport, MapScores } from "../../src/protocol";
import { Library } from "../../src/ui/library";

const REPORT: LearnReport = { name: "x", sounds: 1, units: 1, seconds: 1, skipped: [], unit: "onset", map: "quick" };
const SCORES: MapScores = { rho: 0.4, nearTriplets: 0.8, overlap10: 0.2, distinct: 0.8, largestHub: 5 };

/** A worker that does one job at a time, as the real one: a new job makes the old one reject, a moment later. */
function stage() {
  const log: string[] = [];
  let reject: (() => void) | undefined;
  const finish: (() => void)[] = [];
  const job = <T>(name: string, value: T): Promise<T> => {
    const overtaken = reject;
    log.push(name);
    const answer = new Promise<T>((resolve, no) => {
      reject = () => setTimeout(() => no(new Error("Cancelled: nothing was changed.")), 1);
      finish.push(() => {
        reject = undefined;
        resolve(value);
      });
    });
    overtaken?.();
    return answer;
  };
  const instrument = {
    learnBuiltin: () => job("learn", REPORT),
    remap: (method: string) => job(`remap ${method}`, undefined),
    refine: (method: string) => job(`refine ${method}`, undefined),
    cancel: () => reject?.(),
    lexicon: { scores: () => job("scores", SCORES) },
  } as unknown as Instrument;
  const settle = () => new Promise((done) => setTimeout(done, 5));
  return {
    log,
    library: new Library(instrument, 1, () => undefined),
    /** The newest job ends well. */
    end: async () => {
      finish.at(-1)?.();
      await settle();
    },
    settle,
  };
}

async function playing() {
  const s = stage();
  const learned = s.library.builtin();
  await s.end();
  expect(await learned).toBe(true);
  void s.library.refine();
  expect(s.library.map).toBe("refining");
  return s;
}

describe("Library", () => {
  it("has a first map at once and the best one after it", async () => {
    const { library, end } = await playing();
    await end();
    expect(library.map).toBe("best");
  });

  it("keeps another map that was chosen while the best one was being made", async () => {
    const { library, end, settle } = await playing();
    const chosen = library.choose("random");
    await end();
    await settle();
    expect(await chosen).toBe(true);
    expect([library.method, library.map]).toEqual(["random", "best"]);
  });

  it("makes the best map after a measurement came in between", async () => {
    const { library, end, settle, log } = await playing();
    const measured = library.measure();
    await settle();
    await end();
    expect(await measured).toBe(true);
    expect(library.scores).toEqual(SCORES);
    void library.refine();
    await end();
    expect(library.map).toBe("best");
    expect(log).toEqual(["learn", "refine relational", "scores", "refine relational"]);
  });

  it("resolves to false when cancelled, and keeps what it had", async () => {
    const { library, end, settle } = await playing();
    await end();
    const chosen = library.choose("identity");
    library.loading = { name: "map", progress: { stage: "fit", fraction: 0, note: "" } };
    library.cancel();
    await settle();
    expect(await chosen).toBe(false);
    expect([library.method, library.map]).toEqual(["relational", "best"]);
  });
});
