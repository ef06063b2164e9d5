/** A feature-extraction model of transformers.js, loaded only when chosen: a line of words in, one vector a word out. */
import type * as Transformers from "@huggingface/transformers";
import type { PreTrainedModel, PreTrainedTokenizer, ProgressInfo } from "@huggingface/transformers";
import type { Job } from "../../types";
import { joinWords, poolWord, type Pooling } from "./pooling";

export interface ContextualOptions {
  /** A folder, a URL's path, or a hub name when `remote`. */
  readonly model: string;
  readonly pooling?: Pooling;
  /** "fp32" (default), "q8" …: which of the model's files is used. */
  readonly precision?: "fp32" | "fp16" | "q8" | "q4";
  /** "webgpu" is tried and WASM taken when it fails; in Node "cpu". */
  readonly device?: "webgpu" | "wasm" | "cpu";
  /** Only when the performer asked for it may the hub be reached. */
  readonly remote?: boolean;
  /** Where onnxruntime's bundled WASM lies; browsers only. */
  readonly runtime?: { readonly wasm: string };
  /** Gives the model's files by name ("tokenizer.json") in place of a folder or the hub. */
  readonly files?: ModelFiles;
}

/** A file of a model, or the part that is asked for, as a response: 404 when it has none of that name. */
export type ModelFiles = (file: string, asked: RequestInit) => Promise<Response>;

/**
 * Under a name of its own a model is asked for whose files are handed over: the library remembers by name which files
 * there are, those of another model or of a try without a network too.
 */
let handed = 0;

/** Model families whose encoder lies in a file of its own. */
const ENCODER_ONLY = new Set(["t5", "mt5", "umt5", "longt5"]);

type Library = typeof Transformers;

/** Local models are named by folder and name: the library puts them together again. */
function splitPath(path: string): { readonly folder: string; readonly name: string } {
  const clean = path.replace(/\/+$/, "");
  const cut = clean.lastIndexOf("/");
  return cut < 0 ? { folder: "./", name: clean } : { folder: clean.slice(0, cut + 1), name: clean.slice(cut + 1) };
}

function configure(library: Library, options: ContextualOptions, stop: AbortSignal): string {
  const { env } = library;
  env.allowRemoteModels = options.remote === true;
  env.allowLocalModels = options.remote !== true;
  const wasm = env.backends.onnx.wasm;
  if (options.runtime && wasm) {
    wasm.wasmPaths = options.runtime;
    wasm.numThreads = 1;
  }
  const { files } = options;
  if (files) {
    env.useFS = false;
    env.useBrowserCache = false;
    env.localModelPath = "/";
    const name = `handed-model-${++handed}`;
    env.fetch = (input: string | URL, asked: RequestInit = {}) =>
      files(String(input).split(`/${name}/`)[1] ?? "", { ...asked, signal: stop });
    return name;
  }
  env.fetch = (input: string | URL, asked: RequestInit = {}) => fetch(input, { ...asked, signal: stop });
  if (options.remote) return options.model;
  const { folder, name } = splitPath(options.model);
  env.localModelPath = folder;
  return name;
}

export class ContextualModel {
  readonly pooling: Pooling;
  readonly #library: Library;
  readonly #tokenizer: PreTrainedTokenizer;
  readonly #model: PreTrainedModel;
  readonly #prefix: readonly number[];
  readonly #suffix: readonly number[];
  /** Byte-level vocabularies mark the beginning of a word by the space before it. */
  readonly #spaced: boolean;

  private constructor(library: Library, tokenizer: PreTrainedTokenizer, model: PreTrainedModel, pooling: Pooling) {
    this.pooling = pooling;
    this.#library = library;
    this.#tokenizer = tokenizer;
    this.#model = model;
    const bare = tokenizer.encode("a", { add_special_tokens: false });
    const whole = tokenizer.encode("a");
    const at = whole.findIndex((_, i) => bare.every((part, k) => whole[i + k] === part));
    this.#prefix = at < 0 ? [] : whole.slice(0, at);
    this.#suffix = at < 0 ? [] : whole.slice(at + bare.length);
    const [first] = tokenizer.tokenize(" a");
    this.#spaced = first?.startsWith("Ġ") ?? false;
  }

  /** Loads tokenizer and model; rejects with one sentence when they are not there or cannot run. */
  static async open(options: ContextualOptions, job: Job): Promise<ContextualModel> {
    const library = await import("@huggingface/transformers");
    const stop = new AbortController();
    const name = configure(library, options, stop.signal);
    const progress_callback = (info: ProgressInfo): void => {
      if (info.status === "progress") job.progress(Math.min(0.99, info.progress / 100), `loading ${info.file}`);
      // A file may be hundreds of megabytes: whoever cancels does not wait for its end.
      job.breathe().catch((cancelled: unknown) => stop.abort(cancelled));
    };
    try {
      const tokenizer = await library.AutoTokenizer.from_pretrained(name, { progress_callback });
      await job.breathe();
      const model = await load(library, name, options, progress_callback);
      return new ContextualModel(library, tokenizer, model, options.pooling ?? "subwords");
    } catch (error) {
      if (stop.signal.aborted) throw stop.signal.reason;
      if (error instanceof Error && error.name === "Cancelled") throw error;
      const where =
        options.remote || /^https?:/.test(options.model)
          ? "from the network: check the name, the address and the connection"
          : "there: it needs config.json, tokenizer.json and onnx/model.onnx";
      throw new Error(`The model ${options.model} cannot be loaded ${where}.`, { cause: error });
    }
  }

  /**
   * One vector for each word in the context of the others; undefined where the model has none: an unknown word's NaN, or
   * the one token that stands for all unknown words.
   */
  async embed(words: readonly string[]): Promise<(Float32Array | undefined)[]> {
    const parts = words.map((word, i) =>
      this.#tokenizer.encode(this.#spaced && i > 0 ? ` ${word}` : word, { add_special_tokens: false }),
    );
    const line = joinWords(this.#prefix, parts, this.#suffix);
    if (line.ids.length === 0) return words.map(() => undefined);
    const { hidden, width, pooled } = await this.#run(line.ids);
    if (pooled)
      return words.map(() => (pooled.every((x) => Number.isFinite(x)) ? Float32Array.from(pooled) : undefined));
    const unknown = this.#tokenizer.unk_token_id;
    return words.map((_, i) =>
      parts[i].every((id) => id === unknown) ? undefined : poolWord(hidden, width, line, i, this.pooling),
    );
  }

  async #run(ids: readonly number[]): Promise<{ hidden: Float32Array; width: number; pooled?: Float32Array }> {
    const { Tensor } = this.#library;
    const tensor = (values: readonly number[]) =>
      new Tensor("int64", BigInt64Array.from(values, BigInt), [1, ids.length]);
    const filled = (value: number) => tensor(ids.map(() => value));
    const inputs = { input_ids: tensor(ids), attention_mask: filled(1), token_type_ids: filled(0) };
    const outputs = (await this.#model(inputs)) as Record<string, { dims: number[]; data: Float32Array } | undefined>;
    const hidden = outputs.last_hidden_state ?? outputs.token_embeddings;
    if (hidden) return { hidden: hidden.data, width: hidden.dims[hidden.dims.length - 1] };
    const pooled = outputs.text_embeds ?? outputs.sentence_embedding;
    if (pooled) return { hidden: pooled.data, width: pooled.data.length, pooled: pooled.data };
    throw new Error(
      "The model gives no vectors of words (last_hidden_state) and no text_embeds: it is no text encoder.",
    );
  }
}

/** Whether WebGPU works here; where it is only spoken of, there is no adapter. */
async function hasGpu(): Promise<boolean> {
  const { navigator } = globalThis as { navigator?: { gpu?: { requestAdapter(): Promise<unknown> } } };
  return Boolean(await navigator?.gpu?.requestAdapter().catch(() => undefined));
}

async function load(
  library: Library,
  name: string,
  options: ContextualOptions,
  progress_callback: (info: ProgressInfo) => void,
): Promise<PreTrainedModel> {
  const dtype = options.precision ?? "fp32";
  const config = await library.AutoConfig.from_pretrained(name, { progress_callback });
  const from = (device: ContextualOptions["device"]): Promise<PreTrainedModel> => {
    const settings = { dtype, progress_callback, ...(device && { device }) };
    const type = (config as unknown as { model_type?: string }).model_type ?? "";
    if (type === "clap" || type === "clap_text_model") {
      return library.ClapTextModelWithProjection.from_pretrained(name, settings);
    }
    // The encoder half runs like any encoder: without it the library would ask for a decoder's input.
    if (ENCODER_ONLY.has(type))
      return library.BertModel.from_pretrained(name, { ...settings, model_file_name: "encoder_model" });
    return library.AutoModel.from_pretrained(name, settings);
  };
  if (options.device !== "webgpu" && !(options.device === undefined && (await hasGpu()))) return from(options.device);
  try {
    return await from("webgpu");
  } catch {
    return from("wasm");
  }
}
