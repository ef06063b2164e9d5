/** The door of `text`: words → vectors. */
export { tokenise, type Token } from "./tokens";
export { baseForms } from "./morphology";
export { openBuiltinWords } from "./builtin";
export { openTextEncoder, TEXT_ENCODERS, type TextEncoderHost } from "./encoder";
export { bendToText, type BendOptions } from "./bend";
