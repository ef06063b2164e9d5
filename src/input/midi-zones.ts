/** Which channels belong to an MPE zone, and how far their wheels bend. */

/** auto: as the device says; on: all channels but the first; off: none. */
export type MpeMode = "auto" | "on" | "off";

/** Semitones of a full bend, unless the device says otherwise. */
const PLAIN_BEND = 2;
const MEMBER_BEND = 48;

/** Thread: main. */
export class MpeZones {
  #lower = 0;
  #upper = 0;
  readonly #ranges = new Map<number, number>();

  mode: MpeMode = "auto";

  /** The device opens a zone of so many members after channel 0, or before channel 15. */
  zone(manager: number, members: number): void {
    if (manager === 0) this.#lower = members;
    else this.#upper = members;
    this.#ranges.clear();
  }

  bendRange(channel: number, semitones: number): void {
    if (!this.member(channel)) this.#ranges.set(channel, semitones);
    // One member speaks for all of its zone.
    else for (let c = 0; c < 16; c++) if (this.member(c)) this.#ranges.set(c, semitones);
  }

  /** Whether each key has this channel for itself. */
  member(channel: number): boolean {
    if (this.mode === "off") return false;
    if (this.mode === "on") return channel > 0;
    return (channel > 0 && channel <= this.#lower) || (channel < 15 && channel >= 15 - this.#upper);
  }

  /** Semitones of a full bend. */
  range(channel: number): number {
    return this.#ranges.get(channel) ?? (this.member(channel) ? MEMBER_BEND : PLAIN_BEND);
  }
}
