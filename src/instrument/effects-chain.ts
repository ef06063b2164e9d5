/**
 * The effects themselves on two channels, by Tone.js: EQ → compressor → delay → reverb. Loaded only when one is first wanted.
 * Tone's clock and look-ahead are left out: nothing here is scheduled, sound passes through native nodes.
 */
import { Compressor } from "tone/build/esm/component/dynamics/Compressor.js";
import { Convolver } from "tone/build/esm/component/filter/Convolver.js";
import { EQ3 } from "tone/build/esm/component/filter/EQ3.js";
import type { Context } from "tone/build/esm/core/context/Context.js";
import { connect, disconnect, type ToneAudioNode } from "tone/build/esm/core/context/ToneAudioNode.js";
import { FeedbackDelay } from "tone/build/esm/effect/FeedbackDelay.js";
import type { ControlValues } from "../protocol";
import { roomResponse } from "./room-response";

/** Changes of a value are spread over this many seconds, so that a knob never zippers. */
const GLIDE = 0.02;

/** An effect beside the dry sound: both go on to `output`. */
interface Beside {
  readonly input: GainNode;
  readonly level: GainNode;
  readonly output: GainNode;
}

export class EffectsChain {
  readonly input: GainNode;
  readonly #context: BaseAudioContext;
  readonly #eq: EQ3;
  readonly #compressor: Compressor;
  readonly #delay: FeedbackDelay;
  readonly #room: Convolver;
  readonly #echo: Beside;
  readonly #hall: Beside;
  #wired = "nothing";
  #decay = 0;

  /** All of it goes on to `output`. */
  constructor(context: BaseAudioContext, tone: Context, output: AudioNode) {
    this.#context = context;
    this.input = new GainNode(context);
    this.#eq = new EQ3({ context: tone, lowFrequency: 300, highFrequency: 3000 });
    this.#compressor = new Compressor({ context: tone, attack: 0.005, release: 0.12, knee: 6 });
    this.#delay = new FeedbackDelay({ context: tone, maxDelay: 2, wet: 1 });
    this.#room = new Convolver({ context: tone, normalize: false });
    this.#echo = this.#beside(this.#delay);
    this.#hall = this.#beside(this.#room);
    this.#echo.output.connect(this.#hall.input);
    this.#hall.output.connect(output);
  }

  /** Takes over the values of the rows of target "effect"; what is neutral does nothing. */
  set(values: ControlValues): void {
    const glide = (to: AudioParam, value: number): void => {
      const now = this.#context.currentTime;
      // Where no time has passed yet nothing is heard to glide.
      if (now === 0) to.value = value;
      else to.setTargetAtTime(value, now, GLIDE / 3);
    };
    this.#eq.low.value = values.eqLow;
    this.#eq.mid.value = values.eqMid;
    this.#eq.high.value = values.eqHigh;
    this.#compressor.threshold.value = values.compressor;
    this.#compressor.ratio.value = values.compressorRatio;
    this.#delay.delayTime.value = values.delayTime / 1000;
    this.#delay.feedback.value = values.delayFeedback / 100;
    glide(this.#echo.level.gain, values.delay / 100);
    glide(this.#hall.level.gain, values.reverb / 100);
    if (values.reverb > 0 && this.#decay !== values.reverbDecay) {
      this.#decay = values.reverbDecay;
      const { sampleRate } = this.#context;
      const channels = roomResponse(this.#decay, sampleRate);
      const buffer = new AudioBuffer({ numberOfChannels: 2, length: channels[0].length, sampleRate });
      channels.forEach((channel, c) => buffer.copyToChannel(channel, c));
      this.#room.buffer = buffer as unknown as Convolver["buffer"];
    }
    this.#wire(values);
  }

  close(): void {
    this.input.disconnect();
    for (const node of [this.#eq, this.#compressor, this.#delay, this.#room]) node.dispose();
  }

  #beside(effect: ToneAudioNode): Beside {
    const [input, level, output] = [0, 1, 2].map(() => new GainNode(this.#context));
    level.gain.value = 0;
    input.connect(output);
    connect(input, effect);
    connect(effect, level as never);
    level.connect(output);
    return { input, level, output };
  }

  /** Whether these values would change what is connected with what, and not only how much it does. */
  rewires(values: ControlValues): boolean {
    return inPath(values).join() !== this.#wired;
  }

  /** EQ and compressor colour even at rest and are left out then; echo and room stand beside the path, level 0 at rest. */
  #wire(values: ControlValues): void {
    if (!this.rewires(values)) return;
    const parts = { eq: this.#eq, compressor: this.#compressor };
    for (const node of [this.input, ...Object.values(parts)]) disconnect(node);
    let last: ToneAudioNode | AudioNode = this.input;
    for (const name of inPath(values)) {
      connect(last, parts[name]);
      last = parts[name];
    }
    connect(last, this.#echo.input);
    this.#wired = inPath(values).join();
  }
}

/** The effects that the sound passes through under these values, in order. */
function inPath(values: ControlValues): ("eq" | "compressor")[] {
  const { eqLow, eqMid, eqHigh, compressor } = values;
  const on = { eq: eqLow !== 0 || eqMid !== 0 || eqHigh !== 0, compressor: compressor < 0 };
  return (["eq", "compressor"] as const).filter((name) => on[name]);
}
