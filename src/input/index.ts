/** The door of input: typing → words, MIDI → deeds. */
export { KeyLog, type Keystroke } from "./key-log";
export { bindingText, type Encoding, type MidiBinding, wholeOf } from "./midi-binding";
export { MidiClock } from "./midi-clock";
export { type MidiDeed, MidiMap } from "./midi-map";
export { ClockOut, feedback, type MidiMessage, noteOf, noteOff, noteOn } from "./midi-out";
export { type MpeMode, MpeZones } from "./midi-zones";
export { FRESH_PAD, PAD, PAD_AXES, PadFingers, type PadTouch } from "./pad";
export { remoteDeed } from "./remote";
export { snapped } from "./scale";
export { Keystrokes, restAfter, type Touch, touched } from "./touch";
export { Typing } from "./typing";
export type { Tokenise, TypingEvent } from "./typing";
