/** What journeys of the hand look at: every onset as the engine tells it, the knobs, the voices. */
import type { Page } from "@playwright/test";
import type { ElementInPage } from "./play";

/** A word that began to sound: at that frame of the context. */
export interface Onset {
  readonly token: string;
  readonly line: number;
  readonly frame: number;
}

/** The element as journeys of the hand see it. */
export interface HandInPage extends ElementInPage {
  session: ElementInPage["session"] & {
    instrument: { analyser: AnalyserNode };
    performance: {
      cloud(id: number, state: string, frame: number, rate: number): void;
      player: { score: { strokes: readonly { key: string }[] } };
      words: { of(id: number): { token: string; line: number } | undefined };
    };
    shaping: { knobs: { values: Readonly<Record<string, number>> }; history: { last: string | undefined } };
  };
}

interface OnsetWindow {
  onsets?: Onset[];
}

/** From now on every onset is written down, beside the page and without touching what it does. */
export const watchOnsets = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const { performance } = document.querySelector<HandInPage>("lexi-grain")!.session;
    const list: Onset[] = ((window as unknown as OnsetWindow).onsets = []);
    const cloud = performance.cloud.bind(performance);
    performance.cloud = (id, state, frame, rate) => {
      const word = state === "started" ? performance.words.of(id) : undefined;
      if (word) list.push({ token: word.token, line: word.line, frame });
      cloud(id, state, frame, rate);
    };
  });

export const onsets = (page: Page): Promise<Onset[]> =>
  page.evaluate(() => (window as unknown as OnsetWindow).onsets ?? []);

/** Every key that was logged. */
export const strokes = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    document
      .querySelector<HandInPage>("lexi-grain")!
      .session.performance.player.score.strokes.map(({ key }: { key: string }) => key),
  );

/** What is not at its default. */
export const knobs = (page: Page): Promise<Readonly<Record<string, number>>> =>
  page.evaluate(() => document.querySelector<HandInPage>("lexi-grain")!.session.shaping.knobs.values);

export const knob = (page: Page, id: string): Promise<number> =>
  page.evaluate((name) => document.querySelector<HandInPage>("lexi-grain")!.session.shaping.knobs.get(name), id);

/** Waits until nothing sounds. */
export const quiet = async (page: Page): Promise<void> => {
  await page.waitForFunction(
    () =>
      document
        .querySelector<HandInPage>("lexi-grain")!
        .session.performance.words.all.every(({ state }) => state === "heard"),
    undefined,
    { timeout: 30_000 },
  );
};

/** The words as they stand. */
export const tokens = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    document.querySelector<HandInPage>("lexi-grain")!.session.performance.words.all.map(({ token }) => token),
  );
