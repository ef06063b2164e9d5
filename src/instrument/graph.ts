/** The audio graph: grain engine with its limiter → effects, if any is on → analyser and speakers. */
import type { FromEngine, ProcessorOptions, ToEngine } from "../protocol";
import type { Frames } from "../types";
import { ASSETS, compile } from "./assets";
import { Effects } from "./effects";
import { MOST_OUTPUTS, Outputs } from "./outputs";
import { createMemory } from "../../worklets/corpus-memory";

/** How much the browser may keep ahead. */
export type LatencyHint = "lowest" | "interactive";

/** The name under which worklets/grain-processor.ts registers. */
const PROCESSOR = "lexigrain";

export interface Graph {
  /** The engine's memory, where the page is cross-origin isolated: the worker writes corpus audio into it. */
  readonly memory: WebAssembly.Memory | undefined;
  readonly context: AudioContext;
  readonly node: AudioWorkletNode;
  /** What the engine plays, as many channels as are in use; before the effects. */
  readonly trunk: GainNode;
  readonly outputs: Outputs;
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
  /** lowest: a quantum a callback. interactive: the browser's own buffer, for machines that cannot keep up. */
  readonly latency: LatencyHint;
  readonly onMessage: (message: FromEngine) => void;
  readonly onFailure: (sentence: string) => void;
}): Promise<Graph> {
  // latencyHint 0: one render quantum a callback, 1.9 ms from key to sample instead of 5.5 ms.
  const context = new AudioContext({ latencyHint: options.latency === "interactive" ? "interactive" : 0 });
  try {
    const { frames, seed } = options;
    const memory = sharedMemory(frames);
    const [module] = await Promise.all([
      compile(memory ? ASSETS.sharedEngine : ASSETS.engine),
      context.audioWorklet.addModule(ASSETS.processor),
    ]);
    const processorOptions: ProcessorOptions = { module, frames, seed, channels: 2, ...(memory && { memory }) };
    const node = new AudioWorkletNode(context, PROCESSOR, {
      numberOfInputs: 0,
      numberOfOutputs: 1,
      // All that there may ever be: a node cannot grow. The trunk takes those that are in use.
      outputChannelCount: [MOST_OUTPUTS],
      processorOptions,
    });
    node.onprocessorerror = () =>
      options.onFailure("The sound engine stopped: there may be too little memory. Close other tabs and reload.");
    node.port.onmessage = (event: MessageEvent<FromEngine>) => options.onMessage(event.data);
    const analyser = new AnalyserNode(context, { fftSize: 4096, smoothingTimeConstant: 0.3 });
    const trunk = new GainNode(context, {
      channelCount: 2,
      channelCountMode: "explicit",
      channelInterpretation: "discrete",
    });
    node.connect(trunk);
    const effects = new Effects(context, trunk);
    effects.output.connect(context.destination);
    const post = (message: ToEngine, transfer: Transferable[] = []): void => node.port.postMessage(message, transfer);
    const outputs = new Outputs({ context, trunk, effects, analyser, post });
    return {
      memory,
      context,
      node,
      trunk,
      outputs,
      analyser,
      effects,
      post,
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

/** Shared with the worker, where the page may; undefined also when there is not so much memory in one piece. */
function sharedMemory(frames: Frames): WebAssembly.Memory | undefined {
  if (!globalThis.crossOriginIsolated) return undefined;
  try {
    return createMemory(frames, "float32", true);
  } catch {
    return undefined;
  }
}
