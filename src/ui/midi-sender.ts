/** What MIDI devices are told: where knobs are that they have learned, the beat, and every word as a note. */
import { control, controlTravel } from "../controls";
import {
  ClockOut,
  feedback,
  type MidiBinding,
  type MidiClock,
  type MidiMessage,
  noteOf,
  noteOff,
  noteOn,
} from "../input";
import { FIRST_KEY } from "./notes";
import type { PlayedParts } from "./parts";

/** Changes of knobs are gathered for so long, milliseconds. */
const GATHER = 20;
/** The clock is sent so far ahead, and looked after so often, milliseconds. */
const AHEAD = 100;
const EVERY = 25;
/** A controller that is this near shows the knob's place already. */
const SAME = 0.6 / 127;

/** Where messages go, and what the map knows. */
export interface SenderOutlets {
  bindings(): readonly MidiBinding[];
  /** Whether the controller sends 14 bits itself. */
  fine(binding: MidiBinding): boolean;
  /** To the device of that name, or to all; `time`: milliseconds of the page. */
  send(device: string | undefined, bytes: readonly number[], time?: number): void;
}

/** What is sent at all. */
interface SenderSettings {
  readonly clockOut: boolean;
  readonly wordsOut: boolean;
  readonly lights: boolean;
}

/** Thread: main. */
export class MidiSender {
  readonly #session: PlayedParts;
  readonly #clock: MidiClock;
  readonly #outlets: SenderOutlets;
  readonly #beat = new ClockOut();
  /** Where each controller is now, by its own hand or by ours. */
  readonly #shown = new Map<MidiBinding, number>();
  readonly #stale = new Set<string>();
  readonly #notes = new Map<number, number>();
  #gathering: ReturnType<typeof setTimeout> | undefined;
  #ticking: ReturnType<typeof setInterval> | undefined;
  #settings: SenderSettings = { clockOut: false, wordsOut: false, lights: true };
  #deaf: (() => void) | undefined;

  constructor(session: PlayedParts, clock: MidiClock, outlets: SenderOutlets) {
    this.#session = session;
    this.#clock = clock;
    this.#outlets = outlets;
  }

  set settings(settings: SenderSettings) {
    this.#settings = settings;
    if (!settings.wordsOut) this.#silence();
    if (settings.clockOut) this.#ticking ??= setInterval(() => this.#tick(), EVERY);
    else this.#stop();
  }

  /** Devices came or went, or there is another map: all controllers are shown where their knobs are. */
  refresh(): void {
    this.#deaf ??= this.#session.shaping.knobs.listen((id) => this.#turned(id));
    this.#shown.clear();
    for (const binding of this.#outlets.bindings()) this.#turned(binding.control);
  }

  /** The performer's own hand moved that controller there: it is not told what it said itself. */
  moved(binding: MidiBinding, travel: number): void {
    this.#shown.set(binding, travel);
  }

  /** A cloud began or ended. `own`: a key of a device began it. */
  cloud(id: number, state: "started" | "ended", own: boolean): void {
    const note = this.#notes.get(id);
    if (state === "ended" && note !== undefined) {
      this.#notes.delete(id);
      this.#send(noteOff(note));
    }
    const { words } = this.#session.performance;
    const word = state === "started" && this.#settings.wordsOut && !own ? words.of(id) : undefined;
    if (!word || word.whisper) return;
    const key = noteOf(FIRST_KEY, words.keyOf(word));
    this.#notes.set(id, key);
    this.#send(noteOn(key, word.placed?.units[0]?.weight ?? 1));
  }

  close(): void {
    this.#deaf?.();
    clearTimeout(this.#gathering);
    this.#silence();
    this.#stop();
  }

  #turned(id: string): void {
    if (!this.#settings.lights || !this.#outlets.bindings().some((binding) => binding.control === id)) return;
    this.#stale.add(id);
    this.#gathering ??= setTimeout(() => this.#show(), GATHER);
  }

  #show(): void {
    this.#gathering = undefined;
    for (const binding of this.#outlets.bindings()) {
      if (!this.#stale.has(binding.control)) continue;
      const travel = controlTravel(control(binding.control), this.#session.shaping.knobs.get(binding.control));
      const shown = this.#shown.get(binding);
      if (shown !== undefined && Math.abs(shown - travel) < SAME) continue;
      const messages = feedback(binding, travel, this.#outlets.fine(binding));
      for (const { bytes } of messages) this.#outlets.send(binding.device, bytes);
      this.#shown.set(binding, travel);
    }
    this.#stale.clear();
  }

  #tick(): void {
    const { instrument } = this.#session;
    if (!instrument) return;
    const stamp = performance.now();
    const now = instrument.timing.timeOf(stamp);
    const timeOf = (beat: number): number => this.#clock.timeOf(beat);
    for (const { bytes, at } of this.#beat.due(now, now + AHEAD / 1000, this.#clock.beats(now), timeOf))
      this.#outlets.send(undefined, bytes, at === undefined ? undefined : stamp + 1000 * (at - now));
  }

  #stop(): void {
    clearInterval(this.#ticking);
    this.#ticking = undefined;
    for (const message of this.#beat.stop()) this.#send(message);
  }

  #silence(): void {
    for (const note of this.#notes.values()) this.#send(noteOff(note));
    this.#notes.clear();
  }

  #send({ bytes }: MidiMessage): void {
    this.#outlets.send(undefined, bytes);
  }
}
