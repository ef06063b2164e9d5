/** A pre-trained model behind a card, run by onnxruntime-web on one thread. Thread: worker or Node. */
import type * as Runtime from "onnxruntime-web";
import type { InferenceSession, Tensor } from "onnxruntime-web";
import { readNamed, type EncoderIo } from "../io";
import { readCard, type ModelCard } from "./card";
import { logMelPatch, patchLength } from "./log-mel";

export interface AudioModel {
  readonly card: ModelCard;
  /** Samples (at the card's rate) that one embedding reads. */
  readonly length: number;
  /** The embedding of exactly `length` samples. */
  embed(samples: Float32Array): Promise<Float32Array>;
}

/** Opens the model of a card. Throws one sentence for an unreadable card, a corrupt model or a missing output. */
export async function openModel(cardPath: string, io: EncoderIo): Promise<AudioModel> {
  const card = readCard(new TextDecoder().decode(await readNamed(cardPath, io)), cardPath);
  const folder = cardPath.includes("/") ? cardPath.slice(0, cardPath.lastIndexOf("/") + 1) : "";
  const path = card.model.startsWith("/") ? card.model : folder + card.model;
  const bytes = await readNamed(path, io);
  const runtime = await import("onnxruntime-web/wasm");
  runtime.env.wasm.numThreads = 1;
  runtime.env.logLevel = "error";
  const session = await createSession(runtime, bytes, path);
  if (!session.outputNames.includes(card.output))
    throw new Error(`The model ${path} has no output "${card.output}". It has: ${session.outputNames.join(", ")}.`);
  const { input } = card;
  const length = input.form === "raw" ? Math.round(input.seconds * card.sampleRate) : patchLength(input);
  return {
    card,
    length,
    async embed(samples) {
      const tensor: Tensor =
        input.form === "raw"
          ? new runtime.Tensor("float32", samples, [1, samples.length])
          : new runtime.Tensor("float32", logMelPatch(samples, card, input), [1, input.frames, input.bands]);
      const answer = await session.run({ [session.inputNames[0]]: tensor }, [card.output]).catch(() => {
        throw new Error(
          `The model ${path} refused its input of ${tensor.dims.join(" × ")}: check the card ${cardPath}.`,
        );
      });
      return meanOverRows(answer[card.output], path);
    },
  };
}

async function createSession(runtime: typeof Runtime, bytes: Uint8Array, path: string): Promise<InferenceSession> {
  try {
    return await runtime.InferenceSession.create(bytes, {
      executionProviders: ["wasm"],
      // Weights stay int8 only in the file: about three times faster than quantised operators in WASM.
      extra: { session: { disable_quant_qdq: "1" } },
    });
  } catch {
    throw new Error(`The model ${path} cannot be opened: it is damaged or no ONNX file.`);
  }
}

function meanOverRows(tensor: Tensor, path: string): Float32Array {
  const columns = tensor.dims.at(-1) ?? 0;
  const { data } = tensor;
  if (!(data instanceof Float32Array) || columns < 1 || !data.every(Number.isFinite))
    throw new Error(`The model ${path} answered something that is no finite 32-bit embedding.`);
  const out = new Float32Array(columns);
  for (let i = 0; i < data.length; i++) out[i % columns] += (data[i] * columns) / data.length;
  return out;
}
