/** From files to a way of hearing: a model and its card, a trained encoder, vectors made elsewhere. */
import type { SourceFile } from "../protocol";
import type { PickedFile } from "./files";
import type { Hearing } from "./library";

const nameOf = (file: string): string => file.slice(file.lastIndexOf("/") + 1);

/** Signs of the encoders' own grammar would cut a name short. */
const safe = (file: string): string => nameOf(file).replaceAll(/[+:,=]/g, "-");

/** Which encoder a trained one is: its head says so, in plain text. */
function encoderIn(bytes: Uint8Array): string {
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, 400));
  return /"encoder":"(autoencoder|sound2vec)"/.exec(head)?.[1] ?? "autoencoder";
}

/** Rejects with one sentence when the files do not say how to hear. `beside`: descriptors are heard beside it. */
export async function hearingFrom(files: readonly PickedFile[], beside = false): Promise<Hearing> {
  const models: SourceFile[] = await Promise.all(
    files.map(async (source) => ({ file: nameOf(source.file), bytes: await source.read() })),
  );
  const find = (end: string): SourceFile | undefined => models.find(({ file }) => file.toLowerCase().endsWith(end));
  const card = find(".json");
  const model = find(".onnx");
  if (card && model) {
    const name = safe(card.file);
    const named = models.map((one) => (one === card ? { ...one, file: name } : one));
    return { soundEncoder: `onnx:${name}+descriptors`, models: named };
  }
  if (card || model)
    throw new Error("Choose two files together: the .onnx model and the .json card that describes it.");
  const [first] = models;
  const handed = { ...first, file: safe(first.file) };
  const encoder = handed.file.toLowerCase().endsWith(".lxe")
    ? `${encoderIn(first.bytes)}:load=${handed.file}`
    : `file:${handed.file}`;
  return { soundEncoder: beside ? `${encoder}+descriptors` : encoder, models: [handed] };
}
