/** The public surface: loading this module registers `<lexi-grain>`. */
import { tokenise } from "./text";
import { defineLexiGrain } from "./ui";

defineLexiGrain(tokenise);

export { LexiGrain } from "./ui";
