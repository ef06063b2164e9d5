/**
 * Every message that crosses a thread, one union per direction. Types only.
 *
 *   page  ──comlink──▶ lexicon worker      LexiconApi
 *   page  ──port─────▶ worklet             ToEngine
 *   worker ─port─────▶ worklet             ToEngine (the direct line: no hop through the page)
 *   worklet ─port────▶ page                FromEngine (only to be drawn)
 */
export type { Explanation, MapScores, NearUnit, PlacedWord, Triad } from "./answers";
export type {
  CloudEvent,
  ControlValues,
  EngineStatus,
  FromEngine,
  ProcessTimes,
  ProcessorOptions,
  ToEngine,
  UnitTable,
} from "./engine";
export type { BounceOrder } from "./bounce";
export type { Hand, SoundPlace, Wish } from "./hand";
export type {
  Cutting,
  EpochLoss,
  LearnOptions,
  LearnReport,
  LiveReport,
  MadeSound,
  Progress,
  ProjectOptions,
  SourceFile,
  SynthesisOrder,
} from "./learning";
export type { LexiconApi } from "./lexicon";
export type { LaidFile, WordsReport, WordsWish } from "./words";
