/** Decoded sounds of earlier imports, by content, in the browser's IndexedDB: a second import need not decode again. */
import { openDB, type DBSchema, type IDBPDatabase } from "idb";
import { hasRoom } from "./room";

/** Raised when reading, mixing or resampling give other samples than before: what was kept is then thrown away. */
const VERSION = 1;

interface Schema extends DBSchema {
  sounds: { key: string; value: Float32Array };
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
