/** The X/Y pad as a controller: fingers and a pen on it are axes, learned and bound like those of any device. Pure. */
import type { MidiBinding } from "./midi-binding";

/** The device under which the pad's bindings stand. */
export const PAD = "pad";

/** What the pad tells, by the number of its axis; all 0..1, Y upwards. A second finger has axes of its own. */
export const PAD_AXES = ["X", "Y", "second X", "second Y", "pressure"] as const;
const PRESSURE = 4;

/** As much of a new pad as it takes to be played at once: pitch within an octave to either side, and the low pass. */
export const FRESH_PAD: readonly MidiBinding[] = [
  { device: PAD, channel: 0, kind: "axis", number: 0, control: "pitch", from: 0.375, to: 0.625 },
  { device: PAD, channel: 0, kind: "axis", number: 1, control: "lowPass", from: 0, to: 1 },
];

/** Where something touches the pad. */
export interface PadTouch {
  /** 0..1 from the left. */
  readonly x: number;
  /** 0..1 from below. */
  readonly y: number;
  /** 0..1; absent where nothing measures it. */
  readonly pressure?: number;
}

/** A finger has to go so far before it is plain which axis is to be learned. */
const LEANS = 0.04;

/** Tells two fingers apart, whatever order they come and go in; a third one changes nothing. */
export class PadFingers {
  readonly #slots: (number | undefined)[] = [undefined, undefined];
  readonly #began = new Map<number, PadTouch>();

  /** Whether any finger is down. */
  get touched(): boolean {
    return this.#slots.some((finger) => finger !== undefined);
  }

  /** A finger came down; false: two are there already. */
  down(finger: number, touch: PadTouch): boolean {
    const free = this.#slots.indexOf(undefined);
    if (free < 0 || this.#slots.includes(finger)) return false;
    this.#slots[free] = finger;
    this.#began.set(finger, touch);
    return true;
  }

  up(finger: number): void {
    const at = this.#slots.indexOf(finger);
    if (at >= 0) this.#slots[at] = undefined;
    this.#began.delete(finger);
  }

  /** Axes and their values for that finger where it is now; none for one that does not count. */
  axes(finger: number, { x, y, pressure }: PadTouch): readonly (readonly [axis: number, value: number])[] {
    const slot = this.#slots.indexOf(finger);
    if (slot < 0) return [];
    const axes: [number, number][] = [
      [2 * slot, inside(x)],
      [2 * slot + 1, inside(y)],
    ];
    if (pressure !== undefined) axes.push([PRESSURE, inside(pressure)]);
    return axes;
  }

  /** The one axis along which the finger has gone, for learning; none before it has gone anywhere. */
  leaning(finger: number, touch: PadTouch): readonly (readonly [axis: number, value: number])[] {
    const from = this.#began.get(finger);
    const [x, y] = [Math.abs(touch.x - (from?.x ?? touch.x)), Math.abs(touch.y - (from?.y ?? touch.y))];
    if (Math.max(x, y) < LEANS) return [];
    return this.axes(finger, touch).slice(y > x ? 1 : 0, y > x ? 2 : 1);
  }
}

const inside = (value: number): number => Math.min(1, Math.max(0, value));
