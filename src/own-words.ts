/** The performer's own relations between words: files handed over by the page → a word space. Thread: worker. */
import { fetchBytes, type FetchedWords } from "./fetch-words";
import { openTextEncoder } from "./lexicon";
import type { LaidFile, WordsReport, WordsWish } from "./protocol";
import type { Job, WordSpace } from "./types";
import ortUrl from "onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url";

/** More text than this is a library: reading it would take minutes, and its company of words gigabytes. */
const MOST_TEXT = 64_000_000;

interface OwnWords extends FetchedWords {
  readonly report: WordsReport;
}

/** Opens what is wished, `builtin` where that is the built-in words, whose bytes lie at `wordsUrl`. Rejects with one sentence. */
export async function openOwnWords(
  wish: WordsWish,
  builtin: Promise<FetchedWords>,
  wordsUrl: string,
  job: Job,
): Promise<OwnWords> {
  const { encoder, texts, vectors, list, model } = wish;
  if (encoder === "builtin" && texts.length === 0) {
    const words = await builtin;
    return { ...words, report: reportOf(words.space, []) };
  }
  const notes: string[] = [];
  const text = texts.length > 0 ? (await Promise.all(texts.map(readText))).join("\n\n") : undefined;
  const laid = new Map<string, LaidFile | undefined>([
    ["vectors", vectors],
    ["list", list],
  ]);
  const space = await openTextEncoder(
    encoder,
    {
      builtin: () => fetchBytes(wordsUrl),
      find: (path) => {
        const file = laid.get(path);
        if (file) return Promise.resolve({ name: file.name, size: file.data.size, stream: () => pieces(file.data) });
        return Promise.resolve(path === "model" && model ? "folder" : undefined);
      },
      note: (sentence) => notes.push(sentence),
      runtime: { wasm: new URL(ortUrl, import.meta.url).href },
      ...(text !== undefined && { text }),
      ...(model && { model: typeof model === "string" ? fromAddress(model) : fromFiles(model) }),
    },
    job,
  );
  return { space, hash: "", report: reportOf(space, notes) };
}

const reportOf = ({ name, words, dimensions, inContext }: WordSpace, notes: readonly string[]): WordsReport => ({
  name,
  words: words.length,
  dimensions,
  notes,
  context: inContext !== undefined,
});

async function readText({ name, data }: LaidFile): Promise<string> {
  if (data.size > MOST_TEXT)
    throw new Error(`${name} is too long for a text (${Math.round(data.size / 1e6)} MB): at most 64.`);
  const bytes = new Uint8Array(await data.arrayBuffer());
  const wide =
    bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : "";
  const text = new TextDecoder(wide || "utf-8").decode(bytes);
  if (text.includes("\0"))
    throw new Error(`${name} is no text: it holds bytes that no text has. Save it as plain text.`);
  if (!/\p{L}/u.test(text)) throw new Error(`${name} holds no word.`);
  return text;
}

async function* pieces(data: LaidFile["data"]): AsyncGenerator<Uint8Array> {
  const reader = data.stream().getReader();
  try {
    for (let { value } = await reader.read(); value; { value } = await reader.read()) yield value;
  } finally {
    await reader.cancel();
  }
}

/** By the end of their path: a folder is handed over with its own name in front. */
function fromFiles(files: readonly LaidFile[]) {
  const answer = (wanted: string): Promise<Response> => {
    const found = files.find(({ name }) => name === wanted || name.endsWith(`/${wanted}`));
    return Promise.resolve(new Response((found?.data as Blob | undefined) ?? null, { status: found ? 200 : 404 }));
  };
  return { name: files[0]?.name.split("/")[0] ?? "", files: answer };
}

/** Where models lie that are named "owner/name"; asked only for a name that was typed. */
const HUB = "https://huggingface.co/";

/** A folder's address, or a name on the hub. */
function fromAddress(model: string) {
  const named = !/^https?:/i.test(model);
  const folder = named ? `${HUB}${model}/resolve/main/` : model.replace(/\/*$/, "/");
  const files = async (wanted: string, asked: RequestInit): Promise<Response> => {
    const response = await fetch(folder + wanted, asked);
    // A page in place of a file is what many servers send for one that is not there.
    const page = response.headers.get("content-type")?.startsWith("text/html") ?? true;
    return page ? new Response(null, { status: 404 }) : response;
  };
  return { name: named ? `${HUB}${model}` : model, files };
}
