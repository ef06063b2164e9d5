/** The performer's hand on the map: words pinned to sounds, sounds forbidden, spread, the way to another map; all with undo. */
import { control } from "../controls";
import type { Instrument } from "../instrument";
import type { NearUnit, SoundPlace, Wish } from "../protocol";
import type { Shaping } from "./shaping";

/** What the hand reaches for. */
interface Reach {
  readonly shaping: Shaping;
  readonly instrument: Instrument | undefined;
}

/** How far "more like this" goes each time. */
const NUDGE = 0.5;

/** A wish in words. */
export function wishText(wish: Wish): string {
  if (wish.kind === "forbid") return "is not heard";
  return wish.kind === "pin" ? `${wish.word} is pinned to` : `${wish.word} is more like`;
}

/** Thread: main. */
export class MapHand {
  readonly #session: Reach;
  readonly #changed: () => void;
  #wishes: readonly Wish[] = [];
  #stale = false;
  #busy: Promise<void> | undefined;
  /** Whether the worker knows of anything. */
  #known = false;

  /** Counts what was laid on the map. */
  turns = 0;
  /** Why a wish does not hold now, by its place in `wishes`. */
  reasons: readonly (string | undefined)[] = [];
  /** A sound chosen by hand; undefined: the one heard last. */
  chosen: NearUnit | undefined;

  /** `session.shaping` is there when the constructor runs. */
  constructor(session: Reach, changed: () => void) {
    this.#session = session;
    this.#changed = changed;
    session.shaping.knobs.hear((id) => {
      if (control(id).target === "mapping") void this.apply();
    });
  }

  get wishes(): readonly Wish[] {
    return this.#wishes;
  }

  /** Those of an earlier visit or of a project: nothing to be undone. */
  set wishes(wishes: readonly Wish[]) {
    this.#wishes = wishes;
    void this.apply();
  }

  pin(word: string, sound: SoundPlace): Promise<void> {
    // A word has one sound: the later pin goes before.
    const others = this.#wishes.filter((wish) => wish.kind !== "pin" || fold(wish.word) !== fold(word));
    return this.#wish([...others, { kind: "pin", word, sound: bare(sound) }], `pin ${word}`, word);
  }

  moreLike(word: string, sound: SoundPlace): Promise<void> {
    const wish: Wish = { kind: "like", word, sound: bare(sound), amount: NUDGE };
    return this.#wish([...this.#wishes, wish], `${word} more like ${sound.file}`, word);
  }

  forbid(sound: SoundPlace): Promise<void> {
    return this.#wish([...this.#wishes, { kind: "forbid", sound: bare(sound) }], `forbid ${sound.file}`);
  }

  /** Takes one wish back, whichever it was. */
  drop(index: number): Promise<void> {
    return this.#wish(
      this.#wishes.filter((_, i) => i !== index),
      "a wish taken back",
    );
  }

  /** Tells the worker what is wished now; calls that come while it is busy are one. */
  apply(): Promise<void> {
    this.#stale = true;
    this.#busy ??= this.#work().finally(() => (this.#busy = undefined));
    return this.#busy;
  }

  async #work(): Promise<void> {
    while (this.#stale) {
      this.#stale = false;
      const { instrument, shaping } = this.#session;
      const [spread, share] = ["mapSpread", "mapMorph"].map((id) => shaping.knobs.heard.get(id) / 100);
      const second = control("mapSecond");
      const method = second.choices?.[shaping.knobs.heard.get(second.id)] ?? "";
      const anything = this.#wishes.length > 0 || spread > 0 || share > 0;
      if (!instrument || (!anything && !this.#known)) continue;
      this.#known = true;
      const hand = { wishes: this.#wishes, spread, toward: { method, share } };
      // Sounds that are being changed answer later; the next apply asks again.
      this.reasons = await instrument.handle(hand).catch(() => this.reasons);
      this.turns++;
      this.#changed();
    }
  }

  /** `heard`: the word that is to be heard with its new sound. */
  async #wish(wishes: readonly Wish[], label: string, heard?: string): Promise<void> {
    const before = this.#wishes;
    const lay = (to: readonly Wish[]): Promise<void> => {
      this.#wishes = to;
      this.#changed();
      return this.apply();
    };
    this.#session.shaping.did({ label, undo: () => void lay(before), redo: () => void lay(wishes) });
    await lay(wishes);
    if (heard !== undefined) this.#session.instrument?.play(heard, { voice: 0 });
  }
}

const fold = (word: string): string => word.normalize("NFC").toLowerCase();

const bare = ({ file, at }: SoundPlace): SoundPlace => ({ file, at });
