/** Nets that are trained here: layers, backpropagation, Adam. */
export { NetAdam } from "./adam";
export { openArena, PlainArena, type Arena } from "./arena";
export { convolution, spreading, type Picture } from "./convolution";
export { dense } from "./dense";
export type { LayerShape } from "./layer";
export { firstParameters, Net, parametersOf } from "./net";
