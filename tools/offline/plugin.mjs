/** Writes dist/offline.js: the page's service worker with the names of all files that the page needs without network. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** What runs a performer's own model: large, and fetched only by who has one. */
const LARGE = /\/(ort|transformers)[-.]/;
const PUBLIC = ["./", "words.bin", "icon.svg", "manifest.webmanifest"];

export const offline = () => ({
  name: "lexigrain-offline",
  apply: "build",
  writeBundle({ dir }, bundle) {
    if (dir === undefined || !("index.html" in bundle)) return;
    const built = Object.keys(bundle).filter((name) => name !== "index.html" && !LARGE.test(`/${name}`));
    const worker = readFileSync(new URL("worker.js", import.meta.url), "utf8");
    writeFileSync(join(dir, "offline.js"), `const FILES = ${JSON.stringify([...PUBLIC, ...built])};\n${worker}`);
  },
});
