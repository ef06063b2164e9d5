/** What leaves the instrument as a file: recorded while it plays, or bounced faster than it would play. */
import { CONTROLS, ENGINE_CONTROLS } from "../controls";
import type { BounceOrder, Progress } from "../protocol";
import type { Seconds } from "../types";
import { type Bits, wavHeader, wavSamples } from "../wav";
import { ASSETS, compile } from "./assets";
import { Effects } from "./effects";
import type { Graph } from "./graph";
import type { Knobs } from "./knobs";
import type { LexiconLine } from "./lexicon-line";
import { Recorder } from "./recorder";

/** Echoes and the room are heard out until they are 60 dB down, but no longer than this. */
const LONGEST_TAIL: Seconds = 30;
/** The effects are given so long before the first sample: their filters take up their places only once sound runs. */
const SETTLING: Seconds = 0.25;
/** Frames written at once. */
const PIECE = 1 << 18;

type Channels = readonly Float32Array<ArrayBuffer>[];

/** Thread: main. */
export class Capture {
  readonly #graph: Graph;
  readonly #lexicon: LexiconLine;
  readonly #knobs: Knobs;
  readonly #seed: number;
  #recorder: Promise<Recorder> | undefined;
  /** The same, once it is open. */
  #running: Recorder | undefined;
  #bounces = 0;

  constructor(graph: Graph, lexicon: LexiconLine, knobs: Knobs, seed: number) {
    this.#graph = graph;
    this.#lexicon = lexicon;
    this.#knobs = knobs;
    this.#seed = seed;
  }

  /** Recorded so far; undefined while nothing is being recorded. */
  get recorded(): Seconds | undefined {
    return this.#running?.recording ? this.#running.duration : undefined;
  }

  /** Begins to record what is heard, effects included; rejects when a recording is under way. */
  async record(bits: Bits): Promise<void> {
    const { context, effects, outputs } = this.#graph;
    const before = await this.#recorder;
    if (before && before.channels !== outputs.channels && !before.recording) {
      before.close();
      this.#recorder = undefined;
    }
    this.#recorder ??= Recorder.open(context, effects.output, outputs.channels);
    this.#running = await this.#recorder;
    this.#running.start(bits);
  }

  /** Ends the recording; resolves to the WAV file. Rejects when none is under way. */
  async stop(): Promise<Blob> {
    if (!this.#recorder) throw new Error("Nothing is being recorded.");
    return (await this.#recorder).stop();
  }

  /**
   * Clouds in order of time, from 0, rendered to a WAV file with the knobs as they stand and the effects that are on; the
   * last sample that is not 0 ends it. Rejects with one sentence, or when it was cancelled.
   */
  async bounce(
    score: Pick<BounceOrder, "clouds" | "releases">,
    bits: Bits,
    progress: (p: Progress) => void,
  ): Promise<Blob> {
    const mine = ++this.#bounces;
    const { context, effects, outputs } = this.#graph;
    const { sampleRate } = context;
    const values = Object.fromEntries(ENGINE_CONTROLS.map(({ id }) => [id, this.#knobs.heard.get(id)]));
    const module = await compile(ASSETS.engine);
    const order = {
      ...score,
      module,
      sampleRate,
      seed: this.#seed,
      channels: outputs.channels,
      speakers: outputs.speakers,
      values,
    };
    let channels: Channels = await this.#lexicon.bounce(order, progress);
    // What was turned just now is heard first.
    await effects.set("reverb", this.#knobs.heard.get("reverb"));
    if (effects.on) channels = await this.#worked(channels, sampleRate);
    if (mine !== this.#bounces) throw new Error("Cancelled: nothing was written.");
    return wav(channels, sampleRate, bits);
  }

  cancelBounce(): void {
    this.#bounces++;
    void this.#lexicon.api.cancelBounce();
  }

  close(): void {
    void this.#recorder?.then((recorder) => recorder.close());
  }

  /** Through the effects as they stand, heard out. */
  async #worked(channels: Channels, sampleRate: number): Promise<Channels> {
    const lead = Math.round(SETTLING * sampleRate);
    const length = lead + channels[0].length + Math.ceil(this.#tail() * sampleRate);
    const context = new OfflineAudioContext({ numberOfChannels: channels.length, length, sampleRate });
    const buffer = new AudioBuffer({ numberOfChannels: channels.length, length: channels[0].length, sampleRate });
    channels.forEach((channel, c) => buffer.copyToChannel(channel, c));
    const source = new AudioBufferSourceNode(context, { buffer });
    const effects = new Effects(context, source, channels.length);
    effects.output.connect(context.destination);
    try {
      for (const { id, target } of CONTROLS) if (target === "effect") await effects.set(id, this.#knobs.heard.get(id));
      source.start(lead / sampleRate);
      const worked = await context.startRendering();
      return Array.from({ length: worked.numberOfChannels }, (_, c) => worked.getChannelData(c).subarray(lead));
    } finally {
      effects.close();
    }
  }

  #tail(): Seconds {
    const value = (id: string): number => this.#knobs.heard.get(id);
    const room = value("reverb") > 0 ? value("reverbDecay") : 0;
    const echoes = 1 + Math.log(0.001) / Math.log(Math.max(0.001, value("delayFeedback") / 100));
    const echo = value("delay") > 0 ? (echoes * value("delayTime")) / 1000 : 0;
    return Math.min(LONGEST_TAIL, room + echo + 0.1);
  }
}

function wav(channels: Channels, sampleRate: number, bits: Bits): Blob {
  const frames = channels[0].length;
  const parts: Uint8Array<ArrayBuffer>[] = [wavHeader(frames, channels.length, sampleRate, bits)];
  for (let at = 0; at < frames; at += PIECE) {
    const piece = channels.map((channel) => channel.subarray(at, at + PIECE));
    parts.push(wavSamples(piece, piece[0].length, bits));
  }
  return new Blob(parts, { type: "audio/wav" });
}
