/** Writes a cloud's units into its slot of the engine's memory: bounds, gain, share and sounding stretches. */
import type { CloudEvent, UnitTable } from "../src/protocol";
import type { Gain, Hertz, Seconds } from "../src/types";

/** Pairs (start, length) that one cloud may have (wasm/engine/layout.ts STRETCHES). */
const STRETCHES = 512;

/** Word offsets of a unit's fields (wasm/engine/cloud.ts CloudUnit). */
const START = 0;
const LENGTH = 1;
const GAIN = 2;
const WEIGHT = 3;
const PAIRS = 4;
const COUNT = 5;

/** The part of a long unit for which `UnitTable.opening` was measured. */
const OPENING: Seconds = 0.5;

/** The unit's loudness gain for a word of that duration (0 = natural): the shorter it is cut, the more its opening counts. */
function gainOf(table: UnitTable, unit: number, duration: Seconds, sampleRate: Hertz): Gain {
  const opening = table.opening?.[unit] ?? 1;
  const natural = table.length[unit] / sampleRate;
  if (opening === 1 || duration === 0 || duration >= natural) return table.gain[unit];
  const cut = Math.min(1, (natural - duration) / Math.max(natural - OPENING, 1e-6));
  return table.gain[unit] * opening ** cut;
}

/** Joins the stretches with the smallest gaps between them until at most `most` are left. */
function joined(stretches: Uint32Array, first: number, end: number, most: number): number[] {
  const gaps: number[] = [];
  for (let k = first + 1; k < end; k++)
    gaps.push(stretches[2 * k] - stretches[2 * (k - 1)] - stretches[2 * (k - 1) + 1]);
  const order = gaps.map((_, i) => i).sort((a, b) => gaps[b] - gaps[a] || a - b);
  const kept = new Set(order.slice(0, most - 1));
  const pairs: number[] = [];
  for (let k = first; k < end; k++) {
    const stop = stretches[2 * k] + stretches[2 * k + 1];
    if (k > first && !kept.has(k - first - 1)) pairs[pairs.length - 1] = stop - pairs[pairs.length - 2];
    else pairs.push(stretches[2 * k], stretches[2 * k + 1]);
  }
  return pairs;
}

/** `units` and `pairs` are byte addresses in `words`' memory, `bytes` the size of one unit's record. */
export function writeUnits(
  event: CloudEvent,
  table: UnitTable,
  sampleRate: Hertz,
  words: Int32Array,
  floats: Float32Array,
  units: number,
  bytes: number,
  pairs: number,
): void {
  const share = Math.floor(STRETCHES / event.units.length);
  let sum = 0;
  for (const { weight } of event.units) sum += weight;
  let free = pairs >> 2;
  event.units.forEach(({ unit, weight }, i) => {
    const at = (units + i * bytes) >> 2;
    const found = joined(table.stretches, table.firstStretch[unit], table.firstStretch[unit + 1], share);
    words[at + START] = table.start[unit];
    words[at + LENGTH] = table.length[unit];
    floats[at + GAIN] = gainOf(table, unit, event.duration, sampleRate);
    floats[at + WEIGHT] = weight / sum;
    words[at + PAIRS] = free << 2;
    words[at + COUNT] = found.length >> 1;
    words.set(found, free);
    free += found.length;
  });
}
