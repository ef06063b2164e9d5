/** Encoder names as people write them: "descriptors", "descriptors:pitch=2,time=0". */
import type { AspectWeights } from "./encode";
import { ASPECTS, type Aspect } from "./weights";

/** Names that openSoundSpace knows. */
export const ENCODERS = ["descriptors"] as const;

/** The weights a name asks for; throws one sentence for an unknown encoder, aspect or weight. */
export function parseEncoderName(name: string): AspectWeights {
  const [encoder, options = ""] = name.split(/:(.*)/s);
  if (encoder !== "descriptors")
    throw new Error(`There is no sound encoder "${encoder}". Known: ${ENCODERS.join(", ")}.`);
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
