/** Live input: the microphone or another input, as it is, piece by piece beside what plays. */
import type { Gain, Seconds } from "../types";
import inputUrl from "../../worklets/input-processor.ts?worker&url";

export interface InputDevice {
  /** "" is the system's own choice. */
  readonly id: string;
  readonly label: string;
}

/** What the worklet posts. */
interface Piece {
  readonly samples: Float32Array<ArrayBuffer>;
  readonly frames: number;
  readonly lost: number;
  readonly last: boolean;
}

export interface LiveOutlets {
  /** A piece of mono samples at the context's rate, about six a second, which is not to be kept; `lost`: left out before it. */
  piece(samples: Float32Array, peak: Gain, lost: Seconds): void;
  /** The input went away by itself. */
  gone(): void;
}

/** The last piece is waited for so long. */
const PATIENCE: Seconds = 1;

const REASONS: Readonly<Record<string, string>> = {
  NotAllowedError: "The input was refused: allow the microphone beside the page's address, then press Record again.",
  NotFoundError: "There is no input: connect a microphone or an instrument, then press Record again.",
  NotReadableError:
    "That input cannot be opened: another program may have it. Close that one, then press Record again.",
  OverconstrainedError: "That input is gone: choose another one, then press Record again.",
  NotSupportedError: "That input runs at another rate than the output: set both alike in the system, then reload.",
};
const INSECURE = "Inputs can only be heard on a secure page: open it by https, or from this machine.";

/** The system's choice first; names are told once the browser has allowed an input. Thread: main. */
export async function inputDevices(): Promise<InputDevice[]> {
  const media = navigator.mediaDevices as MediaDevices | undefined;
  const system: InputDevice = { id: "", label: "System default" };
  const devices = (await media?.enumerateDevices().catch(() => [])) ?? [];
  const inputs = devices.filter(({ kind, deviceId }) => kind === "audioinput" && deviceId && deviceId !== "default");
  return [system, ...inputs.map(({ deviceId, label }, i) => ({ id: deviceId, label: label || `Input ${i + 1}` }))];
}

/** Thread: main. One recording; `stop` ends it for good. */
export class LiveInput {
  readonly #stream: MediaStream;
  readonly #source: MediaStreamAudioSourceNode;
  readonly #node: AudioWorkletNode;
  readonly #ended: Promise<void>;

  private constructor(context: AudioContext, stream: MediaStream, outlets: LiveOutlets) {
    this.#stream = stream;
    this.#source = new MediaStreamAudioSourceNode(context, { mediaStream: stream });
    this.#node = new AudioWorkletNode(context, "lexigrain-input");
    const { port } = this.#node;
    this.#ended = new Promise((ended) => {
      port.onmessage = ({ data }: MessageEvent<Piece>) => {
        let peak = 0;
        for (let i = 0; i < data.frames; i++) peak = Math.max(peak, Math.abs(data.samples[i]));
        outlets.piece(data.samples.subarray(0, data.frames), peak, data.lost / context.sampleRate);
        if (data.last) ended();
        else port.postMessage({ type: "back", samples: data.samples }, [data.samples.buffer]);
      };
    });
    for (const track of stream.getAudioTracks()) track.onended = () => outlets.gone();
    this.#source.connect(this.#node);
    // Its output is silence; a node that leads nowhere would not be run.
    this.#node.connect(context.destination);
  }

  /** Asks for that input (""; the system's choice), without any of the browser's own corrections. Rejects with one sentence. */
  static async open(context: AudioContext, id: string, outlets: LiveOutlets): Promise<LiveInput> {
    const media = navigator.mediaDevices as MediaDevices | undefined;
    if (!media) throw new Error(INSECURE);
    const plain = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };
    let stream: MediaStream | undefined;
    try {
      stream = await media.getUserMedia({ audio: { ...plain, ...(id === "" ? {} : { deviceId: { exact: id } }) } });
      await context.audioWorklet.addModule(new URL(inputUrl, import.meta.url).href);
      return new LiveInput(context, stream, outlets);
    } catch (error) {
      for (const track of stream?.getTracks() ?? []) track.stop();
      const { name, message } = error as Error;
      throw new Error(REASONS[name] ?? `That input cannot be heard (${message || name}). Choose another one.`, {
        cause: error,
      });
    }
  }

  /** The last piece has been handed over when it resolves. */
  async stop(): Promise<void> {
    this.#node.port.postMessage({ type: "stop" });
    // A context that is closed answers no more.
    await Promise.race([this.#ended, new Promise((done) => setTimeout(done, 1000 * PATIENCE))]);
    this.#node.port.onmessage = null;
    this.#source.disconnect();
    this.#node.disconnect();
    for (const track of this.#stream.getTracks()) {
      track.onended = null;
      track.stop();
    }
  }
}
