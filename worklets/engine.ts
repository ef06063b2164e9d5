/** The typed hand on the WASM grain engine: the same file serves the worklet, the command line and the tests. */
import { ENGINE_CONTROLS } from "../src/controls";
import type { CloudEvent, ControlValues, EngineStatus, UnitTable } from "../src/protocol";
import type { Frames, Hertz, Seconds } from "../src/types";
import { checkChannels, checkCloud, checkMaking, checkUnits, checkVoice, engineValue, MOST_CHANNELS } from "./check";
import { CorpusWriter, createMemory } from "./corpus-memory";
import type { CorpusFormat } from "./corpus-memory";
import type { Exports } from "./engine-exports";
import { speakerOrder } from "./speakers";
import { writeUnits } from "./unit-writer";

export interface EngineOptions {
  readonly sampleRate: Hertz;
  /** 1 to 16; default 2. */
  readonly channels?: number;
  /** Azimuths in degrees (0 before the listener, 90 right), one a channel, 3 to 16 of them; absent: an even ring. */
  readonly speakers?: readonly number[];
  /** Room for corpus audio; taken from `memory` when that is given. */
  readonly frames: Frames;
  /** Same seed and same messages, same samples; default 1. */
  readonly seed?: number;
  /** Most grains at once; default 8,192. */
  readonly grains?: number;
  readonly format?: CorpusFormat;
  /** From `createMemory`; shared when the module is the shared build. */
  readonly memory?: WebAssembly.Memory;
}

/** Told by `events`: the frame is that of the cloud's first grain. */
export interface EngineEvents {
  started(id: number, frame: Frames): void;
  ended(id: number): void;
}

const TICK = 128;
const SLOTS = 160;
const PARAMETERS = 40;
/** Words that may wait for their time. */
const MOST_WAITING = 16384;

interface Waiting {
  readonly frame: Frames;
  readonly event: CloudEvent;
  /** The units it was sent for: a later table may count otherwise. */
  readonly table: UnitTable;
}

export class Engine {
  /** Frames by which the output lags behind (look-ahead of the limiter). */
  readonly latency: Frames;
  readonly sampleRate: Hertz;
  channels = 0;
  readonly capacity: Frames;
  readonly #wasm: Exports;
  readonly #format: CorpusFormat;
  readonly #writers: Readonly<Record<CorpusFormat, CorpusWriter>>;
  readonly #outputs: Float32Array[];
  readonly #words: Int32Array;
  readonly #floats: Float32Array;
  readonly #doubles: Float64Array;
  readonly #ids = new Float64Array(SLOTS);
  readonly #peaks = new Float32Array(MOST_CHANNELS);
  readonly #values = new Float64Array(PARAMETERS);
  #waiting: Waiting[] = [];
  #cancelled: number[] = [];
  /** Clouds begun without a draw of their own. */
  #ordinal = 0;
  #table: UnitTable = {
    start: new Uint32Array(0),
    length: new Uint32Array(0),
    gain: new Float32Array(0),
    stretches: new Uint32Array(0),
    firstStretch: new Uint32Array(1),
  };
  #fresh = true;

  /** Instantiates at once (no promise), as a worklet must. Throws one sentence on impossible options. */
  static create(module: WebAssembly.Module, options: EngineOptions): Engine {
    return new Engine(module, options);
  }

  private constructor(module: WebAssembly.Module, options: EngineOptions) {
    const { sampleRate, channels = 2, frames, seed = 1, grains = 8192, format = "float32" } = options;
    checkMaking(sampleRate, channels, grains);
    const memory = options.memory ?? createMemory(frames, format);
    this.#wasm = new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as Exports;
    this.#format = format;
    this.#writers = { float32: new CorpusWriter(memory), int16: new CorpusWriter(memory, "int16") };
    if (!this.#wasm.setup(sampleRate, channels, grains, seed, format === "int16" ? 1 : 0))
      throw new Error(`A pool of ${grains} grains at ${sampleRate} Hz does not fit below the corpus.`);
    this.setOutputs(channels, options.speakers);
    this.sampleRate = sampleRate;
    this.capacity = this.#writers[format].capacity;
    this.latency = this.#wasm.limiterLatency();
    this.#words = new Int32Array(memory.buffer);
    this.#floats = new Float32Array(memory.buffer);
    this.#doubles = new Float64Array(memory.buffer);
    this.#outputs = Array.from(
      { length: MOST_CHANNELS },
      (_, c) => new Float32Array(memory.buffer, this.#wasm.outputPointer(c), TICK),
    );
    ENGINE_CONTROLS.forEach((row) => this.set(row.id, row.default));
  }

  /** Frames rendered so far; `time` is the same in seconds. */
  get frame(): Frames {
    return this.#wasm.frame();
  }

  get time(): Seconds {
    return this.#wasm.frame() / this.sampleRate;
  }

  /** Whether anything sounds or waits for its time. */
  get active(): boolean {
    return this.#waiting.length > 0 || this.#wasm.activeClouds() > 0;
  }

  /**
   * So many outputs (1 to 16) from the next frame on, at those azimuths or on an even ring. What sounds keeps the outputs it
   * has, cut off where they are no more: let it end before. Throws one sentence and changes nothing on impossible ones.
   */
  setOutputs(channels: number, speakers: readonly number[] = []): void {
    checkChannels(channels);
    const order = speakerOrder(speakers, channels);
    this.#wasm.setChannels(channels);
    for (const { azimuth, channel } of order) this.#wasm.addSpeaker(azimuth, channel);
    this.channels = channels;
  }

  /** Copies samples[from..to) to corpus frames at + from ... Throws when they do not fit or are not finite. */
  loadSamples(at: Frames, samples: Float32Array, from = 0, to = samples.length, format = this.#format): void {
    this.#writers[format].write(at, samples, from, to);
  }

  /** Swaps the unit table; clouds that sound keep their bounds. Throws when a unit lies outside the corpus. */
  setUnits(table: UnitTable): void {
    checkUnits(table, this.#writers[table.format ?? this.#format].capacity);
    this.#table = table;
  }

  /** Plays a word, now or at its time. Throws on anything not finite or out of range, and when too many wait. */
  cloud(event: CloudEvent): void {
    checkCloud(event, this.#table.start.length);
    const now = this.#wasm.frame();
    const frame = Math.max(now, Math.round(event.at * this.sampleRate));
    if (this.#waiting.length >= MOST_WAITING)
      throw new Error(`${MOST_WAITING} words are waiting to be played already; send this one later.`);
    let i = this.#waiting.length;
    while (i > 0 && this.#waiting[i - 1].frame > frame) i--;
    this.#waiting.splice(i, 0, { frame, event, table: this.#table });
  }

  /** Values of one cloud's own, over those it was sent with, while it sounds or waits. Throws as `set` does. */
  adjust(id: number, values: ControlValues): void {
    for (const name in values) engineValue(name, values[name]);
    this.#waiting = this.#waiting.map((w) =>
      w.event.id === id ? { ...w, event: { ...w.event, set: { ...w.event.set, ...values } } } : w,
    );
    for (let slot = 0; slot < SLOTS; slot++) {
      if (this.#ids[slot] !== id || this.#wasm.cloudLevel(slot) < 0) continue;
      const overrides = this.#wasm.overridesPointer(slot) >> 3;
      for (const name in values) this.#doubles[overrides + engineValue(name, values[name])] = values[name];
    }
  }

  /** Lets one voice, or all, fade by its release; words still waiting for their time are dropped. */
  release(voice?: number): void {
    if (voice !== undefined) checkVoice(voice);
    this.#drop(voice);
    this.#wasm.release(voice ?? -1);
  }

  /** Everything silent within 50 ms, by a fade. */
  panic(): void {
    this.#drop(undefined);
    this.#wasm.panic();
  }

  /** Sets a global control, in the control's own unit. Throws on unknown names and values out of range. */
  set(id: string, value: number): void {
    const index = engineValue(id, value);
    this.setAt(index, value);
  }

  /** The same by index into ENGINE_CONTROLS, for values known to be in range: costs nothing when unchanged. */
  setAt(index: number, value: number): void {
    if (this.#values[index] === value || !Number.isFinite(value)) return;
    this.#values[index] = value;
    this.#wasm.setGlobal(index, value);
    if (this.#fresh) this.#wasm.settleVolume();
  }

  /** 0 full quality, 1 cheaper interpolation, 2 fewer grains. */
  setQuality(level: 0 | 1 | 2): void {
    this.#wasm.setQuality(level);
  }

  /** Fills the first `frames` of each output; further outputs are left alone. Allocates nothing. Thread: audio. */
  render(outputs: readonly Float32Array[], frames: Frames): void {
    this.#fresh = false;
    const channels = Math.min(this.channels, outputs.length);
    let done = 0;
    while (done < frames) {
      if (this.#waiting.length > 0) this.#startDue();
      const n = this.#wasm.render(frames - done);
      for (let c = 0; c < channels; c++) {
        const from = this.#outputs[c];
        const to = outputs[c];
        let peak = this.#peaks[c];
        for (let i = 0; i < n; i++) {
          const x = from[i];
          to[done + i] = x;
          if (x > peak) peak = x;
          else if (-x > peak) peak = -x;
        }
        this.#peaks[c] = peak;
      }
      done += n;
    }
  }

  /** Hands over what has begun and ended since the last call. */
  events(to: EngineEvents): void {
    for (const id of this.#cancelled) to.ended(id);
    this.#cancelled.length = 0;
    const count = this.#wasm.takeEvents();
    const at = this.#wasm.eventsPointer();
    for (let i = 0; i < count; i++) {
      const record = (at >> 3) + i * 3;
      const id = this.#doubles[record + 1];
      if (this.#words[record * 2] === 0) to.started(id, this.#doubles[record + 2]);
      else to.ended(id);
    }
  }

  /** What sounds now. Load, quality and underruns belong to the shell that owns the clock: NaN, 0 and 0 here. */
  status(): EngineStatus {
    const clouds: { id: number; level: number }[] = [];
    for (let slot = 0; slot < SLOTS; slot++) {
      const level = this.#wasm.cloudLevel(slot);
      if (level >= 0) clouds.push({ id: this.#ids[slot], level });
    }
    const peaks = Array.from(this.#peaks.subarray(0, this.channels));
    this.#peaks.fill(0);
    return {
      type: "status",
      time: this.time,
      grains: this.#wasm.liveGrains(),
      clouds,
      peaks,
      reduction: -20 * Math.log10(Math.max(1e-6, this.#wasm.takeReduction())),
      load: NaN,
      quality: 0,
      underruns: 0,
    };
  }

  /** Starts the words that are due before the end of the current tick. */
  #startDue(): void {
    const end = Math.floor(this.#wasm.frame() / TICK) * TICK + TICK;
    while (this.#waiting.length > 0 && this.#waiting[0].frame < end) {
      const due = this.#waiting.shift();
      if (due) this.#start(due);
    }
  }

  #start({ event, frame, table }: Waiting): void {
    const slot = this.#wasm.reserveCloud();
    if (slot < 0) {
      this.#cancelled.push(event.id);
      return;
    }
    const wasm = this.#wasm;
    writeUnits(
      event,
      table,
      this.sampleRate,
      this.#words,
      this.#floats,
      wasm.unitsPointer(slot),
      wasm.unitBytes(),
      wasm.stretchesPointer(slot),
    );
    const overrides = wasm.overridesPointer(slot) >> 3;
    this.#doubles.fill(NaN, overrides, overrides + PARAMETERS);
    for (const id in event.set) this.#doubles[overrides + engineValue(id, event.set[id])] = event.set[id];
    this.#ids[slot] = event.id;
    wasm.setFormat(slot, (table.format ?? this.#format) === "int16" ? 1 : 0);
    const length = Math.round(event.duration * this.sampleRate);
    const draw = event.chance ?? ++this.#ordinal;
    wasm.start(slot, event.id, event.voice, frame, length, event.units.length, draw);
  }

  #drop(voice: number | undefined): void {
    const stays = (w: Waiting): boolean => voice !== undefined && w.event.voice !== voice;
    for (const w of this.#waiting) if (!stays(w)) this.#cancelled.push(w.event.id);
    this.#waiting = this.#waiting.filter(stays);
  }
}
