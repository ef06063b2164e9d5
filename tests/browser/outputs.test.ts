/** Loudspeakers: a line goes to the one it was sent to, in what is recorded, bounced and with effects. */
import { readFileSync } from "node:fs";
import { expect, type Page, test } from "@playwright/test";
import { clean } from "./axe";
import { begin, type ElementInPage, setControl } from "./play";

/** A device with eight outputs, which the machine has not: what the page sends to it is taken off before it. */
function eightOutputs(): void {
  const counts = new WeakMap<object, number>();
  Object.defineProperty(AudioDestinationNode.prototype, "maxChannelCount", { get: () => 8 });
  Object.defineProperty(AudioDestinationNode.prototype, "channelCount", {
    get(this: object) {
      return counts.get(this) ?? 2;
    },
    set(this: object, count: number) {
      counts.set(this, count);
    },
  });
}

/** Level of each channel of a WAV file of 32-bit floats. */
function levels(bytes: Buffer): number[] {
  const channels = bytes.readUInt16LE(22);
  const first = bytes.indexOf("data") + 8;
  const frames = Math.floor((bytes.length - first) / (4 * channels));
  return Array.from({ length: channels }, (_, c) => {
    let sum = 0;
    for (let i = 0; i < frames; i++) sum += bytes.readFloatLE(first + 4 * (i * channels + c)) ** 2;
    return Math.sqrt(sum / frames);
  });
}
const loud = (all: readonly number[]): number[] => all.flatMap((level, c) => (level > 1e-6 ? [c + 1] : []));

async function saved(page: Page, button: string): Promise<number[]> {
  const [download] = await Promise.all([
    page.waitForEvent("download", { timeout: 30_000 }),
    page.getByRole("button", { name: button, exact: true }).click(),
  ]);
  return levels(readFileSync(await download.path()));
}

/** What leaves the instrument while that word is sounded again. */
async function recording(page: Page, word: string): Promise<number[]> {
  await page.getByRole("button", { name: "Record", exact: true }).click();
  await page.getByRole("button", { name: word, exact: true }).press("Enter");
  const sounding = () =>
    page.evaluate(() => {
      const { session } = document.querySelector<ElementInPage>("lexi-grain")!;
      return (session as unknown as { status: { clouds: unknown[] } | undefined }).status?.clouds.length ?? 0;
    });
  await expect.poll(sounding, { intervals: [20], timeout: 10_000 }).toBeGreaterThan(0);
  await expect.poll(sounding, { intervals: [50], timeout: 10_000 }).toBe(0);
  return saved(page, "Stop and save");
}

const used = (page: Page) =>
  page.evaluate(() => {
    const { instrument } = document.querySelector<ElementInPage>("lexi-grain")!.session;
    const { outputs } = instrument as unknown as { outputs: { channels: number; speakers: number[] } };
    const { destination } = instrument.context;
    return [outputs.channels, destination.channelCount, destination.channelInterpretation, outputs.speakers.length];
  });

test("a line goes to its own loudspeaker: recorded, bounced, with effects", async ({ page }) => {
  test.setTimeout(180_000);
  await page.addInitScript(eightOutputs);
  await begin(page);
  await setControl(page, "wordDuration", 0.4);
  await page.keyboard.type("river\n");
  await page.keyboard.type("thunder ");
  await page.getByRole("button", { name: "Voice 1" }).press("Enter");
  // Two loudspeakers: left alone.
  await page.getByRole("group", { name: "Voice 1" }).getByLabel("Outputs").selectOption("left");
  await page.keyboard.press("Control+j");
  await page.getByRole("tab", { name: "Output" }).click();
  await page.getByLabel("WAV").selectOption("32 bit float");
  expect(loud(await recording(page, "river"))).toEqual([1]);
  expect(loud(await recording(page, "thunder"))).toEqual([1, 2]);

  await page.getByLabel(/^Loudspeakers/).selectOption("4");
  await expect.poll(() => used(page)).toEqual([4, 4, "discrete", 0]);
  await page.getByRole("group", { name: "Voice 1" }).getByLabel("Outputs").selectOption("3");
  await clean(page, "four loudspeakers");
  expect(loud(await recording(page, "river"))).toEqual([3]);
  await page.getByRole("button", { name: "Voice 2" }).press("Enter");
  await page.getByRole("group", { name: "Voice 2" }).getByLabel("Outputs").selectOption("3");
  expect(loud(await saved(page, "Bounce"))).toEqual([3]);
  await setControl(page, "reverb", 40);
  await setControl(page, "reverbDecay", 0.3);
  // A room stays where its sound is.
  const wet = await saved(page, "Bounce");
  expect(wet).toHaveLength(4);
  expect(loud(wet)).toEqual([3]);
});
