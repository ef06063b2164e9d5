/** What the engine's tests share with its benchmarks. */
export * from "../../bench/plain-engine";
