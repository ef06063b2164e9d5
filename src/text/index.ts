/** The door of `text`: words → vectors. */
export { tokenise, type Token } from "./tokens";
export { baseForms } from "./morphology";
export { openBuiltinWords } from "./builtin";
