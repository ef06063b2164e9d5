/** Looks at every number of a message before the engine believes it; throws one clear sentence. */
import { control, ENGINE_CONTROLS } from "../src/controls";
import type { CloudEvent, ControlValues, UnitTable } from "../src/protocol";
import type { Frames, Hertz } from "../src/types";

const MOST_UNITS = 8;
const VOICES = 64;
const LONGEST_SECONDS = 86400;
/** 30 days: beyond it a time stamp is a mistake. */
const LATEST_SECONDS = 2592000;

function within(what: string, value: number, min: number, max: number, whole = false): void {
  if (typeof value !== "number" || !(value >= min && value <= max) || (whole && !Number.isInteger(value)))
    throw new Error(
      `${what} is ${String(value)}; it must be ${whole ? "a whole number" : "a number"} from ${min} to ${max}.`,
    );
}

/** Index of an engine control; refuses unknown names and values outside the control's range. */
export function engineValue(id: string, value: number): number {
  const row = control(id);
  const index = ENGINE_CONTROLS.indexOf(row);
  if (index < 0) throw new Error(`"${id}" is not a control of the engine but of "${row.target}".`);
  within(`Control "${id}"`, value, row.min, row.max);
  return index;
}

/** More outputs than any engine has rows for. */
export const MOST_CHANNELS = 16;

export function checkChannels(channels: number): void {
  if (!Number.isInteger(channels) || channels < 1 || channels > MOST_CHANNELS)
    throw new Error(
      `${channels} output channels are not possible; it must be a whole number from 1 to ${MOST_CHANNELS}.`,
    );
}

/** What an engine is made with. */
export function checkMaking(sampleRate: Hertz, channels: number, grains: number): void {
  if (!(sampleRate >= 8000 && sampleRate <= 192000))
    throw new Error(`A sample rate of ${sampleRate} Hz is not possible; it must be from 8000 to 192000.`);
  checkChannels(channels);
  if (!Number.isInteger(grains) || grains < 1 || grains > 65536)
    throw new Error(`A pool of ${grains} grains is not possible; it must be a whole number from 1 to 65536.`);
}

export function checkVoice(voice: number): void {
  within("Voice", voice, 0, VOICES - 1, true);
}

function checkOverrides(values: ControlValues): void {
  for (const id in values) engineValue(id, values[id]);
}

/** `units`: how many the table has. */
export function checkCloud(event: CloudEvent, units: number): void {
  if (!(event?.units?.length >= 0)) throw new Error("A cloud needs a list of units.");
  within("The cloud's id", event.id, -Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER, true);
  checkVoice(event.voice);
  within("The cloud's time", event.at, -LATEST_SECONDS, LATEST_SECONDS);
  within("The cloud's duration", event.duration, 0, LONGEST_SECONDS);
  within("The cloud's number of units", event.units.length, 1, MOST_UNITS, true);
  let sum = 0;
  for (const { unit, weight } of event.units) {
    within("The cloud's unit", unit, 0, units - 1, true);
    within("The weight of a unit", weight, 0, 1e6);
    sum += weight;
  }
  if (!(sum > 0)) throw new Error("The weights of the cloud's units are all 0; at least one must be above 0.");
  if (event.chance !== undefined) within("The cloud's draw of chance", event.chance, 0, 2 ** 31, true);
  if (event.set) checkOverrides(event.set);
}

/** Every unit inside the corpus memory, every stretch inside its unit. */
export function checkUnits(table: UnitTable, capacity: Frames): void {
  const { start, length, gain, opening, stretches, firstStretch } = table;
  const n = start.length;
  if (length.length !== n || gain.length !== n || firstStretch.length !== n + 1)
    throw new Error(
      `The unit table has ${n} starts, ${length.length} lengths, ${gain.length} gains and ${firstStretch.length} stretch indices; expected ${n}, ${n}, ${n} and ${n + 1}.`,
    );
  for (let i = 0; i < n; i++) {
    if (length[i] < 1 || start[i] + length[i] > capacity)
      throw new Error(
        `Unit ${i} (frames ${start[i]} + ${length[i]}) lies outside the corpus memory of ${capacity} frames.`,
      );
    if (!(gain[i] >= 0 && gain[i] <= 1e4))
      throw new Error(`The gain of unit ${i} is ${gain[i]}; it must be from 0 to 10000.`);
    if (opening && !(opening[i] >= 1 && opening[i] <= 4))
      throw new Error(`The opening gain of unit ${i} is ${opening[i]}; it must be from 1 to 4.`);
    if (firstStretch[i + 1] <= firstStretch[i] || 2 * firstStretch[i + 1] > stretches.length)
      throw new Error(`Unit ${i} has no sounding stretch in the unit table.`);
    let end = 0;
    for (let k = firstStretch[i]; k < firstStretch[i + 1]; k++) {
      const from = stretches[2 * k];
      if (from < end || stretches[2 * k + 1] < 1)
        throw new Error(`The sounding stretches of unit ${i} are not in order.`);
      end = from + stretches[2 * k + 1];
    }
    if (end > length[i])
      throw new Error(`A sounding stretch of unit ${i} ends at ${end}, after the unit's ${length[i]} frames.`);
  }
}
