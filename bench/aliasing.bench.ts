/** What folds back below 20 kHz when grains are transposed upwards: read as "auto" does, against a cubic; and what it costs. */
import { transposedLevel, foldedShare } from "./aliasing";
import { Random } from "../src/math/random";
import type { Row } from "./measure";
import { engineWith, RATE, renderAll, word } from "./plain-engine";

const AUTO = 0;
const CUBIC = 3;

/** A thousand grains a cloud of noise; CPU nanoseconds a grain-sample. */
function cost(pitch: number, interpolation: number): () => number {
  const random = new Random(1);
  const sound = Float32Array.from({ length: 4 * RATE }, () => 0.2 * random.next() - 0.1);
  const engine = engineWith([sound]);
  engine.cloud({ ...word(1, 0, 3600), set: { pitch, interpolation, overlap: 512 } });
  renderAll(engine, RATE / 2);
  return () => {
    const before = process.cpuUsage();
    renderAll(engine, RATE / 8);
    const { user, system } = process.cpuUsage(before);
    return ((user + system) * 1000) / (engine.status().grains * (RATE / 8));
  };
}

const median = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1];

function costRow(pitch: number): Row {
  const [ours, theirs] = [cost(pitch, AUTO), cost(pitch, CUBIC)];
  const times: [number[], number[]] = [[], []];
  for (let round = 0; round < 5; round++) {
    times[0].push(ours());
    times[1].push(theirs());
  }
  const against = { name: "cubic", value: median(times[1]) };
  return { what: `${pitch} semitones up: cost`, value: median(times[0]), unit: "ns/grain-sample", against };
}

export function measure(): Row[] {
  const rows: Row[] = [];
  const tell = (what: string, of: (interpolation: number) => number): void => {
    rows.push({ what, value: of(AUTO), unit: "dB", against: { name: "cubic", value: of(CUBIC) } });
  };
  for (const pitch of [12, 24, 48]) {
    const hertz = 31_000 / 2 ** (pitch / 12);
    tell(`${pitch} semitones up: a sine of ${Math.round(hertz)} Hz`, (i) => transposedLevel(hertz, pitch, i));
    for (const material of ["noise", "tone"] as const)
      tell(`${pitch} semitones up: ${material}`, (i) => foldedShare(material, pitch, i));
    rows.push(costRow(pitch));
  }
  return rows;
}
