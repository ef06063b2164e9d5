/** The door of input: typing → words, MIDI → deeds. */
export { MidiClock } from "./midi-clock";
export { type MidiBinding, type MidiDeed, MidiMap } from "./midi-map";
export { Typing } from "./typing";
export type { Tokenise, TypingEvent } from "./typing";
