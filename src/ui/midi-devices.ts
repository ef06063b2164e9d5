/** The browser's MIDI devices: heard and sent to by name, so that a replugged one is the same; nothing is needed to play without. */

/** A browser may ask the performer first, or never answer. */
const PATIENCE = 15_000;

/** What devices tell. */
export interface DeviceOutlets {
  /** `time`: milliseconds of the page, when the device sent it. */
  take(data: ArrayLike<number>, device: string, time: number): void;
  changed(): void;
  /** A device went away: nobody will let its keys go. */
  gone(): void;
}

/** Thread: main. */
export class MidiDevices {
  readonly #outlets: DeviceOutlets;
  /** Inputs that are listened to. A port that comes back is the same object, with its listener. */
  readonly #attached = new WeakSet<object>();
  #send: ((device: string | undefined, bytes: readonly number[], time: number | undefined) => void) | undefined;

  /** off · opening · on. */
  state: "off" | "opening" | "on" = "off";
  /** Names of the devices that are there now. */
  inputs: readonly string[] = [];
  outputs: readonly string[] = [];

  constructor(outlets: DeviceOutlets) {
    this.#outlets = outlets;
  }

  /** Asks the browser; rejects with one sentence. */
  async open(): Promise<void> {
    if (this.state !== "off") return;
    if (!("requestMIDIAccess" in navigator)) {
      throw new Error(
        "This browser has no MIDI: Chrome, Edge and Firefox have, or `lexigrain bridge` on the command line brings it. Everything else works here.",
      );
    }
    this.#show("opening");
    try {
      const { WebMidi } = await import("webmidi");
      const late = new Promise<never>((_, reject) => {
        setTimeout(
          () => reject(new Error("The browser did not allow MIDI. Allow it beside the address, then try again.")),
          PATIENCE,
        );
      });
      await Promise.race([WebMidi.enable(), late]);
      const attach = (): void => {
        const before = this.inputs;
        this.inputs = WebMidi.inputs.map(({ name }) => name);
        if (before.some((name) => !this.inputs.includes(name))) this.#outlets.gone();
        this.outputs = WebMidi.outputs.map(({ name }) => name);
        for (const input of WebMidi.inputs) {
          if (this.#attached.has(input)) continue;
          this.#attached.add(input);
          input.addListener("midimessage", ({ message, timestamp }) =>
            this.#outlets.take(message.data, input.name, timestamp),
          );
        }
        this.#outlets.changed();
      };
      // The library tells only of ports that go while they are open; some browsers close them first.
      WebMidi.interface.addEventListener("statechange", attach);
      this.#send = (device, bytes, time) => {
        for (const output of WebMidi.outputs)
          if (device === undefined || output.name === device)
            output.send([...bytes], time === undefined ? {} : { time });
      };
      this.state = "on";
      attach();
    } catch (error) {
      this.#show("off");
      throw error;
    }
  }

  /** To the device of that name, or to all. `time`: milliseconds of the page; absent or past: at once. */
  send(device: string | undefined, bytes: readonly number[], time?: number): void {
    this.#send?.(device, bytes, time);
  }

  #show(state: typeof this.state): void {
    this.state = state;
    this.#outlets.changed();
  }
}
