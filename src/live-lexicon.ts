/** Live input over a learned lexicon: recorded sounds join it step by step, and placed words keep their units. */
import { type CutOptions, importSound, reasonOf, segment } from "./corpus";
import { type Lexicon, Newcomers, openSoundSpace, RedirectedMapping } from "./lexicon";
import { joined, pointsBeside } from "./live-points";
import type { Kernels } from "./math";
import type { SourceFile } from "./protocol";
import type { Hertz, Job, Sound, SoundSpace, Unit, UnitMode } from "./types";

/** How sounds are cut, but for the kernels. */
type Silence = Omit<CutOptions, "kernels">;

/** As shipped: also over a project that does not say. */
const PLAIN: Silence = { trimSilence: true, dropSilent: true };

/** A recorded sound, cut and described as the sounds in use are. */
interface Heard {
  readonly sound: Sound;
  /** Of the sound alone: its index is 0. None where it was silent. */
  readonly units: readonly Unit[];
  /** The units described; undefined where there are none. */
  readonly space: SoundSpace | undefined;
}

/** All that is in use; replaced as a whole once it is. */
interface State {
  readonly ground: Lexicon | undefined;
  readonly silence: Silence;
  readonly names: readonly string[];
  readonly share: number;
  /** What was recorded, cut and described as the ground is, by name: in use or not. */
  readonly heard: ReadonlyMap<string, Heard>;
  /** What of it lies over the ground. */
  readonly laid: readonly Heard[];
  readonly grown: Lexicon | undefined;
}

/**
 * Puts a grown lexicon to use. `shrunk`: words that had what is gone have been placed anew already, so that it is to be
 * played from before its audio goes; else its audio comes first.
 */
type Taker = (grown: Lexicon, shrunk: boolean) => Promise<void>;

/** Steps wait for one another; one that fails or is cancelled leaves everything as it was. Thread: worker. */
export class LiveLexicon {
  readonly #kernels: () => Kernels;
  /** All that was recorded on this visit, by name: what is taken out may come back. */
  readonly #sounds = new Map<string, Sound>();
  #state: State = {
    ground: undefined,
    silence: PLAIN,
    names: [],
    share: 0,
    heard: new Map(),
    laid: [],
    grown: undefined,
  };
  /** Knows the newcomers of `laid`. */
  #newcomers: Newcomers | undefined;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(kernels: () => Kernels) {
    this.#kernels = kernels;
  }

  /** What was learned, without live input: this is what is refined and related. */
  get ground(): Lexicon | undefined {
    return this.#state.ground;
  }

  /** Hashes of the recorded sounds in use, in their order. */
  get hashes(): readonly string[] {
    return this.#state.laid.map(({ sound }) => sound.hash);
  }

  /** Other sounds; what was recorded is laid over them, unless they are to be `alone`. */
  use(ground: Lexicon, silence: Silence | undefined, alone: boolean, job: Job, take: Taker): Promise<void> {
    const fresh = { ground, silence: silence ?? PLAIN, heard: new Map(), laid: [], grown: undefined };
    return this.#inTurn((now) => this.#lay({ ...now, ...fresh, names: alone ? [] : now.names }, job, take));
  }

  /** Another map over the sounds in use. */
  map(ground: Lexicon, job: Job, take: Taker): Promise<void> {
    return this.#inTurn((now) => this.#lay({ ...now, ground }, job, take));
  }

  /** These recorded files in this order; `added` are those that are new. Gives for each how many units it has. */
  async hear(names: readonly string[], added: readonly SourceFile[], job: Job, take: Taker): Promise<number[]> {
    await this.#inTurn(async (now) => {
      const { sampleRate } = grounded(now).corpus;
      for (const source of added)
        this.#sounds.set(source.file, await importSound(source, { sampleRate, kernels: this.#kernels() }));
      await this.#lay({ ...now, names: names.filter((name) => this.#sounds.has(name)) }, job, take);
    });
    return names.map((name) => this.#state.heard.get(name)?.units.length ?? 0);
  }

  /** How many of the words yet to be placed, 0..1, sound from live input. */
  share(share: number, job: Job, take: Taker): Promise<void> {
    return this.#inTurn(async (now) => {
      if (now.ground && now.laid.length > 0) await this.#lay({ ...now, share }, job, take);
      else this.#state = { ...now, share };
    });
  }

  async #lay(wish: State, job: Job, take: Taker): Promise<void> {
    const ground = grounded(wish);
    const heard = new Map(wish.heard);
    for (const name of wish.names) if (!heard.has(name)) heard.set(name, await this.#listen(name, wish, job));
    const laid = wish.names.flatMap((name) => heard.get(name) ?? []).filter(({ space }) => space);
    const follows = wish.laid.every((one, i) => one === laid[i]);
    if (!follows || wish.laid.length === 0) this.#newcomers = undefined;
    const grown = laid.length === 0 ? ground : await this.#over(ground, { ...wish, laid }, job);
    const shrunk = !follows;
    // Nothing may come between this and the taking: the record counts the new way from here on.
    if (shrunk) ground.recount(recounted(ground.corpus.units.length, wish.laid, laid));
    await take(grown, shrunk);
    this.#state = { ...wish, heard, laid, grown };
  }

  /** The ground with recorded sounds behind its own, and a map that gives them their share of the words. */
  async #over(ground: Lexicon, { laid, share, grown }: State, job: Job): Promise<Lexicon> {
    const sounds = [...ground.corpus.sounds];
    const units = [...ground.corpus.units];
    for (const { sound, units: own } of laid) {
      for (const unit of own) units.push({ ...unit, sound: sounds.length });
      sounds.push(sound);
    }
    const before = this.#state.laid;
    const same = grown && laid.length === before.length && laid.every((one, i) => one === before[i]);
    const described = laid.flatMap(({ space }) => space ?? []);
    const space = same ? grown.sounds : joined(ground.sounds, described);
    this.#newcomers ??= new Newcomers(ground.corpus.units.length);
    await this.#newcomers.meet(space.vectors, job);
    const mapping = new RedirectedMapping(ground.mapping, this.#newcomers.turns(share));
    return ground.grown(same ? grown.corpus : { ...ground.corpus, sounds, units }, space, mapping);
  }

  async #listen(name: string, state: State, job: Job): Promise<Heard> {
    const { corpus, sounds: ground } = grounded(state);
    const sound = this.#sounds.get(name);
    if (!sound) throw new Error(`${name} is not among what was recorded.`);
    const kernels = this.#kernels();
    const units = cutOrNone(sound.samples, corpus.sampleRate, corpus.unit, { ...state.silence, kernels });
    if (units.length === 0) return { sound, units, space: undefined };
    const alone = { ...corpus, sounds: [sound], units };
    return { sound, units, space: await pointsBeside(ground, alone, kernels, openSoundSpace, job) };
  }

  #inTurn(step: (now: State) => Promise<void>): Promise<void> {
    const done = this.#turn.then(() => step(this.#state));
    this.#turn = done.catch(() => {
      // It may have met what was not taken.
      this.#newcomers = undefined;
    });
    return done;
  }
}

function grounded({ ground }: Pick<State, "ground">): Lexicon {
  if (!ground) throw new Error("No sounds are loaded yet. Wait for them, then record.");
  return ground;
}

/** A step in which nothing sounded is no mistake: it has no units. */
function cutOrNone(samples: Float32Array, rate: Hertz, unit: UnitMode, options: CutOptions): Unit[] {
  try {
    return segment(samples, rate, unit, options, 0);
  } catch (error) {
    reasonOf(error);
    return [];
  }
}

/** Where a unit is counted after the recorded sounds changed; −1: it is gone. */
function recounted(ground: number, before: readonly Heard[], after: readonly Heard[]): (unit: number) => number {
  const firsts = new Map<Heard, number>();
  let next = ground;
  for (const one of after) {
    firsts.set(one, next);
    next += one.units.length;
  }
  const places: number[] = [];
  for (const one of before) {
    const first = firsts.get(one);
    one.units.forEach((_, i) => places.push(first === undefined ? -1 : first + i));
  }
  return (unit) => (unit < ground ? unit : (places[unit - ground] ?? -1));
}
