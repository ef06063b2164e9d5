/** Records what leaves the instrument to WAV, every frame of it once, while it plays. */
import type { Frames, Seconds } from "../types";
import { type Bits, WAV_LIMIT, wavHeader, wavSamples } from "../wav";
import recorderUrl from "../../worklets/recorder-processor.ts?worker&url";

/** What the recorder's worklet posts. */
interface Piece {
  readonly frame: Frames;
  readonly channels: readonly Float32Array[];
  readonly last: boolean;
}

/** A recording under way: pieces are kept in the file's own format, so that an hour costs no more than its file. */
interface Take {
  readonly bits: Bits;
  readonly bodies: Uint8Array<ArrayBuffer>[];
  frames: Frames;
  /** Context frame that must come next. */
  next: Frames;
  readonly done: (wav: Blob) => void;
}

/** Thread: main. One recording at a time. */
export class Recorder {
  readonly #node: AudioWorkletNode;
  readonly #sampleRate: number;
  #take: Take | undefined;
  #wav: Promise<Blob> | undefined;

  /** How many are recorded. */
  readonly channels: number;

  private constructor(context: BaseAudioContext, source: AudioNode, channels: number) {
    this.channels = channels;
    this.#sampleRate = context.sampleRate;
    this.#node = new AudioWorkletNode(context, "lexigrain-recorder", {
      outputChannelCount: [1],
      channelInterpretation: "discrete",
      processorOptions: { channels },
    });
    this.#node.port.onmessage = ({ data }: MessageEvent<Piece>) => this.#receive(data);
    source.connect(this.#node);
    // Its output is silence; a node that leads nowhere would not be run.
    this.#node.connect(context.destination);
  }

  /** Taps `source`; nothing is kept before `start`. */
  static async open(context: BaseAudioContext, source: AudioNode, channels: number): Promise<Recorder> {
    await context.audioWorklet.addModule(new URL(recorderUrl, import.meta.url).href);
    return new Recorder(context, source, channels);
  }

  get recording(): boolean {
    return this.#take !== undefined;
  }

  /** Recorded so far. */
  get duration(): Seconds {
    return (this.#take?.frames ?? 0) / this.#sampleRate;
  }

  /** Begins with the next render quantum; 32 bits are float. Throws when a recording is under way. */
  start(bits: Bits): void {
    if (this.#take) throw new Error("A recording is under way: stop it first.");
    this.#wav = new Promise((done) => {
      this.#take = { bits, bodies: [], frames: 0, next: -1, done };
    });
    this.#node.port.postMessage({ type: "start" });
  }

  /** Ends the recording; resolves to the WAV file. Throws when none is under way. */
  stop(): Promise<Blob> {
    if (!this.#take || !this.#wav) throw new Error("Nothing is being recorded.");
    this.#node.port.postMessage({ type: "stop" });
    return this.#wav;
  }

  close(): void {
    this.#node.port.onmessage = null;
    this.#node.disconnect();
  }

  #receive({ frame, channels, last }: Piece): void {
    const take = this.#take;
    if (!take) return;
    const frames = channels[0].length;
    if (frames > 0) {
      // A context that was suspended goes on where it was; should frames ever be missing, silence keeps the time.
      const missing = take.next < 0 ? 0 : frame - take.next;
      if (missing > 0)
        this.#keep(
          take,
          channels.map(() => new Float32Array(missing)),
        );
      this.#keep(take, channels);
      take.next = frame + frames;
    }
    const full = take.frames * this.channels * (take.bits / 8) > WAV_LIMIT - 1e6;
    if (last || full) {
      this.#take = undefined;
      if (full) this.#node.port.postMessage({ type: "stop" });
      take.done(
        new Blob([wavHeader(take.frames, this.channels, this.#sampleRate, take.bits), ...take.bodies], {
          type: "audio/wav",
        }),
      );
    }
  }

  #keep(take: Take, channels: readonly Float32Array[]): void {
    take.bodies.push(wavSamples(channels, channels[0].length, take.bits));
    take.frames += channels[0].length;
  }
}
