/** What journeys do again and again: open the page, begin by a key, type as a person types. */
import { expect, type Page } from "@playwright/test";

/** The parts of the element that journeys look at. */
export interface ElementInPage extends HTMLElement {
  session: {
    phase: string;
    problem: string | undefined;
    performance: {
      waiting: number;
      words: { all: { token: string; state: string; placed?: { file: string; length: number } }[] };
    };
    library:
      | {
          map: string;
          report: { name: string; units: number; skipped: { file: string; reason: string }[] } | undefined;
        }
      | undefined;
    instrument: { context: AudioContext; node: AudioWorkletNode };
    shaping: { knobs: { get(id: string): number; set(id: string, value: number): void } };
  };
}

/** Waits until the first sounds are there. */
export const loaded = async (page: Page, patience = 60_000): Promise<void> => {
  await page.waitForFunction(
    () => {
      const phase = document.querySelector<ElementInPage>("lexi-grain")?.session.phase;
      return phase === "gate" || phase === "failed";
    },
    undefined,
    { timeout: patience },
  );
};

/** Opens the page, waits for its sounds, starts it with trusted keys and waits until it plays. */
export async function begin(page: Page, path = "./"): Promise<void> {
  await page.goto(path);
  await loaded(page);
  await page.getByRole("button", { name: "Start", exact: true }).focus();
  await page.keyboard.press("Enter");
  await playing(page);
}

const playing = async (page: Page): Promise<void> => {
  await expect
    .poll(() => page.evaluate(() => document.querySelector<ElementInPage>("lexi-grain")?.session.phase))
    .toBe("playing");
  await expect(page.getByRole("textbox", { name: /Type words/ })).toBeFocused();
};

/** Waits until the best map has taken the quick one's place: words typed before that keep the quick one's sounds. */
export const bestMap = async (page: Page): Promise<void> => {
  await page.waitForFunction(
    () => document.querySelector<ElementInPage>("lexi-grain")!.session.library?.map === "best",
    undefined,
    { timeout: 120_000 },
  );
};

/** Sets a control of the table directly: journeys on its slider are elsewhere. */
export const setControl = (page: Page, id: string, value: number): Promise<void> =>
  page.evaluate(
    ([name, to]) =>
      document.querySelector<ElementInPage>("lexi-grain")!.session.shaping.knobs.set(name as string, to as number),
    [id, value],
  );

export const files = (page: Page): Promise<(string | undefined)[]> =>
  page.evaluate(() =>
    document
      .querySelector<ElementInPage>("lexi-grain")!
      .session.performance.words.all.map(({ placed }) => placed?.file),
  );
