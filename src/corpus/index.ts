/** The door of `corpus`: files → sounds → units. Thread: any; no DOM, no Node. */
export { buildCorpus, importSound, reasonOf, resegment, type Source } from "./build";
export { builtinCorpus } from "./builtin/corpus";
export { builtinCount, builtinFile, synthesiseBuiltin } from "./builtin/synthesise";
export { sha256 } from "./hash";
export { readAudio } from "./read-audio";
export { resample } from "./resample";
export { identify, isAudioFile, type Container } from "./read/identify";
export { type CutOptions, segment } from "./segment";
export { behind, soundOffsets, unitTable } from "./table";
