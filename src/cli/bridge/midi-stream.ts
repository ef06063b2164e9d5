/** A raw stream of MIDI bytes cut into messages: running status, real-time bytes in between, system exclusive left out. */

/** Data bytes after a status, by its upper half; of system messages by the lower one. */
const DATA: Readonly<Record<number, number>> = { 8: 2, 9: 2, 10: 2, 11: 2, 12: 1, 13: 1, 14: 2 };
const SYSTEM: Readonly<Record<number, number>> = { 0xf1: 1, 0xf2: 2, 0xf3: 1, 0xf6: 0 };

export class MidiStream {
  #status = 0;
  #data: number[] = [];

  /** The messages that are whole now. */
  take(bytes: Iterable<number>): number[][] {
    const messages: number[][] = [];
    for (const byte of bytes) {
      if (byte >= 0xf8) messages.push([byte]);
      else if (byte >= 0x80) {
        [this.#status, this.#data] = [byte, []];
        if (SYSTEM[byte] === 0) messages.push([byte]);
      } else if (this.#status !== 0) {
        this.#data.push(byte);
        const wanted = this.#status >= 0xf0 ? SYSTEM[this.#status] : DATA[this.#status >> 4];
        if (wanted === undefined) this.#data = [];
        else if (this.#data.length === wanted) {
          messages.push([this.#status, ...this.#data]);
          this.#data = [];
          if (this.#status >= 0xf0) this.#status = 0;
        }
      }
    }
    return messages;
  }
}
