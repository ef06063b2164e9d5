/**
 * The audio thread's shell around the engine: AudioParams and messages in, samples, events and a status out.
 * Registered as "lexigrain"; every row of ENGINE_CONTROLS is a k-rate AudioParam. Thread: audio.
 */
import { ENGINE_CONTROLS } from "../src/controls";
import type { FromEngine, ProcessorOptions, ProcessTimes, ToEngine } from "../src/protocol";
import type { Frames } from "../src/types";
import { checkChannels } from "./check";
import { Engine } from "./engine";
import { LoadMeter } from "./load-meter";
import { SampleQueue } from "./sample-queue";
import { speakerOrder } from "./speakers";

/** Corpus samples copied in one quantum: about 30 µs, a minute of audio in a third of a second. */
const COPY = 24576;
/** No quantum for so long means that the context is suspended: what comes is then copied at once. */
const IDLE_MS = 100;
const STATUS_SECONDS = 1 / 30;
/** Other outputs are used as soon as all is silent, and at the latest then. */
const SILENT_SECONDS = 0.06;

const IDS = ENGINE_CONTROLS.map((row) => row.id);

class GrainProcessor extends AudioWorkletProcessor {
  readonly #engine: Engine;
  readonly #queue: SampleQueue;
  readonly #meter = new LoadMeter(sampleRate, () => Date.now());
  readonly #values = ENGINE_CONTROLS.map((row) => row.default);
  readonly #events = {
    started: (id: number, frame: Frames) =>
      this.#post({ type: "started", id, frame: frame + this.#offset, clock: this.#meter.began }),
    ended: (id: number) => this.#post({ type: "ended", id }),
  };
  /** Context frame of the engine's frame 0. */
  #offset: Frames = currentFrame;
  #lastQuantum = 0;
  #nextStatus = 0;
  #active = false;
  #times: ProcessTimes | undefined;
  /** Outputs that are used once what sounds has faded. */
  #outputs: { readonly channels: number; readonly speakers: readonly number[]; readonly latest: number } | undefined;

  static get parameterDescriptors() {
    return ENGINE_CONTROLS.map((row) => ({
      name: row.id,
      defaultValue: row.default,
      minValue: row.min,
      maxValue: row.max,
      automationRate: "k-rate",
    }));
  }

  constructor(options: {
    readonly processorOptions: ProcessorOptions;
    readonly outputChannelCount?: readonly number[];
  }) {
    super();
    const { module, memory, frames, seed, channels } = options.processorOptions;
    this.#engine = Engine.create(module, {
      sampleRate,
      channels: channels ?? options.outputChannelCount?.[0] ?? 2,
      frames,
      seed,
      ...(memory && { memory }),
    });
    this.#queue = new SampleQueue(this.#engine);
    this.port.onmessage = (event: MessageEvent<ToEngine>) => this.#take(event.data, this.port);
  }

  /** One quantum of any length. Allocates nothing while no event is to be told. */
  process(_inputs: Float32Array[][], [output]: Float32Array[][], parameters: Record<string, Float32Array>): boolean {
    const frames = output[0].length;
    this.#meter.begin();
    for (let i = 0; i < IDS.length; i++) {
      const value = parameters[IDS[i]][0];
      if (value !== this.#values[i]) {
        this.#values[i] = value;
        this.#engine.setAt(i, value);
      }
    }
    if (this.#outputs && (!this.#engine.active || currentTime >= this.#outputs.latest)) {
      this.#engine.setOutputs(this.#outputs.channels, this.#outputs.speakers);
      this.#outputs = undefined;
    }
    this.#offset = currentFrame - this.#engine.frame;
    this.#engine.render(output, frames);
    this.#queue.work(COPY);
    this.#engine.events(this.#events);
    if (this.#meter.end(frames)) {
      this.#engine.setQuality(this.#meter.quality);
      this.#times = undefined;
    }
    this.#lastQuantum = Date.now();
    if (currentTime >= this.#nextStatus) this.#tell();
    return true;
  }

  /** Posts the status while anything sounds, and once more when all is silent. */
  #tell(): void {
    this.#nextStatus = currentTime + STATUS_SECONDS;
    const active = this.#engine.active;
    if (!active && !this.#active) return;
    this.#active = active;
    const { load, quality, underruns } = this.#meter;
    const process = (this.#times ??= {
      ...this.#meter.times(),
      lookAhead: (1000 * this.#engine.latency) / sampleRate,
    });
    this.#post({ ...this.#engine.status(), time: currentTime, load, quality, underruns, process });
  }

  #post(message: FromEngine): void {
    this.port.postMessage(message);
  }

  /** Nothing a message holds may stop the sound: what is wrong is refused in words. */
  #take(message: ToEngine, from: MessagePort): void {
    const refuse = (error: unknown): void =>
      this.#post({ type: "refused", reason: error instanceof Error ? error.message : String(error) });
    try {
      this.#obey(message, from, refuse);
    } catch (error) {
      refuse(error);
    }
    if (Date.now() - this.#lastQuantum > IDLE_MS) this.#queue.work(Infinity);
  }

  #obey(message: ToEngine, from: MessagePort, refuse: (error: unknown) => void): void {
    const engine = this.#engine;
    switch (message.type) {
      case "cloud": {
        const { cloud } = message;
        return engine.cloud({ ...cloud, at: cloud.at - this.#offset / sampleRate });
      }
      case "adjust":
        return engine.adjust(message.id, message.values);
      case "release":
        return engine.release(message.voice);
      case "panic":
        return engine.panic();
      case "outputs": {
        const { channels, speakers } = message;
        checkChannels(channels);
        speakerOrder(speakers, channels);
        engine.panic();
        this.#outputs = { channels, speakers, latest: currentTime + SILENT_SECONDS };
        return;
      }
      case "set":
        for (const id in message.values) engine.set(id, message.values[id]);
        return;
      case "samples":
        return this.#queue.push({ at: message.at, samples: message.samples, format: message.format, refuse });
      case "mark": {
        const told: FromEngine = { type: "marked", mark: message.mark };
        return this.#queue.push({ passed: () => from.postMessage(told), refuse });
      }
      case "units": {
        const { table, generation } = message;
        const done = (): void => {
          const told: FromEngine = { type: "loaded", generation, frames: engine.capacity };
          from.postMessage(told);
          if (from !== this.port) this.#post(told);
        };
        return this.#queue.push({ table, done, refuse });
      }
      case "port": {
        const { port } = message;
        port.onmessage = (event: MessageEvent<ToEngine>) => this.#take(event.data, port);
        return;
      }
      default:
        throw new Error(`The engine does not know messages like ${JSON.stringify(message)}.`);
    }
  }
}

registerProcessor("lexigrain", GrainProcessor);
