/** The lexicon in use with the performer's hand over it: wishes name sounds by file and place, the map by unit. */
import { checkEdit, type Edit, type Lexicon } from "./lexicon";
import type { Hand, SoundPlace, Wish } from "./protocol";
import type { Corpus, Mapping, Seconds } from "./types";

/** A unit that begins further from the wished place is another sound. */
const NEAR: Seconds = 0.02;

const NOTHING: Hand = { wishes: [], spread: 0, toward: { method: "", share: 0 } };

/** Fits a further map of that method on the lexicon's own spaces. */
export type FitFurther = (method: string, lexicon: Lexicon) => Promise<Mapping>;

/** Thread: worker; the maps it is given are immutable. */
export class HandedLexicon {
  readonly #fit: FitFurther;
  #hand = NOTHING;
  #base: Lexicon | undefined;
  #played: Lexicon | undefined;
  /** The map morphed towards, kept while sounds and words stay. */
  #second: { readonly method: string; readonly of: Lexicon; readonly map: Mapping } | undefined;
  #reasons: (string | undefined)[] = [];
  #turns = 0;

  constructor(fit: FitFurther) {
    this.#fit = fit;
  }

  /** Without the hand: what is refined, kept and saved. */
  get base(): Lexicon | undefined {
    return this.#base;
  }

  /** What words are placed by. */
  get played(): Lexicon | undefined {
    return this.#played;
  }

  /** A better map or other sounds: the hand is laid over them too. */
  use(base: Lexicon): void {
    this.#base = base;
    this.#lay();
  }

  /** Sounds joined or left what is in use: words that were placed keep their units, those that the hand touches too. */
  grow(base: Lexicon): void {
    const before = this.#played;
    const handed = before !== this.#base;
    this.#base = base;
    this.#lay();
    if (before && handed && this.#played !== base) this.#played?.adopt(before);
  }

  /** See LexiconApi.handle. A later call overtakes: then the reasons are those of the newest hand. */
  async handle(hand: Hand): Promise<(string | undefined)[]> {
    const turn = ++this.#turns;
    const base = this.#base;
    const { method, share } = hand.toward;
    const known = this.#second?.method === method && sameSpaces(this.#second.of, base);
    if (base && share > 0 && !known) {
      const map = await this.#fit(method, base);
      this.#second = { method, of: base, map };
    }
    if (turn === this.#turns) {
      this.#hand = hand;
      this.#lay();
    }
    return this.#reasons;
  }

  #lay(): void {
    const base = this.#base;
    const { wishes, spread, toward } = this.#hand;
    this.#reasons = wishes.map(() => undefined);
    this.#played = base;
    if (!base) return;
    const second = this.#second?.method === toward.method && sameSpaces(this.#second.of, base) && this.#second.map;
    const morph = second && toward.share > 0 ? { map: second, share: toward.share } : undefined;
    const edits: Edit[] = spread > 0 ? [{ kind: "spread", amount: spread }] : [];
    const forbidden = new Set<number>();
    wishes.forEach((wish, i) => {
      try {
        const edit = editOf(wish, base);
        checkEdit(edit, base.corpus.units.length, forbidden);
        if (edit.kind === "forbid") forbidden.add(edit.unit);
        edits.push(edit);
      } catch (error) {
        this.#reasons[i] = error instanceof Error ? error.message : String(error);
      }
    });
    if (edits.length > 0 || morph) this.#played = base.under(edits, morph);
  }
}

const sameSpaces = (a: Lexicon, b: Lexicon | undefined): boolean => a.fitted === b?.fitted && a.words === b.words;

function editOf(wish: Wish, lexicon: Lexicon): Edit {
  const unit = unitAt(wish.sound, lexicon.corpus);
  if (wish.kind === "forbid") return { kind: "forbid", unit };
  const { vector } = lexicon.lookup(wish.word);
  if (wish.kind === "pin") return { kind: "pin", word: wish.word, vector, unit };
  return { kind: "like", word: wish.word, vector, unit, amount: wish.amount };
}

/** The unit of that file that begins nearest to the place. Throws one sentence when there is none. */
function unitAt({ file, at }: SoundPlace, corpus: Corpus): number {
  let [best, least] = [-1, NEAR];
  corpus.units.forEach(({ sound, start }, i) => {
    const away = Math.abs(start / corpus.sampleRate - at);
    if (corpus.sounds[sound].file === file && away <= least) [best, least] = [i, away];
  });
  if (best < 0) throw new Error(`${file} at ${at.toFixed(2)} s is not among these sounds.`);
  return best;
}
