/** What the worker's number crunching exports; one instance owns its memory. Addresses are bytes. */
export { mark, release, take } from "./memory";
export { bandTable, bandWeights } from "./bands";
export { analyse, bandsOnly, begin, powerArea, rowArea, sampleArea, setup, spectraOnly } from "./frames";
export { convolvePhases } from "./resample";
export { allSums, lowestSums, setupLowest } from "./lowest";
export { multiply } from "./multiply";
