/** One name → one word space: how the command line and the page choose what relates words. */
import type { Job, WordSpace } from "../types";
import { bendToText } from "./bend";
import { openBuiltinWords } from "./builtin";
import type { ModelFiles } from "./contextual/model";
import { openContextual } from "./contextual/space";
import { POOLINGS, type Pooling } from "./contextual/pooling";
import { openVectorFile, type VectorFile } from "./files";
import { phoneticSpace } from "./phonetic";
import { sampledSpace } from "./sampled";
import { trainSkipGram } from "./skip-gram";
import { METRICS, transformSpace, type Metric } from "./transform";

/** Encoders known by name; everything else is the path of a vector file or of a model's folder. */
const TEXT_ENCODERS = ["builtin", "phonetic", "sampled", "skipgram"] as const;

/** What the shell has and the spaces do not: files, and the performer's text. */
export interface TextEncoderHost {
  /** The bytes of public/words.bin. */
  builtin(): Promise<Uint8Array>;
  /** The file at a path, "folder" for a folder, undefined when there is nothing. */
  find?(path: string): Promise<VectorFile | "folder" | undefined>;
  /** The performer's own text (`--text-corpus`): the space is bent toward it; "skipgram" is trained on it. */
  readonly text?: string;
  /** Hears sentences about files that were not as they should be. */
  readonly note?: (sentence: string) => void;
  /** Where onnxruntime's bundled WASM lies; browsers only. */
  readonly runtime?: { readonly wasm: string };
  /** A model whose files the shell was handed, and its name; used where `find` says "folder". */
  readonly model?: { readonly name: string; readonly files: ModelFiles };
}

const OPTIONS =
  "inflection, centre, remove, metric, gamma, blend, frequency, points, language, words, strength, vocabulary, pooling, context, precision, device, list, remote".split(
    ", ",
  );

/** "phonetic:blend=0.5,frequency=0.2" → name and options. Throws one sentence on an option that is not known. */
function parseTextEncoder(encoder: string): {
  readonly name: string;
  readonly options: ReadonlyMap<string, string>;
} {
  const match = /^(.*?):(\w+=[^:]*)$/s.exec(encoder);
  if (!match) return { name: encoder, options: new Map() };
  const options = new Map(match[2].split(",").map((part) => part.split("=", 2) as [string, string]));
  for (const key of options.keys()) {
    if (!OPTIONS.includes(key))
      throw new Error(`The text encoder has no option "${key}". Known: ${OPTIONS.join(", ")}.`);
  }
  return { name: match[1], options };
}

class Choices {
  readonly #options: ReadonlyMap<string, string>;

  constructor(options: ReadonlyMap<string, string>) {
    this.#options = options;
  }

  text(key: string): string | undefined {
    return this.#options.get(key);
  }

  number(key: string, fallback: number): number {
    const given = this.#options.get(key);
    if (given === undefined) return fallback;
    const value = Number(given);
    if (given.trim() === "" || !Number.isFinite(value))
      throw new Error(`The option ${key} of the text encoder needs a number, not "${given}".`);
    return value;
  }

  has(key: string): boolean {
    return this.#options.has(key);
  }

  on(key: string): boolean {
    return this.number(key, 0) !== 0;
  }

  oneOf<T extends string>(key: string, known: readonly T[]): T | undefined {
    const given = this.#options.get(key);
    if (given === undefined) return undefined;
    const found = known.find((choice) => choice === given);
    if (!found)
      throw new Error(`The option ${key} of the text encoder cannot be "${given}". Known: ${known.join(", ")}.`);
    return found;
  }
}

const FEW = 3000;

/** A word list as lines of text. */
async function readList(path: string, host: TextEncoderHost): Promise<string[]> {
  const file = await host.find?.(path);
  if (!file || file === "folder") throw new Error(`The word list ${path} cannot be found.`);
  const decoder = new TextDecoder();
  let text = "";
  for await (const piece of file.stream()) text += decoder.decode(piece, { stream: true });
  return (text + decoder.decode()).replace(/\r/g, "").replace(/\n+$/, "").split("\n");
}

async function openPath(path: string, choices: Choices, host: TextEncoderHost, job: Job): Promise<WordSpace> {
  const remote = choices.on("remote");
  const found = remote ? "folder" : await host.find?.(path);
  if (found === undefined) {
    throw new Error(
      `There is no text encoder "${path}". Known: ${TEXT_ENCODERS.join(", ")}, or the path of a vector file or model folder.`,
    );
  }
  if (found === "folder") {
    const { words } = await openBuiltinWords(await host.builtin());
    const pooling: Pooling | undefined = choices.oneOf("pooling", POOLINGS);
    const precision = choices.oneOf("precision", ["fp32", "fp16", "q8", "q4"] as const);
    const device = choices.oneOf("device", ["webgpu", "wasm", "cpu"] as const);
    const vocabulary = words.slice(0, choices.number("words", FEW));
    return openContextual(
      {
        model: host.model?.name ?? path,
        vocabulary,
        remote,
        ...(pooling && { pooling }),
        ...(precision && { precision }),
        ...(device && { device }),
        ...(host.runtime && { runtime: host.runtime }),
        ...(host.model && { files: host.model.files }),
        context: choices.on("context"),
      },
      job,
    );
  }
  const list = choices.text("list");
  const wordList = list === undefined ? undefined : await readList(list, host);
  return openVectorFile(
    found,
    { most: choices.number("words", 100_000), ...(wordList && { wordList }), ...(host.note && { note: host.note }) },
    job,
  );
}

/** Opens the space of that name; rejects with one sentence when it cannot be had. */
export async function openTextEncoder(encoder: string, host: TextEncoderHost, job: Job): Promise<WordSpace> {
  const { name, options } = parseTextEncoder(encoder);
  const choices = new Choices(options);
  const metric: Metric | undefined = choices.oneOf("metric", METRICS);
  const builtin = async (): Promise<WordSpace> =>
    openBuiltinWords(await host.builtin(), { inflection: choices.number("inflection", 0.15) });
  const bent = async (space: WordSpace): Promise<WordSpace> =>
    host.text === undefined
      ? space
      : bendToText(
          space,
          host.text,
          { strength: choices.number("strength", 0.5), vocabulary: choices.on("vocabulary") },
          job,
        );
  const base = async (): Promise<WordSpace> => {
    if (name === "builtin" || name === "phonetic" || name === "sampled") return bent(await builtin());
    if (name !== "skipgram") return bent(await openPath(name, choices, host, job));
    if (host.text === undefined)
      throw new Error("The encoder skipgram is trained on your own text: give it one (--text-corpus).");
    return trainSkipGram(host.text, { seed: job.seed }, job);
  };
  const space = transformSpace(await base(), {
    centre: choices.on("centre"),
    remove: choices.number("remove", 0),
    ...(metric && { metric }),
    gamma: choices.number("gamma", 1),
  });
  const heard =
    name === "phonetic" || choices.has("blend") || choices.has("frequency")
      ? phoneticSpace(space, {
          blend: choices.number("blend", name === "phonetic" ? 1 : 0),
          frequency: choices.number("frequency", 0),
        })
      : space;
  if (name !== "sampled" && !choices.has("language")) return heard;
  return sampledSpace(heard, {
    points: choices.number("points", 4000),
    language: choices.number("language", 0.5),
    seed: job.seed,
  });
}
