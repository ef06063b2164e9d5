/** The door of instrument: the playing side on the main thread. */
export { Instrument } from "./instrument";
export type { Bounced } from "./options";
export { Knobs } from "./knobs";
export { morphRoutes, type Route, type Source, SOURCES, TARGETS } from "./modulation";
export { type InputDevice, inputDevices, LiveInput } from "./live-input";
export { type LiveStep, LiveSteps, stepFile } from "./live-steps";
export { type Loudspeakers, speakerPlaces } from "./outputs";
export { OutputLevel } from "./output-level";
export { Modulators } from "./modulators";
export { morph, type Preset, PRESETS, randomised } from "./presets";
export { Sequence } from "./sequence";
export { type Recorded, Transport } from "./transport";
