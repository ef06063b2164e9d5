/** The door of `sound`: units → vectors. */
export { openSoundSpace } from "./space";
export { EAR_VERSION } from "./ear";
export { parseEncoderName } from "./name";
export { nearestUnits, pointDistance, type PointDistance } from "./search";
export type { EncoderIo } from "./io";
export type { EpochReport } from "./learned/training";
