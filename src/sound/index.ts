/** The door of `sound`: units → vectors. */
export { openSoundSpace } from "./space";
export { EAR_VERSION } from "./ear";
export { parseEncoderName, searchMetric } from "./name";
export { nearestUnits, pointDistance, type PointDistance } from "./search";
export { reachOf, scaledDistance } from "./reach";
export type { EncoderIo } from "./io";
export type { EpochReport } from "./learned/training";
