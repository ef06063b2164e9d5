/** The door of input: typing → words. */
export { Typing, WORD_PAUSE } from "./typing";
export type { FoundToken, Tokenise, TypingEvent } from "./typing";
