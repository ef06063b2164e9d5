/** What an instrument keeps in the browser: text, settings, the performer's sounds and words. Nothing leaves the machine. */
import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { MidiBinding } from "../input";
import type { Loudspeakers, Preset, Route } from "../instrument";
import type { ControlValues, Cutting, Wish } from "../protocol";
import type { MidiSettings } from "./midi";
import type { RelationKnobs } from "./relations";
import type { KeptVoice } from "./voice-settings";

/** A file by name, and the SHA-256 of its bytes, under which they are kept. */
export interface KeptFile {
  readonly file: string;
  readonly hash: string;
}

/** Everything but the files' bytes; plain data. */
export interface KeptState {
  readonly version: 1;
  readonly lines: readonly string[];
  /** Lines with settings of their own; absent: none. */
  readonly voices?: readonly KeptVoice[];
  /** The loudspeakers in use; absent: the system's two. */
  readonly outputs?: Loudspeakers;
  readonly values: ControlValues;
  readonly presets: readonly Preset[];
  /** What modulators move; absent: written by an earlier version. */
  readonly routes?: readonly Route[];
  readonly cutting: Cutting;
  /** The performer's own sounds. */
  readonly sounds: readonly KeptFile[];
  /** Live input over them, in its order; absent: none. */
  readonly live?: readonly KeptFile[];
  /** Sounds used lately, newest first; absent: written by an earlier version. */
  readonly corpora?: readonly KeptCorpus[];
  /** How sounds are compared; absent: as shipped. */
  readonly encoder?: string;
  readonly midi: readonly MidiBinding[];
  /** What is chosen about devices; absent: written by an earlier version. */
  readonly devices?: MidiSettings;
  /** What the hand asked of the map; absent: written by an earlier version. */
  readonly wishes?: readonly Wish[];
  /** What relates words; absent: the built-in English. */
  readonly words?: KeptWords;
}

/** The performer's own relations between words. */
export interface KeptWords {
  readonly knobs: RelationKnobs;
  readonly texts: readonly KeptFile[];
  readonly vectors?: KeptFile;
  readonly list?: KeptFile;
  /** Its files, or its address. */
  readonly model?: readonly KeptFile[] | string;
}

/** Sounds that were in use, by name and by the hashes of their bytes. */
export interface KeptCorpus {
  readonly name: string;
  readonly sounds: readonly KeptFile[];
}

interface Schema extends DBSchema {
  states: { key: string; value: KeptState };
  /** Files of words lie beside those of sounds. */
  sounds: { key: string; value: Uint8Array };
}

/** All files of the performer's own words. */
const filesOf = ({ texts, vectors, list, model }: KeptWords): readonly KeptFile[] => [
  ...texts,
  ...(vectors ? [vectors] : []),
  ...(list ? [list] : []),
  ...(Array.isArray(model) ? (model as readonly KeptFile[]) : []),
];

/** How much the browser gives and how much is taken, bytes. */
export interface Room {
  readonly used: number;
  readonly quota: number;
}

/** One database for all instruments of an origin; each keeps its state under a name. Thread: main. */
export class Keep {
  readonly #database: IDBPDatabase<Schema>;
  readonly #name: string;

  private constructor(database: IDBPDatabase<Schema>, name: string) {
    this.#database = database;
    this.#name = name;
  }

  /** Rejects where the browser keeps nothing (private windows, blocked storage). */
  static async open(name: string): Promise<Keep> {
    const database = await openDB<Schema>("lexigrain", 1, {
      upgrade(fresh) {
        fresh.createObjectStore("states");
        fresh.createObjectStore("sounds");
      },
    });
    return new Keep(database, name);
  }

  /** undefined when nothing was kept, or by a version that this one does not know. */
  async load(): Promise<KeptState | undefined> {
    const state = await this.#database.get("states", this.#name);
    return state?.version === 1 ? state : undefined;
  }

  async save(state: KeptState): Promise<void> {
    await this.#database.put("states", state, this.#name);
  }

  /** The bytes of a kept file; empty when they are gone. */
  async bytes(hash: string): Promise<Uint8Array> {
    return (await this.#database.get("sounds", hash)) ?? new Uint8Array();
  }

  /** Keeps a file and returns its hash; the same bytes are kept once. Rejects when there is no room. */
  async add(bytes: Uint8Array): Promise<string> {
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes.slice().buffer));
    const hash = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
    if ((await this.#database.getKey("sounds", hash)) === undefined) await this.#database.put("sounds", bytes, hash);
    return hash;
  }

  /** Lets go of every file that no kept state names. */
  async sweep(): Promise<void> {
    const states = await this.#database.getAll("states");
    const named = states.flatMap(({ sounds, live = [], corpora = [], words }) => [
      ...sounds,
      ...live,
      ...corpora.flatMap((corpus) => corpus.sounds),
      ...(words ? filesOf(words) : []),
    ]);
    const wanted = new Set(named.map(({ hash }) => hash));
    for (const hash of await this.#database.getAllKeys("sounds"))
      if (!wanted.has(hash)) await this.#database.delete("sounds", hash);
  }

  async room(): Promise<Room> {
    // Only secure pages are told.
    const storage = navigator.storage as StorageManager | undefined;
    const { usage = 0, quota = 0 } = (await storage?.estimate()) ?? {};
    return { used: usage, quota };
  }

  close(): void {
    this.#database.close();
  }
}
