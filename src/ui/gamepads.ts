/** Gamepads: looked at sixty times a second while there are any; sticks and buttons are learned like MIDI controllers. */

/** Milliseconds between two looks. */
const EVERY = 16;
/** A stick trembles by less than this. */
const MOVED = 0.01;

/** `value` 0..1; a stick's middle is 0.5. `time`: milliseconds of the page. */
type Take = (device: string, kind: "axis" | "button", number: number, value: number, time: number) => void;

/** Thread: main. Without gamepads, or in a browser that has none, nothing happens. */
export class Gamepads {
  readonly #take: Take;
  readonly #changed: () => void;
  readonly #last = new Map<string, number>();
  #timer: ReturnType<typeof setInterval> | undefined;
  #waiting: AbortController | undefined;

  /** `changed`: one came or went. */
  constructor(take: Take, changed: () => void = () => undefined) {
    this.#take = take;
    this.#changed = changed;
  }

  /** Whether any has been there. */
  get present(): boolean {
    return this.#timer !== undefined;
  }

  /** Names of those that are there now. */
  get names(): readonly string[] {
    return this.present ? navigator.getGamepads().flatMap((pad) => pad?.id ?? []) : [];
  }

  /** Waits for the first one: browsers tell of it when a button is pressed. */
  open(): void {
    this.#waiting = new AbortController();
    const { signal } = this.#waiting;
    globalThis.addEventListener("gamepadconnected", this.#came, { signal });
    globalThis.addEventListener("gamepaddisconnected", this.#changed, { signal });
  }

  close(): void {
    this.#waiting?.abort();
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  /** One look at all of them. */
  look(pads: readonly (Gamepad | null)[], time: number): void {
    for (const pad of pads) {
      if (!pad) continue;
      pad.axes.forEach((at, i) => this.#tell(pad.id, "axis", i, (at + 1) / 2, time));
      pad.buttons.forEach(({ value }, i) => this.#tell(pad.id, "button", i, value, time));
    }
  }

  readonly #came = (): void => {
    this.#timer ??= setInterval(() => this.look(navigator.getGamepads(), performance.now()), EVERY);
    this.#changed();
  };

  /** The first look only learns where things are: a stick at rest is no movement. */
  #tell(device: string, kind: "axis" | "button", number: number, value: number, time: number): void {
    const key = `${device} ${kind} ${number}`;
    const last = this.#last.get(key);
    if (last !== undefined && Math.abs(last - value) < MOVED) return;
    this.#last.set(key, value);
    if (last !== undefined) this.#take(device, kind, number, Math.min(1, Math.max(0, value)), time);
  }
}
