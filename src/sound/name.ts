/** Encoder names as people write them: "descriptors", "autoencoder:kind=convolutional", "onnx:CARD.json", joined by "+". */
import type { AspectWeights } from "./encode";
import { AUTOENCODER_OPTIONS, type AutoencoderOptions } from "./learned/encode-autoencoder";
import { SOUND2VEC_OPTIONS, type Sound2vecOptions } from "./learned/encode-sound2vec";
import { numberFrom, oneOf, readOptions, type OptionTable } from "./options";
import { AGGREGATIONS, OUTPUT_OPTIONS, type Aggregation, type OutputOptions, type SearchMetric } from "./output";
import { ASPECTS, type Aspect } from "./weights";

/** Vectors of one unit become one by this. */
interface AggregateOption {
  readonly aggregate: Aggregation;
}

/** One part of a name. */
export type EncoderPart = { readonly output: Partial<OutputOptions> } & (
  | { readonly encoder: "descriptors"; readonly weights: AspectWeights }
  | { readonly encoder: "log-mel" }
  | { readonly encoder: "autoencoder"; readonly options: Partial<AutoencoderOptions> }
  | { readonly encoder: "sound2vec"; readonly options: Partial<Sound2vecOptions> }
  | { readonly encoder: "onnx"; readonly card: string; readonly options: Partial<AggregateOption> }
  | { readonly encoder: "file"; readonly path: string; readonly options: Partial<AggregateOption> }
);

const WEIGHTS = Object.fromEntries(ASPECTS.map((aspect) => [aspect, numberFrom(0, 100)])) as OptionTable<
  Record<Aspect, number>
>;

const AGGREGATE: OptionTable<AggregateOption> = { aggregate: oneOf(AGGREGATIONS) };

/** Options behind a path: the last colon with key=value pairs after it. */
const BEHIND_PATH = /^(.*?)(?::((?:[a-z0-9]+=[^,:]*)(?:,[a-z0-9]+=[^,:]*)*))?$/s;

/** The parts that a name asks for; throws one sentence for an unknown encoder, option or value. */
export function parseEncoderName(name: string): readonly EncoderPart[] {
  const parts = name.split("+").map((part) => parsePart(part.trim()));
  if (parts.length > 1 && parts.some(({ output }) => output.metric === "inner"))
    throw new Error("metric=inner compares the vectors of a single encoder: leave it out, or the other encoders.");
  return parts;
}

/** How near units are ranked in the space of that name; cosine is the Euclid of its vectors. */
export function searchMetric(name: string): Exclude<SearchMetric, "cosine"> {
  const said = parseEncoderName(name).flatMap(({ output }) => output.metric ?? []);
  if (said.includes("inner")) return "inner";
  return said.some((metric) => metric !== "local") ? "euclid" : "local";
}

function parsePart(part: string): EncoderPart {
  const [encoder, options = ""] = part.split(/:(.*)/s);
  switch (encoder) {
    case "descriptors": {
      const { rest: weights, output } = divide(encoder, options, WEIGHTS);
      return { encoder, weights, output };
    }
    case "log-mel":
      return { encoder, output: readOptions(encoder, options, OUTPUT_OPTIONS) };
    case "autoencoder": {
      const { rest, output } = divide(encoder, options, AUTOENCODER_OPTIONS);
      return { encoder, options: rest, output };
    }
    case "sound2vec": {
      const { rest, output } = divide(encoder, options, SOUND2VEC_OPTIONS);
      return { encoder, options: rest, output };
    }
    case "onnx":
    case "file": {
      const [, path = "", behind = ""] = BEHIND_PATH.exec(options) ?? [];
      if (path === "")
        throw new Error(
          encoder === "onnx"
            ? "The encoder onnx needs the card of a model: onnx:CARD.json."
            : "The encoder file needs vectors made elsewhere: file:VECTORS.npy or file:VECTORS.csv.",
        );
      const { rest, output } = divide(encoder, behind, AGGREGATE);
      return encoder === "onnx"
        ? { encoder, card: path, options: rest, output }
        : { encoder, path, options: rest, output };
    }
    default:
      throw new Error(
        `There is no sound encoder "${encoder}". Known: descriptors, autoencoder, sound2vec, log-mel, onnx:CARD.json, ` +
          'file:VECTORS.npy, joined by "+".',
      );
  }
}

/** An encoder's own options, and those that all of them take. */
function divide<T>(
  encoder: string,
  text: string,
  table: OptionTable<T>,
): { readonly rest: Partial<T>; readonly output: Partial<OutputOptions> } {
  const read: Readonly<Record<string, unknown>> = readOptions(encoder, text, { ...table, ...OUTPUT_OPTIONS });
  const within = (keys: object): object =>
    Object.fromEntries(Object.keys(keys).flatMap((key) => (key in read ? [[key, read[key]]] : [])));
  return { rest: within(table), output: within(OUTPUT_OPTIONS) };
}
