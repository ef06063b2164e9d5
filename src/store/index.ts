/** The door of `store` for every thread: project files. What needs a browser is behind `browser.ts`. */
export { ProjectError } from "./header";
export type { Project } from "./project";
export { readProject } from "./read";
export { writeProject } from "./write";
