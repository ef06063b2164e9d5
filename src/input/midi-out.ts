/** What is sent to MIDI devices: a knob's place for lights and motors, a clock, notes. Pure: bytes and times. */
import type { Seconds } from "../types";
import { type MidiBinding, wholeOf } from "./midi-binding";

/** Bytes for a device, and when; absent: at once. */
export interface MidiMessage {
  readonly bytes: readonly number[];
  /** Engine time. */
  readonly at?: Seconds;
}

/**
 * Where the knob is, as the learned controller would have sent it: what LED rings and motor faders follow. `fine`: it
 * sends 14 bits itself. Nothing for what has no lights: pressure, wheels, gamepads.
 */
export function feedback(binding: MidiBinding, travel: number, fine: boolean): readonly MidiMessage[] {
  const { kind, number, channel } = binding;
  const whole = wholeOf(binding, travel);
  const status = 0xb0 | channel;
  const all = Math.round(whole * 16383);
  const cc = (which: number, value: number): MidiMessage => ({ bytes: [status, which, value] });
  if (kind === "nrpn")
    return [cc(99, number >> 7), cc(98, number & 127), cc(6, all >> 7), cc(38, all & 127), cc(99, 127), cc(98, 127)];
  if (kind !== "cc" && kind !== "relative") return [];
  if (fine && number < 32) return [cc(number, all >> 7), cc(number + 32, all & 127)];
  return [cc(number, Math.round(whole * 127))];
}

/** Ticks a quarter note. */
const TICKS = 24;

/** Sends the beat: 24 ticks a quarter note, a little ahead of their time, each once. */
export class ClockOut {
  #next: number | undefined;

  /** What is due until then. `timeOf`: when a quarter note (counted from the start of the beat) is; undefined without a beat. */
  due(now: Seconds, until: Seconds, beats: number | undefined, timeOf: (beat: number) => Seconds): MidiMessage[] {
    if (beats === undefined) return this.stop();
    const messages: MidiMessage[] = [];
    const here = Math.ceil(beats * TICKS - 1e-6);
    if (this.#next === undefined) messages.push({ bytes: [0xfa], at: now });
    // A beat that was tapped anew, or a page that slept: go on from here.
    if (this.#next === undefined || Math.abs(this.#next - here) > TICKS) this.#next = here;
    for (;;) {
      const at = timeOf(this.#next / TICKS);
      if (!(at < until)) return messages;
      if (at >= now - 0.001) messages.push({ bytes: [0xf8], at });
      this.#next++;
    }
  }

  /** Tells the others to stop, when they were started. */
  stop(): MidiMessage[] {
    if (this.#next === undefined) return [];
    this.#next = undefined;
    return [{ bytes: [0xfc] }];
  }
}

/** Note of the word that is so many words from the first; far words begin anew at the lowest key. */
export const noteOf = (first: number, index: number): number => (first + index) % 128;

export const noteOn = (note: number, velocity: number): MidiMessage => ({
  bytes: [0x90, note, Math.max(1, Math.min(127, Math.round(127 * velocity)))],
});

export const noteOff = (note: number): MidiMessage => ({ bytes: [0x80, note, 64] });
