/** What was learned of sounds before, in the browser's IndexedDB: a second start, or import of the same sounds, is near instant. */
import { openDB, type DBSchema, type IDBPDatabase } from "idb";
import type { SoundSpace, WeightedUnit } from "../types";
import { hasRoom } from "./room";

/** So many corpora are remembered; the one that was learned first goes first. */
const CORPORA = 8;
/** A space larger than this is learned anew rather than kept, bytes. */
const LARGEST = 64e6;

/** A fitted map, serialised. */
export interface KeptMap {
  readonly data: ArrayBuffer;
  /** Whether it is the best one of its method, not the quick one. */
  readonly best: boolean;
  /** Words that had been placed by an earlier map when this one came. */
  readonly placed: readonly (readonly [word: string, units: readonly WeightedUnit[]])[];
  /** Hashes of the recorded sounds that lay over the corpus, where these are the words placed over them. */
  readonly live?: readonly string[];
}

interface Schema extends DBSchema {
  /** One entry, "version": of the code that made all the others. */
  about: { key: string; value: string };
  spaces: { key: string; value: { readonly space: SoundSpace; readonly number: number } };
  /** Keys are "CORPUS METHOD". */
  maps: { key: string; value: KeptMap };
  /** Audio that is made, not decoded. */
  audio: { key: string; value: readonly Float32Array[] };
}

/**
 * Fails open: where the browser keeps nothing (private windows, blocked storage, no room) every answer is "not known".
 * Another `version` of the code forgets everything; "" keeps nothing. Thread: worker or page.
 */
export class KeptLearning {
  readonly #database: Promise<IDBPDatabase<Schema> | undefined>;

  constructor(version: string) {
    this.#database = version === "" ? Promise.resolve(undefined) : open(version, () => this.#let());
  }

  async space(corpus: string): Promise<SoundSpace | undefined> {
    return (await this.#try((database) => database.get("spaces", corpus)))?.space;
  }

  map(corpus: string, method: string): Promise<KeptMap | undefined> {
    return this.#try((database) => database.get("maps", `${corpus} ${method}`));
  }

  audio(name: string): Promise<readonly Float32Array[] | undefined> {
    return this.#try((database) => database.get("audio", name));
  }

  async putSpace(corpus: string, space: SoundSpace): Promise<void> {
    const bytes = [space.vectors, space.descriptors, space.ear].reduce((sum, { data }) => sum + data.byteLength, 0);
    if (bytes > LARGEST || !(await hasRoom(bytes))) return;
    await this.#try(async (database) => {
      const known = await database.getAll("spaces");
      const number = Math.max(0, ...known.map((one) => one.number)) + 1;
      await database.put("spaces", { space, number }, corpus);
      await forgetOldest(database);
    });
  }

  async putMap(corpus: string, method: string, map: KeptMap): Promise<void> {
    await this.#try((database) => database.put("maps", map, `${corpus} ${method}`));
  }

  async putAudio(name: string, sounds: readonly Float32Array[]): Promise<void> {
    const bytes = sounds.reduce((sum, { byteLength }) => sum + byteLength, 0);
    if (await hasRoom(bytes)) await this.#try((database) => database.put("audio", sounds, name));
  }

  /** A newer page in another tab must not wait for this one. */
  #let(): void {
    void this.#database.then((database) => database?.close());
  }

  async #try<T>(ask: (database: IDBPDatabase<Schema>) => Promise<T>): Promise<T | undefined> {
    try {
      const database = await this.#database;
      return database && (await ask(database));
    } catch {
      return undefined;
    }
  }
}

async function open(version: string, blocking: () => void): Promise<IDBPDatabase<Schema> | undefined> {
  try {
    const database = await openDB<Schema>("lexigrain-learned", 1, {
      upgrade(fresh) {
        for (const name of ["about", "spaces", "maps", "audio"] as const) fresh.createObjectStore(name);
      },
      blocking,
    });
    if ((await database.get("about", "version")) !== version) {
      for (const name of ["spaces", "maps", "audio"] as const) await database.clear(name);
      await database.put("about", version, "version");
    }
    return database;
  } catch {
    return undefined;
  }
}

async function forgetOldest(database: IDBPDatabase<Schema>): Promise<void> {
  const keys = await database.getAllKeys("spaces");
  if (keys.length <= CORPORA) return;
  const numbers = await Promise.all(keys.map(async (key) => (await database.get("spaces", key))?.number ?? 0));
  const oldest = keys[numbers.indexOf(Math.min(...numbers))];
  await database.delete("spaces", oldest);
  for (const key of await database.getAllKeys("maps"))
    if (key.startsWith(`${oldest} `)) await database.delete("maps", key);
}
