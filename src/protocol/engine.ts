/** What goes to the audio thread and what comes back: clouds, the unit table, audio, values; state to be drawn. */
import type { Frames, Seconds, WeightedUnit } from "../types";

/** Values by control id, in the control's own unit (see controls/). */
export type ControlValues = Readonly<Record<string, number>>;

/** One word to be played. All of it is plain numbers, so that it can be checked field by field before it is believed. */
export interface CloudEvent {
  /** Chosen by the sender, unique while it sounds; reported back by started/ended. */
  readonly id: number;
  /** Clouds of one voice crossfade into each other; other voices go on. 0..63. */
  readonly voice: number;
  /** Engine time in seconds at which the first grain is read; in the past or 0 = the next quantum. */
  readonly at: Seconds;
  /** How long the cloud sounds, attack and release included; 0 = natural, the first unit's length. */
  readonly duration: Seconds;
  /** At most 8, indices into the unit table. */
  readonly units: readonly WeightedUnit[];
  /** Per-cloud values overriding the global controls. */
  readonly set?: ControlValues;
  /** Which draw of chance it has, 0 to 2^31: the same number, the same grains. Absent: the engine counts. */
  readonly chance?: number;
}

/** The units as the engine needs them; index i is unit i of the corpus. Appending keeps earlier indices. */
export interface UnitTable {
  /** How the audio lies in memory; absent: as the engine was made, float32 in the page. Frames count from byte 0 in either. */
  readonly format?: "float32" | "int16";
  /** First frame in the corpus memory, one a unit. */
  readonly start: Uint32Array;
  readonly length: Uint32Array;
  readonly gain: Float32Array;
  /** Gain on top for a word that hears only the unit's first half second, 1..4; absent: 1 for all. */
  readonly opening?: Float32Array;
  /** Pairs (start, length), frames from the unit's start, all units one after the other. */
  readonly stretches: Uint32Array;
  /** units + 1 indices into the pairs of `stretches`. */
  readonly firstStretch: Uint32Array;
}

/** What the processor named "lexigrain" is built with (AudioWorkletNode's processorOptions). */
export interface ProcessorOptions {
  /** engine.wasm, or engine-shared.wasm when `memory` is given; compiled on the main thread. */
  readonly module: WebAssembly.Module;
  /** Room for corpus audio. */
  readonly frames: Frames;
  /** Shared memory when the page is cross-origin isolated; absent: the worklet makes its own. */
  readonly memory?: WebAssembly.Memory;
  readonly seed: number;
  /** How many of the node's outputs are used at first; absent: all of them. */
  readonly channels?: number;
}

export type ToEngine =
  | { readonly type: "cloud"; readonly cloud: CloudEvent }
  /** One cloud's own values, while it sounds or waits: a hand that presses, bends, slides. */
  | { readonly type: "adjust"; readonly id: number; readonly values: ControlValues }
  /** Let a voice (or all) release. */
  | { readonly type: "release"; readonly voice?: number }
  /** All silent within 50 ms by a fade. */
  | { readonly type: "panic" }
  /** So many outputs, at those azimuths in degrees or, with none, on an even ring; what sounds is silenced before, by a fade. */
  | { readonly type: "outputs"; readonly channels: number; readonly speakers: readonly number[] }
  /** A piece of corpus audio; copied in bounded portions per quantum. Answered by `loaded` when all of it lies there. */
  | {
      readonly type: "samples";
      readonly generation: number;
      readonly at: Frames;
      readonly samples: Float32Array;
      readonly format?: "float32" | "int16";
    }
  /** Answered by `marked` when all before it lies in memory: the sender need not send faster than is copied. */
  | { readonly type: "mark"; readonly mark: number }
  /** Swap the unit table; sounding clouds keep their bounds. Takes effect after all earlier `samples` lie in memory. */
  | { readonly type: "units"; readonly generation: number; readonly table: UnitTable }
  | { readonly type: "set"; readonly values: ControlValues }
  /** A further sender (the worker's direct line); the port is in the transfer list. */
  | { readonly type: "port"; readonly port: MessagePort };

export type FromEngine =
  /** `clock`: milliseconds since 1970 at which the quantum of the first grain was begun, to the millisecond below. */
  | { readonly type: "started"; readonly id: number; readonly frame: Frames; readonly clock: number }
  | { readonly type: "ended"; readonly id: number }
  | { readonly type: "loaded"; readonly generation: number; readonly frames: Frames }
  | { readonly type: "marked"; readonly mark: number }
  | { readonly type: "refused"; readonly reason: string }
  | EngineStatus;

/** At most 30 a second, and only while something changed. */
export interface EngineStatus {
  readonly type: "status";
  readonly time: Seconds;
  readonly grains: number;
  readonly clouds: readonly { readonly id: number; readonly level: number }[];
  /** Linear peak per channel since the last status. */
  readonly peaks: readonly number[];
  /** Limiter gain reduction, dB >= 0. */
  readonly reduction: number;
  /** Time in process over quantum, 0..; NaN where the scope has no clock. */
  readonly load: number;
  /** 0 full quality, 1 interpolation reduced, 2 grains reduced. */
  readonly quality: number;
  readonly underruns: number;
  /** Measured by the shell that owns the clock; absent elsewhere. */
  readonly process?: ProcessTimes;
}

/** Times of single quanta in the audio thread, over the last minute. The thread's clock ticks in milliseconds. */
export interface ProcessTimes {
  /** Median of half-second means, milliseconds: finer than the clock. */
  readonly p50: number;
  /** Of single quanta, rounded up to whole milliseconds. */
  readonly p99: number;
  readonly max: number;
  /** Milliseconds of sound in a quantum. */
  readonly quantum: number;
  /** Quanta that took longer than the sound they made, since the beginning. */
  readonly late: number;
  /** Milliseconds by which the limiter's look-ahead holds the sound back. */
  readonly lookAhead: number;
}
