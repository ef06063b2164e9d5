/** Words as they sound: near in rhyme, alliteration, vowels and rhythm; blended with meaning and frequency at will. */
import { matrix, row } from "../math";
import type { WordSpace, WordVector } from "../types";
import { fold } from "./fold";
import { nearestRows } from "./nearest";
import { isVowel, pronounce } from "./pronounce";
import { addScaled, direction, unit } from "./vectors";

export interface PhoneticOptions {
  /** 0: meaning alone; 1 (default): the sound of the word alone. */
  readonly blend?: number;
  /** 0 (default) … 1: how much it counts that words are equally frequent. */
  readonly frequency?: number;
}

const DIMENSIONS = 64;
/** Numbers that hold the frequency: an angle on a half circle. */
const FREQUENCY = 2;

/** Broad classes: sounds of one class are half alike. */
const CLASSES: readonly (readonly [name: string, members: string])[] = [
  ["stop", "p t k b d g"],
  ["fricative", "f v th s z sh zh h"],
  ["affricate", "ch j"],
  ["nasal", "m n ng"],
  ["liquid", "l r w y"],
  ["front", "II I E EH AE AI"],
  ["back", "UU O AW OH AA AU OI"],
  ["middle", "A UH ER"],
];
const CLASS_OF = new Map(
  CLASSES.flatMap(([name, members]) => members.split(" ").map((sound) => [sound, name] as const)),
);

/** Traits of a pronunciation and their weights: rhyme and beginning most, then every sound with its neighbours, then rhythm. */
function* traits(sounds: readonly string[]): Generator<readonly [string, number]> {
  const vowels = sounds.flatMap((sound, i) => (isVowel(sound) ? [i] : []));
  const last = vowels.at(-1) ?? 0;
  const stressed = vowels.length > 1 && sounds.length - last <= 2 ? (vowels.at(-2) ?? last) : last;
  yield [`rhyme ${sounds.slice(stressed).join(" ")}`, 2];
  yield [`end ${sounds.slice(last).join(" ")}`, 1.5];
  const onset = sounds.slice(0, vowels[0] ?? sounds.length);
  yield [`onset ${onset.join(" ")}`, 1];
  yield [`first ${sounds[0] ?? ""}`, 1];
  yield [`syllables ${vowels.length}`, 0.7];
  for (let i = 0; i < sounds.length; i++) {
    const kind = CLASS_OF.get(sounds[i]) ?? "other";
    const next = sounds[i + 1] ?? "$";
    yield [`sound ${sounds[i]}`, isVowel(sounds[i]) ? 0.7 : 0.5];
    yield [`class ${kind}`, 0.3];
    yield [`pair ${sounds[i]} ${next}`, 0.5];
    yield [`kinds ${kind} ${CLASS_OF.get(next) ?? next}`, 0.3];
  }
}

/** The point of a pronunciation: the sum of its traits' directions. Equal pronunciations fall together. */
class Pronunciations {
  readonly #directions = new Map<string, Float32Array>();

  vector(word: string): Float32Array {
    const sum = new Float32Array(DIMENSIONS);
    for (const [trait, weight] of traits(pronounce(word))) {
      let axis = this.#directions.get(trait);
      if (!axis) {
        axis = direction(`sound ${trait}`, DIMENSIONS);
        if (this.#directions.size < 50_000) this.#directions.set(trait, axis);
      }
      addScaled(sum, axis, weight);
    }
    return unit(sum);
  }
}

/** The phonetic space over the words of another, and the blend of both; squared lengths of the parts are their shares. */
export function phoneticSpace(meaning: WordSpace, options: PhoneticOptions = {}): WordSpace {
  const blend = Math.min(1, Math.max(0, options.blend ?? 1));
  const frequency = Math.min(1, Math.max(0, options.frequency ?? 0));
  const pronunciations = new Pronunciations();
  const own = blend < 1 ? meaning.dimensions : 0;
  const dimensions = own + DIMENSIONS + FREQUENCY;
  const rank = new Map(meaning.words.map((word, i) => [word, i]));
  const widest = Math.log(meaning.words.length + 1);
  const join = (word: string, vector: Float32Array, at: number): Float32Array => {
    const out = new Float32Array(dimensions);
    if (own > 0) for (let i = 0; i < own; i++) out[i] = vector[i] * Math.sqrt(1 - blend);
    const sound = pronunciations.vector(word);
    for (let i = 0; i < DIMENSIONS; i++) out[own + i] = sound[i] * Math.sqrt(blend);
    const angle = (Math.PI * Math.log(at + 1)) / widest;
    out[own + DIMENSIONS] = Math.cos(angle) * Math.sqrt(frequency);
    out[own + DIMENSIONS + 1] = Math.sin(angle) * Math.sqrt(frequency);
    return unit(out);
  };
  const vectors = matrix(meaning.words.length, dimensions);
  meaning.words.forEach((word, i) => row(vectors, i).set(join(word, row(meaning.vectors, i), i)));
  const memory = new Map<string, WordVector>();
  const rankOf = (key: string, { of }: WordVector): number =>
    rank.get(key) ?? rank.get(of[0] ?? "") ?? meaning.words.length;
  const { inContext } = meaning;
  return {
    name: `phonetic of ${meaning.name}`,
    dimensions,
    words: meaning.words,
    vectors,
    lookup: (token) => {
      const key = fold(token);
      let found = memory.get(key);
      if (!found) {
        const base = meaning.lookup(key);
        found = { ...base, vector: join(key, base.vector, rankOf(key, base)) };
        if (memory.size > 30_000) memory.clear();
        memory.set(key, found);
      }
      return found;
    },
    nearest: (vector, n) =>
      nearestRows(vectors, vector, n).map((hit) => ({ word: meaning.words[hit.row], similarity: hit.similarity })),
    ...(meaning.prepare && { prepare: meaning.prepare }),
    ...(inContext && {
      inContext: async (line) =>
        (await inContext(line)).map((found, i) => {
          const key = fold(line[i]);
          return { ...found, vector: join(key, found.vector, rankOf(key, found)) };
        }),
    }),
  };
}
