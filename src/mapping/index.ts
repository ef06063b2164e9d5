/** The door of `mapping`: methods by name, fitting, restoring. */
export type { FitOptions } from "./fit-options";
export { adjust, editsOf, undoEdit } from "./hand";
export { checkEdit, type Edit } from "./hand/edits";
export { morphMaps } from "./hand/morph";
export { Newcomers } from "./newcomers";
export { RedirectedMapping } from "./redirected";
export { MappingNameError, parseMappingName } from "./name";
export { fitMapping, METHODS, restoreMapping } from "./registry";
