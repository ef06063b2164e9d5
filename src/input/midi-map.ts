/**
 * MIDI as deeds: raw messages in, what they mean for the instrument out, by a map that is learned from the hand.
 * Pure: no device, no clock. Controllers may be 7 bit, 14 bit (n and n + 32), NRPN or relative.
 */

export interface MidiBinding {
  /** Device name: a replugged device is the same device. */
  readonly device: string;
  /** 0..15 */
  readonly channel: number;
  readonly kind: "cc" | "nrpn" | "relative";
  readonly number: number;
  /** Control id. */
  readonly control: string;
  /** Part of the slider's travel that the controller covers; from > to turns it round. */
  readonly from: number;
  readonly to: number;
}

export type MidiDeed =
  /** Bring the control to that travel 0..1. */
  | { readonly type: "control"; readonly id: string; readonly travel: number }
  | {
      readonly type: "note";
      readonly on: boolean;
      readonly note: number;
      readonly velocity: number;
      readonly channel: number;
    }
  /** Pitch bend, −1..1. */
  | { readonly type: "bend"; readonly value: number }
  | { readonly type: "pedal"; readonly down: boolean }
  | { readonly type: "program"; readonly number: number }
  | { readonly type: "clock"; readonly what: "tick" | "start" | "stop" }
  | { readonly type: "panic" }
  /** A binding was learned. */
  | { readonly type: "learned"; readonly binding: MidiBinding };

/** A controller further than this from the knob is ignored until it has come to where the knob is (pick-up). */
const NEAR = 0.03;
/** One detent of a relative encoder. */
const DETENT = 1 / 127;

interface Selection {
  high: number;
  low: number;
  coarse: number;
}

/** Thread: main. */
export class MidiMap {
  #bindings: readonly MidiBinding[];
  #learning: string | undefined;
  /** Coarse halves, waiting for their fine ones, by device, channel and number. */
  readonly #coarse = new Map<string, number>();
  readonly #selected = new Map<string, Selection>();
  /** The travel each binding was last at; absent: not picked up yet. */
  readonly #held = new Map<MidiBinding, number>();
  readonly #seen = new Map<MidiBinding, number>();

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

  forget(control: string): void {
    this.#bindings = this.#bindings.filter((binding) => binding.control !== control);
  }

  /**
   * What a message means. `travel` tells where a control is now. Messages that are not understood mean nothing.
   * `data`: status byte and its data bytes.
   */
  take(data: ArrayLike<number>, device: string, travel: (control: string) => number): readonly MidiDeed[] {
    const status = data[0] ?? 0;
    if (status === 0xf8) return [{ type: "clock", what: "tick" }];
    if (status === 0xfa || status === 0xfb) return [{ type: "clock", what: "start" }];
    if (status === 0xfc) return [{ type: "clock", what: "stop" }];
    const channel = status & 15;
    // Some messages are shorter.
    const first = data[1] ?? 0;
    const second = data[2] ?? 0;
    switch (status >> 4) {
      case 8:
        return [{ type: "note", on: false, note: first, velocity: 0, channel }];
      case 9:
        return [{ type: "note", on: second > 0, note: first, velocity: second / 127, channel }];
      case 11:
        return this.#controller(first, second, channel, device, travel);
      case 12:
        return [{ type: "program", number: first }];
      case 14:
        return [{ type: "bend", value: Math.max(-1, (((second << 7) | first) - 8192) / 8191) }];
      default:
        return [];
    }
  }

  #controller(
    number: number,
    value: number,
    channel: number,
    device: string,
    travel: (control: string) => number,
  ): readonly MidiDeed[] {
    if (number === 120 || number === 123) return [{ type: "panic" }];
    const place = `${device} ${channel}`;
    if (number === 98 || number === 99) return this.#select(place, number === 99, value);
    const selection = this.#selected.get(place);
    const open = selection && !(selection.high === 127 && selection.low === 127);
    if (open && (number === 6 || number === 38)) {
      if (number === 6) selection.coarse = value;
      const whole = number === 6 ? value / 127 : ((selection.coarse << 7) | value) / 16383;
      return this.#move("nrpn", (selection.high << 7) | selection.low, whole, value, channel, device, travel);
    }
    // The fine half of a 14-bit controller, unless it is bound for itself.
    const fine = number >= 32 && number < 64 && this.#coarse.has(`${place} ${number - 32}`);
    if (fine && !this.#find("cc", number, channel, device) && this.#find("cc", number - 32, channel, device)) {
      const whole = (((this.#coarse.get(`${place} ${number - 32}`) ?? 0) << 7) | value) / 16383;
      return this.#move("cc", number - 32, whole, value, channel, device, travel);
    }
    if (number < 32) this.#coarse.set(`${place} ${number}`, value);
    const bound = this.#find("cc", number, channel, device) ?? this.#find("relative", number, channel, device);
    // An unbound sustain pedal holds what sounds.
    if (number === 64 && !bound && this.#learning === undefined) return [{ type: "pedal", down: value >= 64 }];
    return this.#move("cc", number, value / 127, value, channel, device, travel);
  }

  #select(place: string, high: boolean, value: number): readonly MidiDeed[] {
    const selection = this.#selected.get(place) ?? { high: 127, low: 127, coarse: 0 };
    if (high) selection.high = value;
    else selection.low = value;
    this.#selected.set(place, selection);
    return [];
  }

  #find(kind: MidiBinding["kind"], number: number, channel: number, device: string): MidiBinding | undefined {
    return this.#bindings.find(
      (b) => b.kind === kind && b.number === number && b.channel === channel && b.device === device,
    );
  }

  #move(
    kind: "cc" | "nrpn",
    number: number,
    whole: number,
    raw: number,
    channel: number,
    device: string,
    travel: (control: string) => number,
  ): readonly MidiDeed[] {
    if (this.#learning !== undefined) {
      const binding: MidiBinding = { device, channel, kind, number, control: this.#learning, from: 0, to: 1 };
      const others = this.#bindings.filter(
        (b) => b.control !== binding.control && b !== this.#find(kind, number, channel, device),
      );
      this.#bindings = [...others, binding];
      this.#learning = undefined;
      this.#held.set(binding, travel(binding.control));
      return [{ type: "learned", binding }];
    }
    const relative = kind === "cc" ? this.#find("relative", number, channel, device) : undefined;
    if (relative) {
      const steps = raw < 64 ? raw : raw - 128;
      const next = Math.min(1, Math.max(0, travel(relative.control) + steps * DETENT * (relative.to - relative.from)));
      return [{ type: "control", id: relative.control, travel: next }];
    }
    const binding = this.#find(kind, number, channel, device);
    if (!binding) return [];
    const wanted = binding.from + (binding.to - binding.from) * whole;
    return this.#picked(binding, wanted, travel(binding.control))
      ? [{ type: "control", id: binding.control, travel: wanted }]
      : [];
  }

  /** Whether the controller may move the knob: it has it already, is near it, or has just passed it. */
  #picked(binding: MidiBinding, wanted: number, now: number): boolean {
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
