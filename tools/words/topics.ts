/**
 * What belongs together although no dictionary relates it: racket and net, hospital and nurse (the "tennis problem" of
 * WordNet). topics.txt says it in some two hundred lists; every word has to each topic the nearness that the words of its
 * definitions have.
 */
import type { Lexis } from "./lexis";
import { Accumulator, beside, ppmi, SparseBuilder, type Sparse } from "./sparse";
import type { WordNet } from "./wordnet";

/** Share of a list's own words beside what definitions say of a word's topics. */
const OWN = 0.5;

/** Every list becomes a definition without a word of its own, from the index returned; in place. */
export function addTopics({ synsets }: WordNet, text: string): number {
  const first = synsets.length;
  for (const line of text.split("\n")) {
    if (line.length > 0 && !line.startsWith("#")) synsets.push({ pos: "t", lemmas: [], relations: [], gloss: line });
  }
  return first;
}

/** Lemmas × topics: 1 over the length of the list where it names the lemma. */
function members(lexis: Lexis, first: number): Map<number, number>[] {
  const out: Map<number, number>[] = lexis.words.map(() => new Map<number, number>());
  lexis.glosses.slice(first).forEach(({ definition }, topic) => {
    const named = new Set(definition.filter((id) => id >= 0 && !lexis.stop[id]));
    for (const id of named) out[id].set(topic, 1 / named.size);
  });
  return out;
}

/** Words × topics: those of the words in the definitions round a word (`glosses`, words × lemmas), and its own lists. */
export function topicBlock(lexis: Lexis, rows: readonly number[], glosses: Sparse, first: number): Sparse {
  const topics = lexis.glosses.length - first;
  const of = members(lexis, first);
  const around = new SparseBuilder(topics);
  const own = new SparseBuilder(topics);
  const line = new Accumulator(topics);
  rows.forEach((word, r) => {
    for (let i = glosses.start[r]; i < glosses.start[r + 1]; i++) {
      for (const [topic, share] of of[glosses.column[i]]) line.add(topic, glosses.value[i] * share);
    }
    around.push(line);
    for (const topic of of[word].keys()) line.add(topic, 1);
    own.push(line);
  });
  const counts = [
    ppmi(around.finish(), { smoothing: 1, uniform: true, share: 0.3 }),
    ppmi(own.finish(), { smoothing: 1, uniform: false, share: 0 }),
  ];
  return folded(
    beside(counts, (block) => [1, OWN][block]),
    topics,
  );
}

/** Blocks of the same columns side by side, added up. */
function folded(m: Sparse, columns: number): Sparse {
  const builder = new SparseBuilder(columns);
  const line = new Accumulator(columns);
  for (let r = 0; r < m.rows; r++) {
    for (let i = m.start[r]; i < m.start[r + 1]; i++) line.add(m.column[i] % columns, m.value[i]);
    builder.push(line);
  }
  return builder.finish();
}
