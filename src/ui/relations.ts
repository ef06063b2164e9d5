/** What relates words, as the performer chose it: files, texts and the knobs over them; sent to the worker as one wish. */
import type { LaidFile, WordsWish } from "../protocol";
import type { Library } from "./library";
import { sortWordFiles, type WordFiles } from "./word-files";

/** The knobs; each is a part of the encoder's name. */
export interface RelationKnobs {
  /** How far the text pulls its words, 0..1. */
  readonly strength: number;
  /** Learned from the text alone, without any English beneath. */
  readonly alone: boolean;
  /** 0 meaning, 1 the sound of the word. */
  readonly blend: number;
  /** How much it counts that words are equally frequent, 0..1. */
  readonly frequency: number;
  /** No vocabulary: points sampled over the space stand for its words, 0 all of it, 1 where language is; undefined: words. */
  readonly language: number | undefined;
  readonly pooling: "subwords" | "mean" | "cls";
  /** Whether a model hears the whole line: else the same word is always the same. */
  readonly context: boolean;
  readonly metric: (typeof METRICS)[number];
  /** The mean of all words is subtracted. */
  readonly centre: boolean;
  /** So many dominant directions are taken out. */
  readonly remove: number;
}

/** Distances by name, as the text encoders know them. */
export const METRICS = ["cosine", "euclidean", "mahalanobis", "rbf"] as const;

const PLAIN: RelationKnobs = {
  strength: 0.5,
  alone: false,
  blend: 0,
  frequency: 0,
  language: undefined,
  pooling: "subwords",
  context: false,
  metric: "cosine",
  centre: false,
  remove: 0,
};
const MODEL = /^(https?:\/\/\S+|[\w.-]+\/[\w.-]+)$/i;
const NOTHING: WordFiles = { texts: [] };

/** What relates words, where it is not the built-in English as shipped. */
export interface RelationsUsed {
  readonly files: WordFiles;
  readonly knobs: RelationKnobs;
}

interface Outlets {
  /** Runs a long job of the library; trouble is told there. */
  load(job: (library: Library) => Promise<boolean>): Promise<boolean>;
  problem(error: unknown): void;
  /** For the next visit; undefined: nothing of one's own. Resolves to why it is not kept. */
  keep(used: RelationsUsed | undefined): Promise<string | undefined>;
  /** From the last visit. Rejects with one sentence when it is gone. */
  kept(): Promise<RelationsUsed | undefined>;
  changed(): void;
}

/** Thread: main. */
export class Relations {
  readonly #outlets: Outlets;
  /** In use. */
  files = NOTHING;
  knobs = PLAIN;
  /** Why they will not be there after a reload. */
  unkept: string | undefined;

  constructor(outlets: Outlets) {
    this.#outlets = outlets;
  }

  /** What the words are taken from, in words. */
  get source(): string {
    const { vectors, model, texts } = this.files;
    const base =
      this.knobs.alone && texts.length > 0 ? undefined : (modelName(model) ?? vectors?.name ?? "built-in English");
    const from = texts.map(({ name }) => name).join(", ");
    if (base === undefined) return `${from} alone`;
    return from === "" ? base : `${base}, bent to ${from}`;
  }

  /** Files that were dropped or chosen: vectors or a model take the place of those in use, texts that of the texts. */
  async take(files: readonly LaidFile[]): Promise<boolean> {
    try {
      const found = await sortWordFiles(files);
      const { texts } = found;
      return await this.use(found.vectors || found.model ? found : { ...this.files, texts }, this.knobs);
    } catch (error) {
      this.#outlets.problem(error);
      return false;
    }
  }

  /** A model by the address of its folder, or by its name on the hub (owner/name). */
  async address(model: string): Promise<boolean> {
    if (MODEL.test(model)) return this.use({ texts: this.files.texts, model }, this.knobs);
    this.#outlets.problem(
      new Error(`"${model}" is no model: write its name on the hub, owner/name, or an address, https://…`),
    );
    return false;
  }

  turn(change: Partial<RelationKnobs>): Promise<boolean> {
    return this.use(this.files, { ...this.knobs, ...change });
  }

  /** What related words on the last visit, once something can be played. Never rejects. */
  async again(): Promise<void> {
    try {
      const own = await this.#outlets.kept();
      // An earlier version kept fewer knobs.
      if (own) await this.use(own.files, { ...PLAIN, ...own.knobs });
    } catch (error) {
      this.#outlets.problem(error);
    }
  }

  builtin(): Promise<boolean> {
    return this.use(NOTHING, PLAIN);
  }

  /** Only what was opened is in use: a broken file, or cancelling, leaves all as it was. */
  async use(files: WordFiles, knobs: RelationKnobs): Promise<boolean> {
    const done = await this.#outlets.load((library) => library.relate(nameOf(files), wishOf(files, knobs)));
    if (!done) return false;
    [this.files, this.knobs] = [files, knobs];
    const own = files !== NOTHING || knobs !== PLAIN;
    void this.#outlets.keep(own ? { files, knobs } : undefined).then((unkept) => {
      this.unkept = unkept;
      this.#outlets.changed();
    });
    return true;
  }
}

const modelName = (model: WordFiles["model"]): string | undefined =>
  typeof model === "string" ? model : model?.[0]?.name.split("/")[0];

const nameOf = ({ model, vectors, texts }: WordFiles): string =>
  modelName(model) ?? vectors?.name ?? (texts.length > 0 ? texts.map(({ name }) => name).join(", ") : "the words");

function wishOf(files: WordFiles, knobs: RelationKnobs): WordsWish {
  const { texts, vectors, list, model } = files;
  const options: string[] = [];
  if (texts.length > 0 && !knobs.alone) options.push(`strength=${knobs.strength}`, "vocabulary=1");
  if (knobs.blend > 0) options.push(`blend=${knobs.blend}`);
  if (knobs.frequency > 0) options.push(`frequency=${knobs.frequency}`);
  if (knobs.language !== undefined) options.push(`language=${knobs.language}`);
  if (knobs.metric !== "cosine") options.push(`metric=${knobs.metric}`);
  if (knobs.centre) options.push("centre=1");
  if (knobs.remove > 0) options.push(`remove=${knobs.remove}`);
  if (list) options.push("list=list");
  if (model) options.push(`pooling=${knobs.pooling}`, `context=${knobs.context ? 1 : 0}`);
  const name = knobs.alone && texts.length > 0 ? "skipgram" : model ? "model" : vectors ? "vectors" : "builtin";
  return { encoder: options.length > 0 ? `${name}:${options.join(",")}` : name, texts, vectors, list, model };
}
