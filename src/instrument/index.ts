/** The door of instrument: the playing side on the main thread. */
export { Instrument } from "./instrument";
export { Knobs } from "./knobs";
export { morph, type Preset, PRESETS, randomised } from "./presets";
export { Sequence } from "./sequence";
export { type Recorded, Transport } from "./transport";
