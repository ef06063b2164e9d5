/** The door of `evaluation`: how well relations are kept. */
export { askedWords, evaluateMapping, measureMapping, type MappingScores } from "./evaluate";
export { HEARD_DURATION, HEARD_UNIT, measureHeard } from "./heard";
export { similarity } from "./similarity";
export { drawTriads } from "./triads";
export { linearProbes } from "./probes";
export { evaluateSpace, type SpaceScores } from "./space";
export { folderLabels, readLabels } from "./labels";
export { spaceItems } from "./items";
export { EAR_VERSION } from "../sound";
