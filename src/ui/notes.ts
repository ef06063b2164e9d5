/** Keys of MIDI devices as words: each sounds in a voice of its own, held, pressed, bent and slid key by key. No DOM. */
import { clampControl, control } from "../controls";
import { MpeZones, snapped } from "../input";
import type { ControlValues } from "../protocol";
import type { Decibels } from "../types";
import type { PlayedParts } from "./parts";

/** The key that plays the first word, and the one at which pitch is the sound's own. */
export const FIRST_KEY = 60;
/** Voices of keys: lines have those below. */
const VOICES = { first: 32, count: 32 };
/** Full aftertouch adds so much. */
const PRESSURE: Decibels = 9;
/** A slide from end to end moves the low pass by so many octaves. */
const OCTAVES = 6;
/** Expression is gathered for so long before the engine is told, milliseconds. */
const GATHER = 10;
/** A key that is struck as softly as can be. */
const SOFTEST = 0.02;

interface Key {
  readonly cloud: number;
  readonly voice: number;
  readonly channel: number;
  readonly note: number;
  /** Values it began with. */
  readonly pitch: number;
  readonly gain: Decibels;
  readonly slide: number;
  /** Down, or kept by the pedal. */
  down: boolean;
  released: boolean;
  pressure: number;
}

/** What is known of a channel before its next key. */
interface Channel {
  bend: number;
  pressure: number;
  slide: number;
}

/** Thread: main. */
export class Notes {
  readonly zones = new MpeZones();
  readonly #session: PlayedParts;
  readonly #keys = new Map<number, Key>();
  readonly #channels = new Map<number, Channel>();
  readonly #stale = new Set<number>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #pedal = false;
  #next = 0;

  /** Keys sound as long as they are held, and not as long as their words. Keys of an MPE zone always do. */
  held = false;

  constructor(session: PlayedParts) {
    this.#session = session;
  }

  /** Whether that cloud was begun by a key. */
  has(cloud: number): boolean {
    return this.#keys.has(cloud);
  }

  /** `velocity` 0..1; `stamp`: milliseconds of the page. */
  on(channel: number, note: number, velocity: number, stamp: number): void {
    const { shaping, performance } = this.#session;
    const { heard } = shaping.knobs;
    const byPitch = heard.get("keys") === 1;
    const word = byPitch ? performance.words.all.at(-1) : performance.words.ofKey(note - FIRST_KEY);
    if (!word) return;
    const { bend, pressure, slide } = this.#channel(channel);
    const own = snapped(heard.get("pitch") + (byPitch ? note - FIRST_KEY : 0), heard.get("scale"));
    const member = this.zones.member(channel);
    const softer = 20 * Math.log10(Math.max(SOFTEST, velocity));
    const holds = this.held || member;
    const voice = VOICES.first + (this.#next++ % VOICES.count);
    const first = member ? { pressure, bend: bend * this.zones.range(channel) } : { pressure: 0, bend: 0 };
    const pitch = clampControl(control("pitch"), own + first.bend);
    const cloud = performance.strike(word, {
      voice,
      stamp,
      softer: softer + PRESSURE * first.pressure,
      own: { ...(byPitch || member ? { pitch } : {}), ...(holds ? { freeze: 1 } : {}) },
    });
    if (cloud === undefined) return;
    const key = { cloud, voice, channel, note, pitch: own, gain: heard.get("gain") + softer, slide };
    this.#keys.set(cloud, { ...key, down: true, released: false, pressure: first.pressure });
  }

  off(channel: number, note: number): void {
    for (const key of this.#keys.values()) {
      if (key.channel !== channel || key.note !== note || !key.down) continue;
      key.down = false;
      if (!this.#pedal) this.#release(key);
    }
  }

  /** The sustain pedal: what sounds is held, keys let go sound on. */
  pedal(down: boolean): void {
    this.#pedal = down;
    this.#session.shaping.knobs.set("freeze", down ? 1 : 0);
    if (!down) for (const key of this.#keys.values()) if (!key.down) this.#release(key);
  }

  /** All keys and the pedal are let go. */
  letGo(): void {
    for (const key of this.#keys.values()) key.down = false;
    if (this.#pedal) this.pedal(false);
    for (const key of this.#keys.values()) this.#release(key);
  }

  /** Whether the bend belongs to single keys; else it is everybody's. `value` −1..1. */
  bend(channel: number, value: number): boolean {
    this.#channel(channel).bend = value;
    if (!this.zones.member(channel)) return false;
    this.#touch(channel);
    return true;
  }

  /** Aftertouch of a channel or of one key, 0..1. */
  pressure(channel: number, note: number | undefined, value: number): void {
    if (note === undefined) this.#channel(channel).pressure = value;
    for (const key of this.#keys.values())
      if (key.channel === channel && (note === undefined || key.note === note)) key.pressure = value;
    this.#touch(channel);
  }

  slide(channel: number, value: number): void {
    this.#channel(channel).slide = value;
    this.#touch(channel);
  }

  /** That cloud has ended. */
  ended(cloud: number): void {
    this.#keys.delete(cloud);
  }

  /** Nothing is held any longer. */
  clear(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#keys.clear();
    this.#stale.clear();
    if (this.#pedal) this.pedal(false);
  }

  #channel(channel: number): Channel {
    const known = this.#channels.get(channel) ?? { bend: 0, pressure: 0, slide: 0.5 };
    this.#channels.set(channel, known);
    return known;
  }

  #release(key: Key): void {
    if (key.released || !(this.held || this.zones.member(key.channel))) return;
    // Once: its voice is another key's soon.
    key.released = true;
    this.#session.instrument?.adjust(key.cloud, { freeze: 0 });
    this.#session.instrument?.stop(key.voice);
  }

  /** Expression comes by the hundred: the engine is told a hundred times a second at most. */
  #touch(channel: number): void {
    this.#stale.add(channel);
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      for (const key of this.#keys.values())
        if (this.#stale.has(key.channel)) this.#session.instrument?.adjust(key.cloud, this.#expressed(key));
      this.#stale.clear();
    }, GATHER);
  }

  #expressed(key: Key): ControlValues {
    const { bend, slide } = this.#channel(key.channel);
    const gain = clampControl(control("gain"), key.gain + PRESSURE * key.pressure);
    if (!this.zones.member(key.channel)) return { gain };
    const open = this.#session.shaping.knobs.heard.get("lowPass") * Math.pow(2, OCTAVES * (slide - key.slide));
    return {
      gain,
      pitch: clampControl(control("pitch"), key.pitch + bend * this.zones.range(key.channel)),
      lowPass: clampControl(control("lowPass"), open),
    };
  }
}
