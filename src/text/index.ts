/** The door of `text`: words → vectors. */
export { tokenise } from "./tokens";
export { baseForms } from "./morphology";
export { openBuiltinWords } from "./builtin";
export { openTextEncoder } from "./encoder";
