/** The door of `mapping`: methods by name, fitting, restoring. */
export type { FitOptions } from "./fit-options";
export { MappingNameError, parseMappingName } from "./name";
export { fitMapping, METHODS, restoreMapping } from "./registry";
