/** A pre-trained model behind a card, run by onnxruntime-web on one thread. Thread: worker or Node. */
import type * as Runtime from "onnxruntime-web";
import type { InferenceSession, Tensor } from "onnxruntime-web";
import { readNamed, type EncoderIo } from "../io";
import { readCard, type ModelCard } from "./card";
import { layInput, lookLength, maskLength, poolOutput } from "./layout";
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
  return {
    card,
    length: lookLength(card),
    async embed(samples) {
      const laid = layInput(samples, card);
      const { Tensor } = runtime;
      const feeds: Record<string, Tensor> = {};
      const first = session.inputNames.find((name) => name !== card.mask) ?? "";
      feeds[first] = new Tensor("float32", laid.data, laid.dims);
      if (card.mask !== undefined) {
        const length = maskLength(card.input, laid);
        feeds[card.mask] = new Tensor("int64", new BigInt64Array(length).fill(1n), [1, length]);
      }
      const answer = await session.run(feeds, [card.output]).catch(() => {
        throw new Error(`The model ${path} refused its input of ${laid.dims.join(" × ")}: check the card ${cardPath}.`);
      });
      const { data, dims } = answer[card.output];
      const pooled = data instanceof Float32Array ? poolOutput(data, dims, card.axis) : undefined;
      if (!pooled?.every(Number.isFinite))
        throw new Error(`The model ${path} answered something that is no finite 32-bit embedding.`);
      return pooled;
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
