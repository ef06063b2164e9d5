/** The door of `text`: words → vectors. */
export { tokenise, type Token } from "./tokens";
