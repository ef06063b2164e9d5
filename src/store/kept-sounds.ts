/** Decoded sounds of earlier imports, by content, in the browser's IndexedDB: a second import need not decode again. */
import { openDB, type DBSchema, type IDBPDatabase } from "idb";

/** Raised when reading, mixing or resampling give other samples than before: what was kept is then thrown away. */
const VERSION = 1;
/** What is kept may take this share of what the browser gives. */
const SHARE = 0.3;

interface Schema extends DBSchema {
  sounds: { key: string; value: Float32Array };
}

/** The browser's own account of its storage, where there is one. */
interface StorageManager {
  estimate(): Promise<{ usage?: number; quota?: number }>;
}

/**
 * Fails open: where the browser keeps nothing (private windows, blocked storage, no room) every answer is "not known".
 * Thread: worker or page. Keys are content hash and rate, so that equal files share one entry under any name.
 */
export class KeptSounds {
  readonly #database: Promise<IDBPDatabase<Schema> | undefined>;

  constructor() {
    this.#database = openDB<Schema>("lexigrain-decoded", VERSION, {
      upgrade(database) {
        for (const name of database.objectStoreNames) database.deleteObjectStore(name);
        database.createObjectStore("sounds");
      },
      // A newer page in another tab must not wait for this one.
      blocking: () => void this.#database.then((database) => database?.close()),
    }).catch(() => undefined);
  }

  async get(hash: string, sampleRate: number): Promise<Float32Array | undefined> {
    try {
      const samples = await (await this.#database)?.get("sounds", `${hash}@${sampleRate}`);
      return samples instanceof Float32Array && samples.length > 0 ? samples : undefined;
    } catch {
      return undefined;
    }
  }

  async put(hash: string, sampleRate: number, samples: Float32Array): Promise<void> {
    try {
      const database = await this.#database;
      if (!database || !(await hasRoom(samples.byteLength))) return;
      await database.put("sounds", samples, `${hash}@${sampleRate}`);
    } catch {
      // No room after all: the sound is decoded again next time.
    }
  }
}

/** Whether that many bytes more stay within our share. Without an account (old browsers) there is no room. */
async function hasRoom(bytes: number): Promise<boolean> {
  const { storage } = (globalThis as { navigator?: { storage?: StorageManager } }).navigator ?? {};
  const { usage = Infinity, quota = 0 } = (await storage?.estimate()) ?? {};
  return usage + bytes < SHARE * quota;
}
