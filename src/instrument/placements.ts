/** Remembers where words were placed, so that a known word goes straight to the engine without asking the worker. */
import type { PlacedWord } from "../protocol";

/** More than anyone types in a performance; the oldest leave first. */
const ROOM = 4000;

/** Asks for placements ahead of time, one question at a time, the newest first. Thread: main. */
export class Placements {
  readonly #ask: (token: string) => Promise<PlacedWord>;
  readonly #known = new Map<string, PlacedWord>();
  #wanted: string | undefined;
  #asking = false;
  #generation = 0;

  /** `ask` places a word in the worker; it may reject while no sounds are loaded. */
  constructor(ask: (token: string) => Promise<PlacedWord>) {
    this.#ask = ask;
  }

  get(token: string): PlacedWord | undefined {
    return this.#known.get(token);
  }

  /** A new corpus or map: nothing known holds any longer. */
  clear(): void {
    this.#generation++;
    this.#known.clear();
    this.#wanted = undefined;
  }

  /** The word may end any moment: have its place ready. */
  expect(token: string): void {
    if (token === "" || this.#known.has(token)) return;
    this.#wanted = token;
    if (!this.#asking) void this.#work();
  }

  /** The word's place; asks when it is not known. */
  async place(token: string): Promise<PlacedWord> {
    const known = this.#known.get(token);
    if (known) return known;
    const generation = this.#generation;
    const placed = await this.#ask(token);
    if (generation === this.#generation) this.remember(placed);
    return placed;
  }

  remember(placed: PlacedWord): void {
    if (this.#known.size >= ROOM) {
      const oldest = this.#known.keys().next();
      if (!oldest.done) this.#known.delete(oldest.value);
    }
    this.#known.set(placed.word, placed);
  }

  async #work(): Promise<void> {
    this.#asking = true;
    while (this.#wanted !== undefined) {
      const token = this.#wanted;
      this.#wanted = undefined;
      // Without sounds there is nothing to be ahead of; the word itself will say so when it is played.
      await this.place(token).catch(() => undefined);
    }
    this.#asking = false;
  }
}
