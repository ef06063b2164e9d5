/** MIDI at the instrument: what devices send becomes turns of knobs, words, holds; what is played is sent back to them. */
import { control, controlAt, controlTravel } from "../controls";
import { type MidiBinding, MidiClock, type MidiDeed, MidiMap, type MpeMode } from "../input";
import { Gamepads } from "./gamepads";
import { MidiDevices } from "./midi-devices";
import { MidiSender } from "./midi-sender";
import { Notes } from "./notes";
import type { PlayedParts } from "./parts";

/** What is chosen about devices, and kept. */
export interface MidiSettings {
  /** The beat goes to all devices. */
  readonly clockOut: boolean;
  /** Every word is a note. */
  readonly wordsOut: boolean;
  /** Learned controllers follow their knobs. */
  readonly lights: boolean;
  /** Keys sound as long as they are held. */
  readonly held: boolean;
  readonly mpe: MpeMode;
  /** What the pad moves goes back when the last finger has gone. */
  readonly padReturns: boolean;
  /** The pad was opened before: its bindings are as the performer left them. */
  readonly padKnown: boolean;
}

const PLAIN: MidiSettings = {
  clockOut: false,
  wordsOut: false,
  lights: true,
  held: false,
  mpe: "auto",
  padReturns: false,
  padKnown: false,
};

/** Thread: main. */
export class Midi {
  readonly #clock = new MidiClock();
  readonly #session: PlayedParts;
  readonly #changed: () => void;
  readonly #notes: Notes;
  readonly #sender: MidiSender;
  #map = new MidiMap();
  #settings = PLAIN;
  #bent: number | undefined;

  readonly devices: MidiDevices;
  readonly gamepads = new Gamepads(
    (device, kind, number, value, time) => this.pad(device, kind, number, value, time),
    () => this.#changed(),
  );

  constructor(session: PlayedParts, changed: () => void) {
    this.#session = session;
    this.#changed = changed;
    this.#notes = new Notes(session);
    this.devices = new MidiDevices({
      take: (data, device, time) => this.take(data, device, time),
      changed: () => {
        this.#sender.refresh();
        changed();
      },
      gone: () => this.letGo(),
    });
    this.#sender = new MidiSender(session, this.#clock, {
      bindings: () => this.bindings,
      fine: (binding) => this.#map.fine(binding),
      send: (device, bytes, time) => this.devices.send(device, bytes, time),
    });
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
    const { learning } = this.#map;
    this.#map = new MidiMap(bindings);
    this.#map.learn(learning);
    this.#sender.refresh();
    this.#changed();
  }

  get settings(): MidiSettings {
    return this.#settings;
  }

  set settings(settings: MidiSettings) {
    this.#settings = { ...PLAIN, ...settings };
    this.#notes.held = this.#settings.held;
    this.#notes.zones.mode = this.#settings.mpe;
    this.#sender.settings = this.#settings;
    this.#changed();
  }

  get learning(): string | undefined {
    return this.#map.learning;
  }

  /** The next controller that moves turns this control; undefined gives up. */
  learn(id: string | undefined): void {
    this.#map.learn(id);
    this.#changed();
  }

  /** No controller turns this control any longer; can be undone. */
  forget(id: string): void {
    this.rebind(
      this.bindings.filter((binding) => binding.control !== id),
      `MIDI for ${control(id).label}`,
    );
  }

  /** Another map; can be undone. */
  rebind(bindings: readonly MidiBinding[], label: string): void {
    const before = this.bindings;
    this.bindings = bindings;
    this.#did(label, before, bindings);
  }

  /** A message, from a browser's device or over the bridge. `time`: milliseconds of the page. */
  take(data: ArrayLike<number>, device: string, time: number): void {
    for (const deed of this.#map.take(data, device, this.#travel)) this.#do(deed, time);
  }

  /** A gamepad, or the pad on the screen, moved; `value` 0..1. */
  pad(device: string, kind: "axis" | "button", number: number, value: number, time: number): void {
    for (const deed of this.#map.pad(device, kind, number, value, this.#travel)) this.#do(deed, time);
  }

  /** A device has gone, or the line to it: its keys, its pedal and its wheel are let go. */
  letGo(): void {
    this.#notes.letGo();
    if (this.#bent !== undefined) this.#bend(0);
  }

  /** A cloud began or ended: keys forget it, words become notes. */
  cloud(id: number, state: "started" | "ended"): void {
    if (state === "ended") this.#notes.ended(id);
    this.#sender.cloud(id, state, this.#notes.has(id));
  }

  close(): void {
    this.gamepads.close();
    this.#notes.clear();
    this.#sender.close();
  }

  readonly #travel = (id: string): number => controlTravel(control(id), this.#session.shaping.knobs.get(id));

  #do(deed: MidiDeed, time: number): void {
    const { shaping, performance } = this.#session;
    switch (deed.type) {
      case "control":
        this.#sender.moved(deed.binding, deed.travel);
        return shaping.turn(deed.id, controlAt(control(deed.id), deed.travel));
      case "note":
        if (deed.on) return this.#notes.on(deed.channel, deed.note, deed.velocity, time);
        return this.#notes.off(deed.channel, deed.note);
      case "bend":
        if (!this.#notes.bend(deed.channel, deed.value)) this.#bend(deed.value * this.#notes.zones.range(deed.channel));
        return;
      case "pressure":
        return this.#notes.pressure(deed.channel, deed.note, deed.value);
      case "slide":
        return this.#notes.slide(deed.channel, deed.value);
      case "bendRange":
        return this.#notes.zones.bendRange(deed.channel, deed.semitones);
      case "zone":
        return this.#notes.zones.zone(deed.manager, deed.members);
      case "pedal":
        return this.#notes.pedal(deed.down);
      case "program": {
        const preset = shaping.presets[deed.number];
        return preset && shaping.blend(preset, preset, 0);
      }
      case "clock":
        if (deed.what === "tick") this.clock.tick(this.#session.instrument?.timing.timeOf(time) ?? 0);
        else if (deed.what === "start") this.clock.start();
        else if (deed.what === "stop") this.clock.stop();
        return;
      case "panic":
        this.#notes.clear();
        return performance.panic();
      case "learned":
        this.#did(`MIDI for ${control(deed.binding.control).label}`, deed.before, this.bindings);
        return this.#changed();
    }
  }

  #did(label: string, before: readonly MidiBinding[], after: readonly MidiBinding[]): void {
    const undo = (): void => void (this.bindings = before);
    this.#session.shaping.did({ key: label, label, undo, redo: () => (this.bindings = after) });
  }

  /** Semitones around the pitch that the knob had when the wheel left its middle. */
  #bend(semitones: number): void {
    const { knobs } = this.#session.shaping;
    this.#bent ??= knobs.get("pitch");
    knobs.set("pitch", this.#bent + semitones);
    if (semitones === 0) this.#bent = undefined;
  }
}
