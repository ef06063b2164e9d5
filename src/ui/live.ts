/** Live input: recorded into the sounds in use while they are played, kept, and taken out again. No DOM. */
import { type Instrument, LiveInput, type LiveStep, LiveSteps, stepFile } from "../instrument";
import type { LearnReport } from "../protocol";
import type { Gain, Seconds } from "../types";
import type { PickedFile } from "./files";
import type { Shaping } from "./shaping";

/** All takes together: a bound on memory, and on what a performance can still remember. */
export const LIVE_ROOM: Seconds = 120;

/** asking: the browser asks whoever sits before it. stopping: the last moments are being cut and described. */
export type LiveState = "idle" | "asking" | "recording" | "stopping";

/** A recorded step as a file of its own: it is cut, kept and laid into projects as any file is. */
interface LiveFile {
  readonly file: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly duration: Seconds;
  readonly take: number;
  /** undefined: not heard by the worker yet. */
  units?: number;
}

interface LiveOutlets {
  readonly shaping: Shaping;
  instrument(): Instrument | undefined;
  /** The sounds in use have grown or shrunk. */
  report(report: LearnReport): void;
  keep(files: readonly PickedFile[]): void;
  problem(error: unknown): void;
  changed(): void;
}

const SHARE = "liveShare";

/** Thread: main. */
export class Live {
  readonly #outlets: LiveOutlets;
  #files: readonly LiveFile[] = [];
  #input: LiveInput | undefined;
  #steps: LiveSteps | undefined;
  #take = 0;
  /** Counts the recordings: one that is given up while the browser asks is told from the next. */
  #turn = 0;
  #sent = new Set<string>();
  #stale = false;
  #busy: Promise<void> | undefined;

  state: LiveState = "idle";
  /** The input that is listened to; "": the system's own choice. */
  device = "";
  /** Loudest sample of the last sixth of a second. */
  peak: Gain = 0;
  /** What came in while the page was too busy to take it. */
  lost: Seconds = 0;

  constructor(outlets: LiveOutlets) {
    this.#outlets = outlets;
    outlets.shaping.knobs.hear((id) => {
      if (id === SHARE) this.share();
    });
  }

  /** Recorded so far, all takes together. */
  get duration(): Seconds {
    const held = this.#files.filter(({ take }) => take !== this.#take || this.state === "idle");
    const done = held.reduce((sum, { duration }) => sum + duration, 0);
    return done + (this.state === "idle" ? 0 : this.#heard);
  }

  get units(): number {
    return this.#files.reduce((sum, { units = 0 }) => sum + units, 0);
  }

  get takes(): number {
    return new Set(this.#files.map(({ take }) => take)).size;
  }

  /** Tells the worker how many of the new words sound from live input. */
  share(): void {
    const value = this.#outlets.shaping.knobs.heard.get(SHARE) / 100;
    void this.#outlets.instrument()?.lexicon.api.liveShare(value);
  }

  /** From a gesture: begins to record, or ends it. */
  async toggle(): Promise<void> {
    if (this.state === "idle") await this.#start();
    else await this.stop();
  }

  /** Ends the recording, or gives up asking; what was recorded can be taken out by undo. */
  async stop(): Promise<void> {
    if (this.state === "asking") {
      this.#turn++;
      return this.#show("idle");
    }
    if (this.state !== "recording") return;
    this.#show("stopping");
    await this.#input?.stop();
    const rest = this.#steps?.end();
    if (rest) this.#add(rest);
    await this.#busy;
    this.#input = this.#steps = undefined;
    this.peak = 0;
    const own = this.#files.filter(({ take }) => take === this.#take);
    if (own.length > 0) this.#did(own, `live input, take ${this.#take}`);
    else this.#outlets.problem(new Error("Nothing was heard: is the input connected, and turned up?"));
    this.#show("idle");
  }

  /** Takes out all that was recorded; undo brings it back. */
  clear(): void {
    const all = this.#files;
    if (all.length === 0 || this.state !== "idle") return;
    this.#without(all);
    const label = "live input taken out";
    this.#outlets.shaping.did({ label, undo: () => this.#with(all), redo: () => this.#without(all) });
  }

  /** As on an earlier visit, or none: nothing to be undone. Resolves when it is in use; what cannot be read is left out. */
  async restore(files: readonly PickedFile[]): Promise<void> {
    this.share();
    const none = () => new Uint8Array();
    const read = files.map(async (kept) => ({ file: kept.file, bytes: await kept.read().catch(none) }));
    const known = await Promise.all(read);
    this.#files = known.flatMap(({ file, bytes }) => (bytes.length > 44 ? [keptFile(file, bytes)] : []));
    this.#take = Math.max(this.#take, ...this.#files.map(({ take }) => take));
    if (this.#files.length > 0) await this.#sync();
  }

  /** A project was opened: it says all that is to be heard. */
  forget(): void {
    this.#files = [];
    this.#sent.clear();
    this.#outlets.keep([]);
    this.#outlets.changed();
  }

  async close(): Promise<void> {
    this.#turn++;
    await this.#input?.stop();
  }

  get #heard(): Seconds {
    const { sampleRate = 1 } = this.#outlets.instrument()?.context ?? {};
    return (this.#steps?.heard ?? 0) / sampleRate;
  }

  async #start(): Promise<void> {
    const instrument = this.#outlets.instrument();
    if (!instrument) return;
    if (this.duration >= LIVE_ROOM - 1) return this.#outlets.problem(full("record"));
    const turn = ++this.#turn;
    this.#show("asking");
    try {
      const piece = (samples: Float32Array, peak: Gain, lost: Seconds) => this.#hear(samples, peak, lost);
      const input = await LiveInput.open(instrument.context, this.device, { piece, gone: () => this.#gone() });
      // Given up meanwhile, or the page is gone.
      if (turn !== this.#turn) return await input.stop();
      this.#input = input;
      this.#steps = new LiveSteps(instrument.context.sampleRate);
      this.#take++;
      this.lost = 0;
      this.#show("recording");
    } catch (error) {
      if (turn !== this.#turn) return;
      this.#show("idle");
      this.#outlets.problem(error);
    }
  }

  #gone(): void {
    this.#outlets.problem(new Error("The input was unplugged: what it had recorded is kept."));
    void this.stop();
  }

  #hear(samples: Float32Array, peak: Gain, lost: Seconds): void {
    const { context } = this.#outlets.instrument() ?? {};
    if (!this.#steps || !context) return;
    this.peak = peak;
    this.lost += lost;
    const left = Math.max(0, Math.floor((LIVE_ROOM - this.duration) * context.sampleRate));
    for (const step of this.#steps.push(samples.subarray(0, left))) this.#add(step);
    if (left <= samples.length && this.state === "recording") {
      this.#outlets.problem(full("go on"));
      void this.stop();
    }
    this.#outlets.changed();
  }

  #add(step: LiveStep): void {
    const { sampleRate = 48_000 } = this.#outlets.instrument()?.context ?? {};
    const at = step.at / sampleRate;
    const file = `live input/take ${this.#take}, ${at.toFixed(1)} s.wav`;
    const duration = step.samples.length / sampleRate;
    this.#with([{ file, bytes: stepFile(step.samples, sampleRate), duration, take: this.#take }]);
  }

  #did(files: readonly LiveFile[], label: string): void {
    this.#outlets.shaping.did({ label, undo: () => this.#without(files), redo: () => this.#with(files) });
  }

  #with(files: readonly LiveFile[]): void {
    this.#files = [...this.#files, ...files];
    void this.#sync();
  }

  #without(files: readonly LiveFile[]): void {
    const gone = new Set(files.map(({ file }) => file));
    this.#files = this.#files.filter(({ file }) => !gone.has(file));
    void this.#sync();
  }

  /** Tells the worker what lies over its sounds now; calls that come while it is busy are one. */
  #sync(): Promise<void> {
    this.#stale = true;
    this.#busy ??= this.#work().finally(() => (this.#busy = undefined));
    return this.#busy;
  }

  async #work(): Promise<void> {
    while (this.#stale) {
      this.#stale = false;
      const wanted = this.#files;
      const added = wanted.filter(({ file }) => !this.#sent.has(file));
      const instrument = this.#outlets.instrument();
      if (!instrument) return;
      try {
        const { units, report } = await instrument.live(
          wanted.map(({ file }) => file),
          added.map(({ file, bytes }) => ({ file, bytes })),
        );
        for (const { file } of added) this.#sent.add(file);
        wanted.forEach((one, i) => (one.units = units[i]));
        // What was silent need not be kept.
        this.#files = this.#files.filter((one) => one.units !== 0);
        this.#outlets.report(report);
      } catch (error) {
        const refused = new Set(added);
        this.#files = this.#files.filter((one) => !refused.has(one));
        this.#outlets.problem(error);
        void this.stop();
      }
      const now = this.#files;
      this.#outlets.keep(now.map(({ file, bytes }) => ({ file, read: async () => bytes })));
      this.#outlets.changed();
    }
  }

  #show(state: LiveState): void {
    this.state = state;
    this.#outlets.changed();
  }
}

const full = (what: string): Error =>
  new Error(`${LIVE_ROOM} s are recorded, which is all there is room for: clear the live input to ${what}.`);

/** A file of ours from an earlier visit; its name says the take. */
function keptFile(file: string, bytes: Uint8Array): LiveFile {
  const own = bytes.slice();
  const perSecond = new DataView(own.buffer).getUint32(28, true);
  const take = Number(/take (\d+),/.exec(file)?.[1] ?? 1);
  return { file, bytes: own, duration: (own.length - 44) / Math.max(1, perSecond), take };
}
