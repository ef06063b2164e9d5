/** Effects for any number of loudspeakers: a stereo chain for every two neighbours, one limiter over all. Loaded with Tone. */
import type { ControlValues } from "../protocol";
import { Context } from "tone/build/esm/core/context/Context.js";
import { setContext } from "tone/build/esm/core/context/GlobalContext.js";
import { EffectsChain } from "./effects-chain";
import limiterUrl from "../../worklets/limiter-processor.ts?worker&url";

const MODULE = new URL(limiterUrl, import.meta.url).href;

/** Thread: main. What goes into a pair comes out of that pair: echoes and rooms stay where their sound is. */
export class EffectsBank {
  readonly input: GainNode;
  readonly output: AudioNode;
  readonly #chains: readonly EffectsChain[];

  private constructor(context: BaseAudioContext, channels: number, limiter: AudioNode, tone: Context) {
    this.input = new GainNode(context, { gain: 0 });
    this.output = limiter;
    if (channels <= 2) {
      this.#chains = [new EffectsChain(context, tone, limiter)];
      this.input.connect(this.#chains[0].input);
      return;
    }
    const wide = { channelCount: channels, channelCountMode: "explicit", channelInterpretation: "discrete" } as const;
    const whole = new GainNode(context, wide);
    const apart = new ChannelSplitterNode(context, { numberOfOutputs: channels });
    const together = new ChannelMergerNode(context, { numberOfInputs: channels });
    this.input.connect(whole).connect(apart);
    together.connect(limiter);
    this.#chains = Array.from({ length: Math.ceil(channels / 2) }, (_, pair) => {
      const [left, right] = [2 * pair, 2 * pair + 1];
      const both = new ChannelMergerNode(context, { numberOfInputs: 2 });
      const parted = new ChannelSplitterNode(context, { numberOfOutputs: 2 });
      const chain = new EffectsChain(context, tone, parted);
      both.connect(chain.input);
      apart.connect(both, left, 0);
      parted.connect(together, 0, left);
      if (right < channels) {
        apart.connect(both, right, 1);
        parted.connect(together, 1, right);
      }
      return chain;
    });
  }

  /** Brings Tone and the limiter's worklet into that context, real-time or offline. Rejects with one sentence. */
  static async open(context: BaseAudioContext, channels: number): Promise<EffectsBank> {
    await context.audioWorklet.addModule(MODULE);
    const wide = { channelCount: channels, channelCountMode: "explicit", channelInterpretation: "discrete" } as const;
    const limiter = new AudioWorkletNode(context, "lexigrain-limiter", {
      outputChannelCount: [channels],
      ...(channels > 2 ? wide : {}),
    });
    // Tone believes one context to be the present one; ours, or it would open a second.
    const tone = new Context({ context: context as AudioContext, clockSource: "offline", lookAhead: 0 });
    setContext(tone);
    return new EffectsBank(context, channels, limiter, tone);
  }

  /** Takes over the values of the rows of target "effect". */
  set(values: ControlValues): void {
    for (const chain of this.#chains) chain.set(values);
  }

  /** Whether these values would change what is connected with what, and not only how much it does. */
  rewires(values: ControlValues): boolean {
    return this.#chains[0].rewires(values);
  }

  close(): void {
    this.input.disconnect();
    this.output.disconnect();
    for (const chain of this.#chains) chain.close();
  }
}
