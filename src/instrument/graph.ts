/** The audio graph: grain engine with its limiter → effects, if any is on → analyser and speakers. */
import type { FromEngine, ProcessorOptions, ToEngine } from "../protocol";
import type { Frames } from "../types";
import { ASSETS, compile } from "./assets";
import { Effects } from "./effects";

/** The name under which worklets/grain-processor.ts registers. */
const PROCESSOR = "lexigrain";

export interface Graph {
  readonly context: AudioContext;
  readonly node: AudioWorkletNode;
  readonly analyser: AnalyserNode;
  readonly effects: Effects;
  post(message: ToEngine, transfer?: Transferable[]): void;
  close(): Promise<void>;
}

/**
 * Opens a context at the lowest latency and puts the engine into it. `frames`: room for corpus audio.
 * Rejects with one sentence. Thread: main.
 */
export async function openGraph(options: {
  readonly frames: Frames;
  readonly seed: number;
  readonly onMessage: (message: FromEngine) => void;
  readonly onFailure: (sentence: string) => void;
}): Promise<Graph> {
  // latencyHint 0: one render quantum a callback, 1.9 ms from key to sample instead of 5.5 ms.
  const context = new AudioContext({ latencyHint: 0 });
  try {
    const [module] = await Promise.all([compile(ASSETS.engine), context.audioWorklet.addModule(ASSETS.processor)]);
    const processorOptions: ProcessorOptions = { module, frames: options.frames, seed: options.seed };
    const node = new AudioWorkletNode(context, PROCESSOR, {
      numberOfInputs: 0,
      numberOfOutputs: 1,
      outputChannelCount: [2],
      processorOptions,
    });
    node.onprocessorerror = () =>
      options.onFailure("The sound engine stopped: there may be too little memory. Close other tabs and reload.");
    node.port.onmessage = (event: MessageEvent<FromEngine>) => options.onMessage(event.data);
    const analyser = new AnalyserNode(context, { fftSize: 4096, smoothingTimeConstant: 0.3 });
    const effects = new Effects(context, node);
    effects.output.connect(analyser);
    effects.output.connect(context.destination);
    return {
      context,
      node,
      analyser,
      effects,
      post: (message, transfer = []) => node.port.postMessage(message, transfer),
      close: async () => {
        node.port.onmessage = null;
        effects.close();
        node.disconnect();
        if (context.state !== "closed") await context.close();
      },
    };
  } catch (error) {
    await context.close();
    throw error;
  }
}
