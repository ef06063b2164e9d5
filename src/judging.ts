/** How well maps of the sounds in use keep the relations between words: by figures, and by a listener's blind answers. */
import { drawTriads, evaluateMapping } from "./evaluation";
import { fitMapping, type Lexicon, part } from "./lexicon";
import type { MapScores, Triad } from "./protocol";
import type { Job, Mapping } from "./types";

/** See LexiconApi.scores. Thread: worker. */
export function scores({ words, sounds }: Lexicon, mapping: string, job: Job): Promise<MapScores> {
  return evaluateMapping(mapping, words, sounds, { now: () => performance.now() }, job);
}

/** See LexiconApi.triads; drawn with the job's seed. Thread: worker. */
export async function triads(lexicon: Lexicon, mapping: string, count: number, job: Job): Promise<Triad[]> {
  const { words, sounds, mapping: present } = lexicon;
  const fitted = async (method: string, from: number, to: number): Promise<Mapping> =>
    method === mapping ? present : fitMapping(method, words, sounds, { quality: "quick" }, part(job, from, to));
  const maps = {
    relational: await fitted("relational", 0, 0.4),
    identity: await fitted("identity", 0.4, 0.9),
    random: await fitted("random", 0.9, 1),
  };
  return drawTriads(words, maps, count, job.seed);
}
