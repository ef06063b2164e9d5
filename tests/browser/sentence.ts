/** A sentence typed with trusted keys, checked on the samples that left the worklet. */
import { expect, type Page } from "@playwright/test";
import { bestMap, files, setControl } from "./play";
import { bands, difference, frameNow, onset, recorded, rms, tap } from "./tap";

/** Types each word, waits until it has sounded; every word must be heard, in its order, and unlike the others. */
export async function sentenceSounds(page: Page, words: readonly string[]): Promise<void> {
  // While the best map is being made the worker may answer late; onsets are judged when it is there.
  await bestMap(page);
  await tap(page);
  await setControl(page, "wordDuration", 0.35);
  const asked: number[] = [];
  for (const word of words) {
    await page.keyboard.type(word, { delay: 15 });
    asked.push(await frameNow(page));
    await page.keyboard.press("Space");
    await page.waitForTimeout(650);
  }
  const recording = await recorded(page);
  const second = recording.sampleRate;
  const heard = asked.map((from, i) => {
    // Until the next word ends: a busy machine may press the key late, but the order must hold.
    const at = onset(recording, from, asked[i + 1] ?? from + 0.6 * second);
    expect(at, `"${words[i]}" is heard before the next word ends`).toBeDefined();
    expect(rms(recording, at!, at! + 0.25 * second), `"${words[i]}" is loud enough`).toBeGreaterThan(0.01);
    expect(rms(recording, from - 0.05 * second, from), `all is quiet before "${words[i]}" ends`).toBeLessThan(0.002);
    return bands(recording, at!, at! + 0.25 * second);
  });
  const placed = await files(page);
  expect(placed.filter(Boolean)).toHaveLength(words.length);
  // Near words ("the", "a") may share a sound of their clouds; a tenth of the pairs, no more.
  let alike = 0;
  for (let i = 0; i < heard.length; i++)
    for (let j = 0; j < i; j++) if (words[i] !== words[j] && difference(heard[i], heard[j]) < 2) alike++;
  expect(alike, "pairs of different words that sound the same").toBeLessThanOrEqual(
    (heard.length * (heard.length - 1)) / 20,
  );
  let peak = 0;
  for (const sample of recording.samples) peak = Math.max(peak, Math.abs(sample));
  expect(peak, "no sample above full scale").toBeLessThanOrEqual(1);
}
