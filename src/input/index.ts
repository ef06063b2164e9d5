/** The door of input: typing → words, MIDI → deeds. */
export { MidiClock } from "./midi-clock";
export { type MidiBinding, type MidiDeed, MidiMap } from "./midi-map";
export { snapped } from "./scale";
export { Keystrokes, restAfter, type Touch, touched } from "./touch";
export { Typing } from "./typing";
export type { Tokenise, TypingEvent } from "./typing";
