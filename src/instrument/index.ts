/** The door of instrument: the playing side on the main thread. */
export { Instrument } from "./instrument";
export type { InstrumentOptions, Played, PlayOptions } from "./instrument";
export { Sequence } from "./sequence";
