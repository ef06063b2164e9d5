/** What is bounced: a score of clouds, rendered by the engine as fast as it can. */
import type { Hertz, Seconds } from "../types";
import type { CloudEvent, ControlValues } from "./engine";

export interface BounceOrder {
  /** engine.wasm, compiled on the main thread. */
  readonly module: WebAssembly.Module;
  readonly sampleRate: Hertz;
  readonly seed: number;
  readonly channels: number;
  /** Azimuths in degrees, one a channel; none: left and right, or an even ring. */
  readonly speakers?: readonly number[];
  /** In order of time; 0 is the first sample of the bounce. */
  readonly clouds: readonly CloudEvent[];
  /** Voices let go at a time, in order of time, to the quantum. */
  readonly releases: readonly { readonly voice: number; readonly at: Seconds }[];
  /** The engine's knobs, all along. */
  readonly values: ControlValues;
}
