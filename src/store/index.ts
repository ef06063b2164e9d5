/** The door of `store`: project files for every thread, and what a browser keeps of earlier imports. */
export { ProjectError } from "./header";
export type { FindSound, Project } from "./project";
export { readProject } from "./read";
export { KeptLearning, type KeptMap } from "./kept-learning";
export { KeptSounds } from "./kept-sounds";
export { writeProject } from "./write";
