/** Default clouds of real sounds: recognised by an ear outside the engine, attacks in place, steady. */
import { attackShifts, fidelity } from "./fidelity";
import type { Row } from "./measure";
import { CloudPlayer, hasSharedSounds, sharedCorpus } from "./shared-corpus";

const COUNT = 200;

/** "theirs" is the bar. */
export async function measure(): Promise<Row[]> {
  if (!hasSharedSounds()) {
    process.stderr.write("../shared/sounds is missing: fidelity is left out.\n");
    return [];
  }
  const player = new CloudPlayer(await sharedCorpus());
  const rows: Row[] = [];
  for (const duration of [0, 0.6]) {
    const { time, summary, units } = fidelity(player, COUNT, duration, 5);
    const what = `${COUNT} clouds, nearest of ${units} is their own unit, ${duration ? `${duration} s` : "natural"}`;
    const against = { name: "bar", value: 90 };
    rows.push({ what: `${what}, MFCC in time`, value: 100 * time, unit: "%", against });
    rows.push({ what: `${what}, means and deviations`, value: 100 * summary, unit: "%", against });
  }
  const shifts = attackShifts(player, 60, 9);
  const near = shifts.filter((ms) => Math.abs(ms) <= 10).length;
  const against = { name: "bar", value: 100 };
  rows.push({
    what: `attacks of ${shifts.length} transient units within 10 ms`,
    value: (100 * near) / shifts.length,
    unit: "%",
    against,
  });
  return rows;
}
