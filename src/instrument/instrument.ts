/** The instrument without a face: context, engine, lexicon worker, and the ways a word takes to its sound. */
import { CONTROLS, control } from "../controls";
import type {
  CloudEvent,
  ControlValues,
  FromEngine,
  Hand,
  LearnOptions,
  LearnReport,
  LiveReport,
  PlacedWord,
  Progress,
  ProjectOptions,
  SourceFile,
  WordsReport,
  WordsWish,
} from "../protocol";
import type { Frames, Seconds, WeightedUnit } from "../types";
import type { Bits } from "../wav";
import { Capture } from "./capture";
import { type Graph, openGraph } from "./graph";
import type { Knobs } from "./knobs";
import { LexiconLine } from "./lexicon-line";
import type { Bounced, InstrumentOptions, Played, PlayOptions } from "./options";
import type { Outputs } from "./outputs";
import { Placements } from "./placements";
import { room } from "./room";
import { Timing } from "./timing";
import { unlock } from "./unlock";
import wordsUrl from "/words.bin?url";

/** Thread: main. One context, one worker, one engine; `close` ends all of them. */
export class Instrument {
  readonly #graph: Graph;
  readonly #lexicon: LexiconLine;
  readonly #placements: Placements;
  readonly #knobs: Knobs;
  readonly #deaf: () => void;
  /** When words sound, and what delays them. */
  readonly timing: Timing;
  /** Recording and bouncing. */
  readonly capture: Capture;
  readonly #onFailure: (sentence: string) => void;
  /** A word sounds otherwise in another sentence: no place is remembered. */
  #contextual = false;
  #ids = 0;
  #closed = false;

  private constructor(graph: Graph, lexicon: LexiconLine, { knobs, onFailure, seed }: InstrumentOptions) {
    this.#graph = graph;
    this.#onFailure = onFailure;
    this.#lexicon = lexicon;
    this.#knobs = knobs;
    for (const { id } of CONTROLS) this.#turn(id, knobs.get(id));
    this.#deaf = knobs.hear((id, value) => this.#turn(id, value));
    this.#placements = new Placements((token) => lexicon.api.place(token));
    this.timing = new Timing(graph.context, knobs);
    this.capture = new Capture(graph, lexicon, knobs, seed);
  }

  /** Loads everything but sounds. May be called before a gesture; the context stays silent until `unlock`. */
  static async open(options: InstrumentOptions): Promise<Instrument> {
    const sink: { receive?: (message: FromEngine) => void } = {};
    const seconds = room();
    // The rate is only known once the context exists; the fastest common rate gives an upper bound of the room.
    const frames: Frames = seconds * 48_000;
    const graph = await openGraph({
      frames,
      seed: options.seed,
      latency: options.latency,
      onMessage: (message) => sink.receive?.(message),
      onFailure: options.onFailure,
    });
    try {
      const { port1, port2 } = new MessageChannel();
      graph.post({ type: "port", port: port1 }, [port1]);
      const url = new URL(wordsUrl, import.meta.url).href;
      const { sampleRate } = graph.context;
      const lexicon = await LexiconLine.open({ wordsUrl: url, sampleRate, frames, port: port2, memory: graph.memory });
      const instrument = new Instrument(graph, lexicon, options);
      sink.receive = (message) => {
        if (message.type === "started") {
          instrument.timing.began(message.id, message.clock);
          options.onCloud(message.id, "started", message.frame);
        } else if (message.type === "ended") options.onCloud(message.id, "ended", 0);
        else if (message.type === "status") {
          instrument.timing.lookAhead = message.process?.lookAhead ?? 0;
          options.onStatus(message);
        } else if (message.type === "refused") options.onFailure(message.reason);
      };
      return instrument;
    } catch (error) {
      await graph.close();
      throw error;
    }
  }

  /** The line to the worker, for questions that make no sound. */
  get lexicon(): LexiconLine {
    return this.#lexicon;
  }

  get context(): AudioContext {
    return this.#graph.context;
  }

  /** What the engine plays, before the effects, to be listened to by recorders and tests. */
  get node(): AudioNode {
    return this.#graph.trunk;
  }

  /** What leaves the instrument, to be drawn. */
  get analyser(): AnalyserNode {
    return this.#graph.analyser;
  }

  /** Engine time. */
  get now(): Seconds {
    return this.#graph.context.currentTime;
  }

  /** Length of a quantum, on which the engine plans its grains. */
  get tick(): Seconds {
    return 128 / this.#graph.context.sampleRate;
  }

  /** From a gesture: lets the sound out. Rejects with one sentence. */
  unlock(): Promise<void> {
    return unlock(this.#graph.context);
  }

  learnBuiltin(options: LearnOptions, progress: (p: Progress) => void): Promise<LearnReport> {
    return this.#anew(this.#lexicon.learnBuiltin(options, progress));
  }

  learn(files: readonly SourceFile[], options: LearnOptions, progress: (p: Progress) => void): Promise<LearnReport> {
    return this.#anew(this.#lexicon.learn(files, options, progress));
  }

  /** A `.lxg` file in place of the sounds in use; `state` is what the page laid into it, to be checked. */
  learnProject(
    bytes: Uint8Array,
    options: ProjectOptions,
    progress: (p: Progress) => void,
  ): Promise<{ readonly report: LearnReport; readonly state: unknown }> {
    return this.#anew(this.#lexicon.learnProject(bytes, options, progress));
  }

  /** Recorded files over the sounds in use, see LexiconApi.live. Rejects with one sentence. */
  live(names: readonly string[], added: readonly SourceFile[]): Promise<LiveReport> {
    const answer = this.#lexicon.api.live(names, added);
    // What only grows changes no place that is known.
    if (added.length > 0) return answer;
    this.#placements.clear();
    return this.#anew(answer);
  }

  /** The best map over the same sounds; words placed so far keep their units. Rejects when it was cancelled. */
  refine(mapping: string, seed: number, progress: (p: Progress) => void): Promise<void> {
    return this.#lexicon.refine(mapping, seed, progress);
  }

  /** Another method over the same sounds; every word is placed anew. Rejects when it was cancelled. */
  remap(mapping: string, seed: number, progress: (p: Progress) => void): Promise<void> {
    return this.#anew(this.#lexicon.remap(mapping, seed, progress));
  }

  /** Other relations between words, mapped by that method; placed words keep their units. Rejects when it was cancelled. */
  async relate(wish: WordsWish, mapping: string, seed: number, progress: (p: Progress) => void): Promise<WordsReport> {
    const report = await this.#lexicon.relate(wish, mapping, seed, progress);
    this.#contextual = report.context;
    this.#placements.clear();
    return report;
  }

  /** What the performer's hand asks of the map; resolves to why each wish does not hold, undefined where it does. */
  handle(hand: Hand): Promise<readonly (string | undefined)[]> {
    return this.#anew(this.#lexicon.api.handle(hand));
  }

  /** Stops the learning under way; its promise rejects and nothing is changed. */
  cancel(): void {
    void this.#lexicon.api.cancel();
  }

  /** This word may be played next: have its place ready. */
  expect(token: string): void {
    this.#placements.expect(token);
  }

  place(token: string): Promise<PlacedWord> {
    return this.#placements.place(token);
  }

  /** How long a placed word sounds under the present controls. */
  durationOf(placed: PlacedWord): Seconds {
    return this.#duration() || placed.length;
  }

  /** Plays a word: straight to the engine when its place is known, else through the worker's direct line. */
  play(token: string, options: PlayOptions): Played {
    const id = ++this.#ids;
    const { voice, stamp, set, chance } = options;
    const due = stamp === undefined ? 0 : this.timing.pressed(id, stamp);
    const at = options.at || due;
    const cloud = { id, voice, at, duration: this.#duration(), ...(set && { set }), ...(chance && { chance }) };
    const line = this.#contextual ? options.line?.() : undefined;
    const known = line ? undefined : this.#placements.get(token);
    if (known) {
      this.#graph.post({ type: "cloud", cloud: { ...cloud, units: known.units } });
      return { id, placed: Promise.resolve(known) };
    }
    const placed = this.#lexicon.api.play(token, cloud, line).then((answer) => {
      if (!line) this.#placements.remember(answer);
      return answer;
    });
    return { id, placed };
  }

  /** Those words rendered to a WAV file, faster than they play; rejects when it was cancelled. */
  async bounce(words: readonly Bounced[], bits: Bits, progress: (p: Progress) => void): Promise<Blob> {
    const duration = this.#duration();
    const clouds: CloudEvent[] = [];
    const releases = words.filter(({ hush }) => hush).map(({ voice, at }) => ({ voice, at }));
    for (const { token, placed, hush, ...cloud } of words) {
      if (hush) continue;
      // Where words have a context only its own place is the word's; else the map's present one is played.
      const { units } = (this.#contextual && placed) || (await this.place(token));
      clouds.push({ ...cloud, id: clouds.length + 1, duration, units });
    }
    return this.capture.bounce({ clouds, releases }, bits, progress);
  }

  /** Values of one sounding word's own. */
  adjust(id: number, values: ControlValues): void {
    this.#graph.post({ type: "adjust", id, values });
  }

  /** Plays units that are not any word's, for as long as is asked. `at`: engine time, 0 = at once. */
  playUnits(units: readonly WeightedUnit[], at: Seconds, duration: Seconds): void {
    this.#graph.post({ type: "cloud", cloud: { id: ++this.#ids, voice: 0, at, duration, units } });
  }

  /** Lets what sounds release: all, or one voice. */
  stop(voice?: number): void {
    this.#graph.post(voice === undefined ? { type: "release" } : { type: "release", voice });
  }

  /** All silent within 50 ms by a fade. */
  panic(): void {
    this.#graph.post({ type: "panic" });
  }

  /** The device, its loudspeakers and where they stand. */
  get outputs(): Outputs {
    return this.#graph.outputs;
  }

  /** Ends context, worker and engine. Nothing may be called afterwards. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.timing.close();
    this.#deaf();
    this.#lexicon.close();
    this.capture.close();
    await this.#graph.close();
  }

  /** Once it is done, no place that was known holds any longer. */
  async #anew<T>(job: Promise<T>): Promise<T> {
    const answer = await job;
    this.#placements.clear();
    return answer;
  }

  /** A knob of the engine is an AudioParam of its node. */
  #turn(id: string, value: number): void {
    if (control(id).target === "effect") {
      this.#graph.effects
        .set(id, value)
        .catch((error: unknown) => this.#onFailure(error instanceof Error ? error.message : String(error)));
    }
    if (control(id).target !== "engine") return;
    const parameter = this.#graph.node.parameters.get(id);
    if (parameter) parameter.value = value;
  }

  /** 0 is natural; anything else at least 50 ms. */
  #duration(): Seconds {
    const value = this.#knobs.heard.get("wordDuration");
    return value > 0 ? Math.max(0.05, value) : 0;
  }
}
