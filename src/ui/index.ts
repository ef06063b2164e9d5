/** The door of ui: the element. */
export { defineLexiGrain, LexiGrain } from "./lexi-grain";
