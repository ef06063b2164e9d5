/** A performance without a browser: an engine that begins every cloud at a quantum of its own clock, and a field to type in. */
import { vi } from "vitest";
import type { Instrument } from "../../src/instrument";
import type { PlacedWord } from "../../src/protocol";
import { tokenise } from "../../src/text";
import { Field } from "../../src/ui/field";
import { Performance } from "../../src/ui/performance";
import { Shaping } from "../../src/ui/shaping";

export const RATE = 48_000;
export const QUANTUM = 128;

interface Begun {
  readonly id: number;
  readonly token: string;
  readonly frame: number;
  readonly reversed: boolean;
}

/** `ready`: whether the engine is there. The page's clock (milliseconds) is 250 ms ahead of the engine's. */
export function band(ready: () => boolean = () => true) {
  const clock = { frame: 0 };
  const due: Begun[] = [];
  const begun: Begun[] = [];
  const hushed: { voice: number | undefined; frame: number }[] = [];
  let ids = 0;
  const place = (token: string): PlacedWord => ({
    word: token,
    units: [{ unit: 0, weight: 1 }],
    file: `${token}.wav`,
    length: 0.5,
    source: "known",
    of: [],
  });
  const instrument = {
    get now() {
      return clock.frame / RATE;
    },
    timing: { timeOf: (stamp: number) => (stamp - 250) / 1000 },
    play: (token: string, { at = 0, set = {} }: { at?: number; set?: Readonly<Record<string, number>> }) => {
      const id = ++ids;
      // As the engine does it: at the quantum's beginning when it is late, else in the quantum that holds its time.
      const frame = Math.max(clock.frame, Math.round(at * RATE));
      due.push({ id, token, frame, reversed: set["reverse"] === 100 });
      due.sort((a, b) => a.frame - b.frame);
      return { id, placed: Promise.resolve(place(token)) };
    },
    stop: (voice?: number) => void hushed.push({ voice, frame: clock.frame }),
    panic: () => undefined,
    expect: () => undefined,
    place: (token: string) => Promise.resolve(place(token)),
    durationOf: () => 0.5,
  } as unknown as Instrument;
  const shaping = new Shaping(1, () => undefined);
  const performance = new Performance(tokenise, shaping, {
    ready: () => (ready() ? instrument : undefined),
    changed: () => undefined,
    grid: () => clock.frame / RATE,
    problem: (error) => {
      throw error;
    },
  });
  const field = new Field(performance, () => undefined);
  const target = Object.assign(Object.create(null) as HTMLTextAreaElement, {
    value: "",
    selectionStart: 0,
    selectionEnd: 0,
  });

  /** One quantum passes. */
  const render = (): void => {
    while (due[0] && due[0].frame < clock.frame + QUANTUM) {
      const cloud = due.shift()!;
      begun.push(cloud);
      performance.cloud(cloud.id, "started", cloud.frame, RATE);
    }
    clock.frame += QUANTUM;
  };
  /** One key of a keyboard, through the page's own handlers, at the present moment. */
  const press = (key: string): void => {
    const timeStamp = (1000 * clock.frame) / RATE + 250;
    const event = { target, timeStamp, isComposing: false, cancelable: true, preventDefault: () => undefined };
    target.selectionStart = target.selectionEnd = target.value.length;
    if (key === "Backspace" && target.value !== "") {
      target.value = target.value.slice(0, -1);
      field.input({ ...event, inputType: "deleteContentBackward" } as unknown as InputEvent);
      return;
    }
    const what =
      key === "Enter"
        ? { inputType: "insertLineBreak", data: null }
        : key === "Backspace"
          ? { inputType: "deleteContentBackward", data: null }
          : { inputType: "insertText", data: key };
    field.beforeInput({ ...event, ...what } as unknown as InputEvent);
  };
  return { clock, begun, hushed, shaping, performance, render, press };
}

export type Band = ReturnType<typeof band>;

/** Lets so many seconds pass, for the engine and for the page's (fake) timers. */
export const pass = async (stage: Band, seconds: number): Promise<void> => {
  for (const end = stage.clock.frame + seconds * RATE; stage.clock.frame < end;) {
    stage.render();
    await vi.advanceTimersByTimeAsync((1000 * QUANTUM) / RATE);
  }
};
