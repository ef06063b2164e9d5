/** MIDI devices at the instrument: what they send becomes turns of knobs, words, holds; nothing is needed to play without. */
import { control, controlAt, controlTravel } from "../controls";
import { type MidiBinding, MidiClock, type MidiDeed, MidiMap } from "../input";
import type { PlayedParts } from "./parts";

/** A browser may ask the performer first, or never answer. */
const PATIENCE = 15_000;
/** Semitones of a full pitch bend. */
const BEND = 2;
/** The key that plays the first word. */
const FIRST_KEY = 60;

/** Thread: main. */
export class Midi {
  readonly #clock = new MidiClock();
  readonly #session: PlayedParts;
  readonly #changed: () => void;
  readonly #attached = new Set<string>();
  #map = new MidiMap();
  #bent: number | undefined;

  /** off · opening · on. */
  state: "off" | "opening" | "on" = "off";
  /** Names of the devices that are there now. */
  devices: readonly string[] = [];

  constructor(session: PlayedParts, changed: () => void) {
    this.#session = session;
    this.#changed = changed;
  }

  /** The beat, of a device or tapped, swung as the knob says. */
  get clock(): MidiClock {
    this.#clock.swing = this.#session.shaping.knobs.get("swing") / 100;
    return this.#clock;
  }

  get bindings(): readonly MidiBinding[] {
    return this.#map.bindings;
  }

  /** A map from last time. */
  set bindings(bindings: readonly MidiBinding[]) {
    this.#map = new MidiMap(bindings);
  }

  get learning(): string | undefined {
    return this.#map.learning;
  }

  /** Asks the browser; rejects with one sentence. */
  async open(): Promise<void> {
    if (this.state !== "off") return;
    if (!("requestMIDIAccess" in navigator)) {
      throw new Error("This browser has no MIDI. Chrome, Edge and Firefox have; everything else works here.");
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
        this.devices = WebMidi.inputs.map(({ name }) => name);
        for (const input of WebMidi.inputs) {
          if (this.#attached.has(input.id)) continue;
          this.#attached.add(input.id);
          input.addListener("midimessage", ({ message, timestamp }) => this.#take(message.data, input.name, timestamp));
        }
        this.#changed();
      };
      WebMidi.addListener("connected", attach);
      WebMidi.addListener("disconnected", (event) => {
        const { id } = event.port as { readonly id: string };
        this.#attached.delete(id);
        attach();
      });
      attach();
      this.#show("on");
    } catch (error) {
      this.#show("off");
      throw error;
    }
  }

  /** The next controller that moves turns this control; undefined gives up. */
  learn(id: string | undefined): void {
    this.#map.learn(id);
    this.#changed();
  }

  forget(id: string): void {
    this.#map.forget(id);
    this.#changed();
  }

  #show(state: typeof this.state): void {
    this.state = state;
    this.#changed();
  }

  #take(data: ArrayLike<number>, device: string, time: number): void {
    const { knobs } = this.#session.shaping;
    const travel = (id: string): number => controlTravel(control(id), knobs.get(id));
    for (const deed of this.#map.take(data, device, travel)) this.#do(deed, time);
  }

  #do(deed: MidiDeed, time: number): void {
    const { shaping, performance } = this.#session;
    switch (deed.type) {
      case "control":
        return shaping.turn(deed.id, controlAt(control(deed.id), deed.travel));
      case "note":
        if (!deed.on) return;
        if (shaping.knobs.get("keys") === 1) return performance.pitched(deed.note - FIRST_KEY, deed.velocity);
        return performance.key(deed.note - FIRST_KEY, deed.velocity);
      case "bend":
        return this.#bend(deed.value);
      case "pedal":
        return shaping.knobs.set("freeze", deed.down ? 1 : 0);
      case "program": {
        const preset = shaping.presets[deed.number];
        return preset && shaping.blend(preset, preset, 0);
      }
      case "clock":
        if (deed.what === "tick") this.clock.tick(this.#session.instrument?.timing.timeOf(time) ?? 0);
        else if (deed.what === "start") this.clock.start();
        else this.clock.stop();
        return;
      case "panic":
        return performance.panic();
      case "learned": {
        const { binding } = deed;
        shaping.did({
          label: `MIDI for ${control(binding.control).label}`,
          undo: () => this.forget(binding.control),
          redo: () => (this.bindings = [...this.bindings, binding]),
        });
        return this.#changed();
      }
    }
  }

  /** Around the pitch that the knob had when the wheel left its middle. */
  #bend(value: number): void {
    const { knobs } = this.#session.shaping;
    this.#bent ??= knobs.get("pitch");
    knobs.set("pitch", this.#bent + value * BEND);
    if (value === 0) this.#bent = undefined;
  }
}
