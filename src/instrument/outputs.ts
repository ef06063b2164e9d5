/** Where the sound goes: the device, its loudspeakers and where they stand. All of the path from the engine on follows. */
import type { ToEngine } from "../protocol";
import type { Seconds } from "../types";
import { speakerOrder } from "../../worklets/speakers";
import type { Effects } from "./effects";
import { chooseOutput, type OutputDevice, outputDevices } from "./output-device";

/** More than the engine has rows for. */
export const MOST_OUTPUTS = 16;
/** What sounds has faded and the engine has changed over by then. */
const SILENT: Seconds = 0.09;

/** What the performer asked for; a device with fewer outputs uses those it has. */
export interface Loudspeakers {
  readonly channels: number;
  /** Azimuths in degrees (90 is right), one a channel; none: left and right, or an even ring. */
  readonly speakers: readonly number[];
  /** "": the system's own choice. */
  readonly device: string;
}

/** The parts that follow. */
interface OutputPath {
  readonly context: AudioContext;
  /** Takes the first channels of the engine's node, and leaves the others. */
  readonly trunk: GainNode;
  readonly effects: Effects;
  readonly analyser: AnalyserNode;
  readonly post: (message: ToEngine) => void;
}

/** Azimuths as they are written, "-30, 30, 110, -110"; none from an empty text. Throws one sentence. */
export function speakerPlaces(text: string, channels: number): number[] {
  if (text.trim() === "") return [];
  const places = text.split(/[\s,;]+/).filter((part) => part !== "");
  const azimuths = places.map((place) => Number(place.replace(/°$/, "").replace("−", "-")));
  if (azimuths.some((azimuth) => Number.isNaN(azimuth)))
    throw new Error(`"${text}" are no places: write degrees, one a loudspeaker, as -30, 30, 110, -110.`);
  speakerOrder(azimuths, channels);
  return azimuths;
}

/** Thread: main. */
export class Outputs {
  readonly #path: OutputPath;
  #splitter: ChannelSplitterNode | undefined;
  #turn: Promise<void> = Promise.resolve();
  /** In use now. */
  channels = 2;
  speakers: readonly number[] = [];
  wish: Loudspeakers = { channels: 2, speakers: [], device: "" };

  constructor(path: OutputPath) {
    this.#path = path;
    path.effects.output.connect(path.analyser);
  }

  /** As many as the device and the engine have. */
  get most(): number {
    return Math.max(1, Math.min(MOST_OUTPUTS, this.#path.context.destination.maxChannelCount || 2));
  }

  /** One place only where the browser offers no choice. */
  devices(): Promise<OutputDevice[]> {
    return outputDevices(this.#path.context);
  }

  /** Sends all sound to that device, by as many of its outputs as were asked for. Rejects with one sentence. */
  choose(device: string): Promise<void> {
    return this.#inTurn(async () => {
      // A device with fewer outputs could not take over what goes to more of them.
      await this.#lay(Math.min(2, this.channels), []);
      try {
        await chooseOutput(this.#path.context, device);
        this.wish = { ...this.wish, device };
      } finally {
        await this.#asWished();
      }
    });
  }

  /** So many outputs, at those places: what sounds is silenced by a fade before. Rejects with one sentence. */
  use(channels: number, speakers: readonly number[] = []): Promise<void> {
    return this.#inTurn(() => {
      speakerOrder(speakers, channels);
      this.wish = { ...this.wish, channels, speakers };
      return this.#asWished();
    });
  }

  /** What was asked for on an earlier visit, as far as it is there. */
  async restore(wish: Loudspeakers): Promise<void> {
    if (wish.device !== "") await this.choose(wish.device).catch(() => undefined);
    await this.use(wish.channels, wish.speakers).catch(() => undefined);
  }

  #asWished(): Promise<void> {
    const { channels, speakers } = this.wish;
    const used = Math.min(channels, Math.max(2, this.most));
    return this.#lay(used, used === channels ? speakers : []);
  }

  async #lay(channels: number, speakers: readonly number[]): Promise<void> {
    if (channels === this.channels && speakers.join() === this.speakers.join()) return;
    const { context, trunk, effects, post } = this.#path;
    post({ type: "outputs", channels, speakers });
    if (context.state === "running") await new Promise((done) => setTimeout(done, 1000 * SILENT));
    trunk.channelCount = channels;
    await effects.widen(channels);
    const { destination } = context;
    destination.channelCount = Math.min(channels, destination.maxChannelCount || channels);
    destination.channelCountMode = "explicit";
    // Each output is a loudspeaker of its own, not one of a cinema's.
    destination.channelInterpretation = channels > 2 ? "discrete" : "speakers";
    this.channels = channels;
    this.speakers = speakers;
    this.#watch();
  }

  /** An analyser hears one channel: of more than two it would hear the first alone. */
  #watch(): void {
    const { context, effects, analyser } = this.#path;
    this.#splitter?.disconnect();
    if (this.#splitter) effects.output.disconnect(this.#splitter);
    else effects.output.disconnect(analyser);
    this.#splitter = undefined;
    if (this.channels <= 2) return void effects.output.connect(analyser);
    this.#splitter = new ChannelSplitterNode(context, { numberOfOutputs: this.channels });
    effects.output.connect(this.#splitter);
    for (let c = 0; c < this.channels; c++) this.#splitter.connect(analyser, c);
  }

  #inTurn(step: () => Promise<void>): Promise<void> {
    const done = this.#turn.then(step);
    this.#turn = done.catch(() => undefined);
    return done;
  }
}
