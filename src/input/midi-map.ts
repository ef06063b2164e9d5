/**
 * MIDI as deeds: raw messages in, what they mean for the instrument out, by a map that is learned from the hand.
 * Pure: no device, no clock. Controllers may be 7 bit, 14 bit (n and n + 32), NRPN or relative; pressure, the wheel and
 * gamepads are learned alike.
 */
import { type MidiBinding, springs, steps, travelOf } from "./midi-binding";
import { Registered } from "./midi-registered";

export type MidiDeed =
  /** Bring the control to that travel 0..1. */
  | { readonly type: "control"; readonly id: string; readonly travel: number; readonly binding: MidiBinding }
  | {
      readonly type: "note";
      readonly on: boolean;
      readonly note: number;
      readonly velocity: number;
      readonly channel: number;
    }
  /** Pitch bend of a channel, −1..1. */
  | { readonly type: "bend"; readonly channel: number; readonly value: number }
  /** Aftertouch of a channel, or of one of its keys, 0..1. */
  | { readonly type: "pressure"; readonly channel: number; readonly note?: number; readonly value: number }
  /** CC 74, which MPE calls slide, 0..1. */
  | { readonly type: "slide"; readonly channel: number; readonly value: number }
  /** Semitones of a full bend. */
  | { readonly type: "bendRange"; readonly channel: number; readonly semitones: number }
  /** An MPE zone: so many member channels after the manager channel 0, or before 15; 0 closes it. */
  | { readonly type: "zone"; readonly manager: number; readonly members: number }
  | { readonly type: "pedal"; readonly down: boolean }
  | { readonly type: "program"; readonly number: number }
  | { readonly type: "clock"; readonly what: "tick" | "start" | "continue" | "stop" }
  | { readonly type: "panic" }
  /** A binding was learned; `before`: all bindings as they were. */
  | { readonly type: "learned"; readonly binding: MidiBinding; readonly before: readonly MidiBinding[] };

/** Where a controller is: who sent it, and which one. */
type Spot = Pick<MidiBinding, "kind" | "number" | "channel" | "device">;
type TravelOf = (control: string) => number;

/** A controller further than this from the knob is ignored until it has come to where the knob is (pick-up). */
const NEAR = 0.03;
/** One detent of a relative encoder. */
const DETENT = 1 / 127;
const SUSTAIN = 64;
const SLIDE = 74;

/** Thread: main. */
export class MidiMap {
  #bindings: readonly MidiBinding[];
  #learning: string | undefined;
  /** Coarse halves, waiting for their fine ones, by device, channel and number. */
  readonly #coarse = new Map<string, number>();
  readonly #registered = new Map<string, Registered>();
  /** The travel each binding was last at; absent: not picked up yet. */
  readonly #held = new Map<MidiBinding, number>();
  readonly #seen = new Map<MidiBinding, number>();
  readonly #fine = new Set<MidiBinding>();

  constructor(bindings: readonly MidiBinding[] = []) {
    this.#bindings = bindings;
  }

  get bindings(): readonly MidiBinding[] {
    return this.#bindings;
  }

  get learning(): string | undefined {
    return this.#learning;
  }

  /** The next controller that moves is bound to that control; undefined gives up. */
  learn(control: string | undefined): void {
    this.#learning = control;
  }

  /** Whether the controller was heard to send 14 bits. */
  fine(binding: MidiBinding): boolean {
    return this.#fine.has(binding);
  }

  /**
   * What a message means. `travel` tells where a control is now. Messages that are not understood mean nothing.
   * `data`: status byte and its data bytes.
   */
  take(data: ArrayLike<number>, device: string, travel: TravelOf): readonly MidiDeed[] {
    const status = data[0] ?? 0;
    if (status === 0xf8) return [{ type: "clock", what: "tick" }];
    if (status === 0xfa) return [{ type: "clock", what: "start" }];
    if (status === 0xfb) return [{ type: "clock", what: "continue" }];
    if (status === 0xfc) return [{ type: "clock", what: "stop" }];
    if (status === 0xff) return [{ type: "panic" }];
    const channel = status & 15;
    // Some messages are shorter.
    const first = data[1] ?? 0;
    const second = data[2] ?? 0;
    const spot = (kind: Spot["kind"], number = 0): Spot => ({ kind, number, channel, device });
    switch (status >> 4) {
      case 8:
        return [{ type: "note", on: false, note: first, velocity: 0, channel }];
      case 9:
        return [{ type: "note", on: second > 0, note: first, velocity: second / 127, channel }];
      case 10: {
        const value = second / 127;
        return this.#claimed(spot("poly", first), value, travel) ?? [{ type: "pressure", channel, note: first, value }];
      }
      case 11:
        return this.#controller(first, second, channel, device, travel);
      case 12:
        return [{ type: "program", number: first }];
      case 13: {
        const value = first / 127;
        return this.#claimed(spot("pressure"), value, travel) ?? [{ type: "pressure", channel, value }];
      }
      case 14: {
        const wheel = (second << 7) | first;
        const value = Math.max(-1, (wheel - 8192) / 8191);
        return this.#claimed(spot("bend"), wheel / 16383, travel) ?? [{ type: "bend", channel, value }];
      }
      default:
        return [];
    }
  }

  /** A gamepad's axis (brought to 0..1) or button moved. */
  pad(device: string, kind: "axis" | "button", number: number, value: number, travel: TravelOf): readonly MidiDeed[] {
    return this.#claimed({ kind, number, channel: 0, device }, value, travel) ?? [];
  }

  #controller(number: number, value: number, channel: number, device: string, travel: TravelOf): readonly MidiDeed[] {
    if (number === 120 || number === 123) return [{ type: "panic" }];
    const place = `${device} ${channel}`;
    let registered = this.#registered.get(place);
    if (!registered) this.#registered.set(place, (registered = new Registered()));
    const entry = registered.take(number, value);
    if (entry === "selected") return [];
    if (entry?.kind === "nrpn") {
      const spot: Spot = { kind: "nrpn", number: entry.number, channel, device };
      return this.#claimed(spot, entry.whole, travel) ?? [];
    }
    if (entry?.number === 0) return [{ type: "bendRange", channel, semitones: entry.high + entry.low / 100 }];
    if (entry?.number === 6 && (channel === 0 || channel === 15))
      return [{ type: "zone", manager: channel, members: Math.min(15, entry.high) }];
    if (entry) return [];
    const spot: Spot = { kind: "cc", number, channel, device };
    // The fine half of a 14-bit controller, unless it is bound for itself.
    const half: Spot = { ...spot, number: number - 32 };
    const coarse = number >= 32 && number < 64 ? this.#coarse.get(`${place} ${half.number}`) : undefined;
    const wide = coarse !== undefined && !this.#find(spot) ? this.#find(half) : undefined;
    if (wide) this.#fine.add(wide);
    if (wide) return this.#claimed(half, (((coarse ?? 0) << 7) | value) / 16383, travel) ?? [];
    if (number < 32) this.#coarse.set(`${place} ${number}`, value);
    const turned = this.#learning === undefined && this.#find({ ...spot, kind: "relative" });
    if (turned) {
      const by = steps(value, turned.encoding) * DETENT * (turned.to - turned.from);
      const [low, high] = [Math.min(turned.from, turned.to), Math.max(turned.from, turned.to)];
      const next = Math.min(high, Math.max(low, travel(turned.control) + by));
      return [{ type: "control", id: turned.control, travel: next, binding: turned }];
    }
    const claimed = this.#claimed(spot, value / 127, travel);
    if (claimed) return claimed;
    // Unbound, the sustain pedal holds what sounds.
    if (number === SUSTAIN) return [{ type: "pedal", down: value >= 64 }];
    return number === SLIDE ? [{ type: "slide", channel, value: value / 127 }] : [];
  }

  #find({ kind, number, channel, device }: Spot): MidiBinding | undefined {
    return this.#bindings.find(
      (b) => b.kind === kind && b.number === number && b.channel === channel && b.device === device,
    );
  }

  /** What a controller does that is learned just now or bound; undefined: it is free. `whole`: its place, 0..1. */
  #claimed(spot: Spot, whole: number, travel: TravelOf): readonly MidiDeed[] | undefined {
    if (this.#learning !== undefined) return this.#learnt(spot, this.#learning, travel);
    const binding = this.#find(spot);
    if (!binding) return undefined;
    const wanted = travelOf(binding, whole);
    return this.#picked(binding, wanted, travel(binding.control))
      ? [{ type: "control", id: binding.control, travel: wanted, binding }]
      : [];
  }

  #learnt(spot: Spot, id: string, travel: TravelOf): readonly MidiDeed[] {
    const before = this.#bindings;
    const binding: MidiBinding = { ...spot, control: id, from: 0, to: 1 };
    const turned = spot.kind === "cc" ? this.#find({ ...spot, kind: "relative" }) : undefined;
    const taken = this.#find(spot);
    this.#bindings = [...before.filter((b) => b.control !== id && b !== taken && b !== turned), binding];
    this.#learning = undefined;
    this.#held.set(binding, travel(id));
    return [{ type: "learned", binding, before }];
  }

  /** Whether the controller may move the knob: it has it already, is near it, or has just passed it. */
  #picked(binding: MidiBinding, wanted: number, now: number): boolean {
    if (springs(binding)) return true;
    const held = this.#held.get(binding);
    const seen = this.#seen.get(binding);
    this.#seen.set(binding, wanted);
    const has = held !== undefined && Math.abs(held - now) < 1e-3;
    const passed = seen !== undefined && (seen - now) * (wanted - now) <= 0;
    if (!has && !passed && Math.abs(wanted - now) > NEAR) return false;
    this.#held.set(binding, wanted);
    return true;
  }
}
