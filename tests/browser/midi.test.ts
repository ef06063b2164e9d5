/** A MIDI device in the hand: learned, played, unplugged and plugged in again in the middle; a clock, a pedal, panic. */
import { expect, test } from "@playwright/test";
import { installFakeMidi, plug, send, unplug } from "./fake-midi";
import { knob, onsets, watchOnsets } from "./hand";
import { begin } from "./play";
import { frameNow, recorded, rms, tap } from "./tap";

const PATIENT = { timeout: 30_000 };
const BOX = "Test Box";

test("a controller is learned, notes play words, the clock is followed, and a device may go and come", async ({
  page,
}) => {
  test.setTimeout(120_000);
  await installFakeMidi(page);
  await begin(page);
  await tap(page);
  await watchOnsets(page);
  await page.keyboard.type("river stone cloud ", { delay: 20 });
  await expect.poll(async () => (await onsets(page)).length, PATIENT).toBe(3);
  await page.keyboard.press("Control+k");
  await page.getByRole("button", { name: "MIDI", exact: true }).press("Enter");
  await expect(page.getByText("no device yet")).toBeVisible();
  await plug(page, BOX);
  await expect(page.getByText(BOX)).toBeVisible();

  const shape = page.locator("lexi-grain-shape");
  await shape.getByRole("slider", { name: "Low pass" }).focus();
  await page.getByRole("button", { name: "Learn", exact: true }).press("Enter");
  await send(page, BOX, [0xb0, 21, 100]);
  await expect(page.getByRole("button", { name: "Unlearn" })).toBeVisible();
  await send(page, BOX, [0xb0, 21, 127], [0xb0, 21, 64]);
  const learned = await knob(page, "lowPass");
  expect(learned).toBeGreaterThan(500);
  expect(learned).toBeLessThan(900);

  // Notes play the words of the text, the first on middle C.
  await send(page, BOX, [0x90, 61, 100]);
  await expect.poll(async () => (await onsets(page)).at(-1)?.token, PATIENT).toBe("stone");
  await send(page, BOX, [0x80, 61, 0], [0x90, 62, 80]);
  await expect.poll(async () => (await onsets(page)).at(-1)?.token, PATIENT).toBe("cloud");

  // The pedal freezes; let go, it is silent after a while; panic silences at once.
  await send(page, BOX, [0xb0, 64, 127]);
  expect(await knob(page, "freeze")).toBe(1);
  await send(page, BOX, [0xb0, 64, 0]);
  expect(await knob(page, "freeze")).toBe(0);
  await send(page, BOX, [0xb0, 64, 127], [0x90, 60, 127]);
  await expect.poll(async () => (await onsets(page)).length, PATIENT).toBe(6);
  await send(page, BOX, [0xb0, 123, 0]);
  const panicked = await frameNow(page);
  await expect.poll(() => frameNow(page), PATIENT).toBeGreaterThan(panicked + 24_000);
  const heard = await recorded(page);
  expect(rms(heard, panicked + 9600, panicked + 19_200)).toBeLessThan(0.001);
  await send(page, BOX, [0xb0, 64, 0]);

  // Unplugged with the pedal down: nothing hangs; its name goes; plugged in again, what was learned still holds and a key is still one key.
  await send(page, BOX, [0xb0, 64, 127]);
  await unplug(page, BOX);
  await expect(page.getByText("no device yet")).toBeVisible();
  expect(await knob(page, "freeze")).toBe(0);
  await plug(page, BOX);
  await expect(page.getByText(BOX)).toBeVisible();
  await send(page, BOX, [0xb0, 21, 65], [0xb0, 21, 100]);
  await expect.poll(() => knob(page, "lowPass"), PATIENT).toBeGreaterThan(3000);
  await page.getByRole("button", { name: "Undo" }).press("Enter");
  await expect.poll(() => knob(page, "lowPass"), PATIENT).toBeLessThan(3000);

  const again = (await onsets(page)).length;
  await send(page, BOX, [0x90, 61, 90], [0x80, 61, 0], [0x90, 62, 90], [0x80, 62, 0]);
  await expect
    .poll(async () => (await onsets(page)).slice(again).map(({ token }) => token), PATIENT)
    .toContain("cloud");
  expect((await onsets(page)).slice(again).map(({ token }) => token)).toEqual(["stone", "cloud"]);

  // A clock at 120 a minute, and words on its quarters.
  await shape.getByRole("slider", { name: "Quantise" }).press("ArrowRight");
  await page.evaluate(
    async (name) =>
      await new Promise<void>((resolve) => {
        const { fakeMidi } = window as unknown as { fakeMidi: { send(n: string, data: number[]): void } };
        let ticks = 0;
        // One after the other: an interval would catch up after a stall, and its ticks would come early.
        const tick = (): void => {
          fakeMidi.send(name, [0xf8]);
          if (++ticks < 60) setTimeout(tick, 1000 / 48);
          else resolve();
        };
        tick();
      }),
    BOX,
  );
  const tempo = await page
    .locator("lexi-grain")
    .evaluate((e) => (e as unknown as { session: { midi: { clock: { tempo?: number } } } }).session.midi.clock.tempo);
  // A busy machine's timers are late, never early.
  expect(tempo).toBeGreaterThan(40);
  expect(tempo).toBeLessThan(130);
  const before = (await onsets(page)).length;
  const step = (60 / tempo!) * (await recorded(page)).sampleRate;
  await send(page, BOX, [0x90, 60, 100]);
  const asked = await frameNow(page);
  await expect.poll(async () => (await onsets(page)).length, PATIENT).toBe(before + 1);
  expect((await onsets(page)).at(-1)!.frame - asked).toBeLessThan(step * 1.2);
});
