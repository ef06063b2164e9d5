/** The door of `sound`: units → vectors. */
export { openSoundSpace } from "./space";
export { EAR_VERSION } from "./ear";
export { parseEncoderName } from "./name";
