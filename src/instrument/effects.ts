/**
 * Effects behind the engine, all off by default: then the sound passes through one gain of 1, Tone.js is not even loaded,
 * and nothing else is in the graph. Rows of the table of knobs with target "effect" turn them.
 */
import { CONTROLS } from "../controls";
import type { Seconds } from "../types";
import type { EffectsBank } from "./effects-bank";

/** How long the dry and the worked sound take to change places. */
const FADE: Seconds = 0.02;

const ROWS = CONTROLS.filter((row) => row.target === "effect");

/** Thread: main. Works in a real-time context and in an offline one. */
export class Effects {
  /** What leaves the instrument: connect speakers, analyser and recorder here. */
  readonly output: GainNode;
  readonly #context: BaseAudioContext;
  readonly #input: AudioNode;
  readonly #dry: GainNode;
  readonly #wet: GainNode;
  readonly #values: Record<string, number> = Object.fromEntries(ROWS.map((row) => [row.id, row.default]));
  #chain: Promise<EffectsBank> | undefined;
  #channels: number;
  #on = false;
  #closed = false;
  #turn = Promise.resolve();

  /** Connects `input`, which has so many channels, to `output`. */
  constructor(context: BaseAudioContext, input: AudioNode, channels = 2) {
    this.#channels = channels;
    this.#context = context;
    this.#input = input;
    // Channel n goes on as channel n, however many there are.
    this.#dry = new GainNode(context, { channelInterpretation: "discrete" });
    this.#wet = new GainNode(context, { gain: 0, channelInterpretation: "discrete" });
    this.output = new GainNode(context, { channelInterpretation: "discrete" });
    input.connect(this.#dry).connect(this.output);
  }

  /** Whether any effect is in the path. */
  get on(): boolean {
    const { eqLow, eqMid, eqHigh, compressor, delay, reverb } = this.#values;
    return eqLow !== 0 || eqMid !== 0 || eqHigh !== 0 || compressor < 0 || delay > 0 || reverb > 0;
  }

  /** Turns one knob; ids of other targets are passed over. Resolves when it is heard; rejects when Tone cannot be loaded. */
  set(id: string, value: number): Promise<void> {
    if (!(id in this.#values) || this.#values[id] === value) return this.#turn;
    this.#values[id] = value;
    // One after the other: a change waits for the fade of the one before.
    this.#turn = this.#turn.catch(() => undefined).then(() => this.#apply());
    return this.#turn;
  }

  /** The input has so many channels from now on. Resolves when the effects have too. */
  widen(channels: number): Promise<void> {
    this.#turn = this.#turn
      .catch(() => undefined)
      .then(async () => {
        if (channels === this.#channels) return;
        this.#channels = channels;
        const chain = await this.#chain;
        if (!chain) return;
        if (this.#on) await this.#leave(chain);
        this.#chain = undefined;
        chain.close();
        await this.#apply();
      });
    return this.#turn;
  }

  close(): void {
    this.#closed = true;
    this.#input.disconnect(this.#dry);
    this.output.disconnect();
    void this.#chain?.then((chain) => chain.close());
  }

  async #apply(): Promise<void> {
    if (this.#closed || (!this.on && !this.#on)) return;
    const chain = await this.#loaded();
    if (this.#on && (!this.on || chain.rewires(this.#values))) await this.#leave(chain);
    chain.set(this.#values);
    if (this.on && !this.#on) this.#enter(chain);
  }

  #enter(chain: EffectsBank): void {
    this.#on = true;
    this.#input.connect(chain.input);
    this.#wet.connect(this.output);
    this.#fade(chain, 1);
  }

  /** Nothing is taken out of the path before it is silent. */
  async #leave(chain: EffectsBank): Promise<void> {
    this.#on = false;
    this.#fade(chain, 0);
    // By the audio's own clock: on a busy machine it lags behind the wall's. A suspended context needs no fade.
    const until = this.#context.currentTime + FADE * 1.5;
    for (let i = 0; i < 100 && this.#context.state === "running" && this.#context.currentTime < until; i++) {
      if (this.#context instanceof OfflineAudioContext) break;
      await new Promise((done) => setTimeout(done, 10));
    }
    this.#input.disconnect(chain.input);
    this.#wet.disconnect();
  }

  async #loaded(): Promise<EffectsBank> {
    // Tone greets in the console; an instrument is silent there.
    Object.assign(globalThis, { TONE_SILENCE_LOGGING: true });
    this.#chain ??= import("./effects-bank")
      .then(({ EffectsBank }) => EffectsBank.open(this.#context, this.#channels))
      .then((chain) => {
        chain.output.connect(this.#wet);
        return chain;
      })
      .catch((error: unknown) => {
        this.#chain = undefined;
        throw new Error(`The effects could not be loaded. Reload the page. (${String(error)})`);
      });
    return this.#chain;
  }

  /** 1: only the worked sound; 0: only the dry one. At once where no time has passed yet. */
  #fade(chain: EffectsBank, wet: number): void {
    const now = this.#context.currentTime;
    for (const [node, value] of [
      [chain.input, wet],
      [this.#wet, wet],
      [this.#dry, 1 - wet],
    ] as const) {
      node.gain.cancelScheduledValues(now);
      node.gain.setValueAtTime(now === 0 ? value : node.gain.value, now);
      if (now > 0) node.gain.linearRampToValueAtTime(value, now + FADE);
    }
  }
}
