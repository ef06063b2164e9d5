/** The door of `store`: project files for every thread, and what a browser keeps of earlier imports. */
export { ProjectError } from "./header";
export type { Project } from "./project";
export { readProject } from "./read";
export { KeptSounds } from "./kept-sounds";
export { writeProject } from "./write";
