/** Encoder names as people write them: "descriptors", "descriptors:pitch=2,time=0", "onnx:CARD.json", joined by "+". */
import type { AspectWeights } from "./encode";
import { ASPECTS, type Aspect } from "./weights";

/** One part of a name. */
export type EncoderPart =
  | { readonly encoder: "descriptors"; readonly weights: AspectWeights }
  | { readonly encoder: "onnx"; readonly card: string };

/** The parts that a name asks for; throws one sentence for an unknown encoder, aspect or weight. */
export function parseEncoderName(name: string): readonly EncoderPart[] {
  return name.split("+").map((part) => {
    const [encoder, options = ""] = part.trim().split(/:(.*)/s);
    if (encoder === "descriptors") return { encoder, weights: parseWeights(options) };
    if (encoder === "onnx") {
      if (options === "") throw new Error("The encoder onnx needs the card of a model: onnx:CARD.json.");
      return { encoder, card: options };
    }
    throw new Error(`There is no sound encoder "${encoder}". Known: descriptors, onnx:CARD.json, joined by "+".`);
  });
}

function parseWeights(options: string): AspectWeights {
  const weights: Partial<Record<Aspect, number>> = {};
  for (const option of options.split(",").filter(Boolean)) {
    const [key, value = ""] = option.split("=");
    const aspect = ASPECTS.find((known) => known === key.trim());
    if (!aspect) throw new Error(`The encoder descriptors has no weight "${key}". Known: ${ASPECTS.join(", ")}.`);
    const weight = value.trim() === "" ? NaN : Number(value);
    if (!(weight >= 0 && weight <= 100)) throw new Error(`${key}=${value}: a weight from 0 to 100 is needed.`);
    weights[aspect] = weight;
  }
  return weights;
}
