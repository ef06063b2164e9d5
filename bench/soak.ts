/** Random playing, right and wrong messages alike, drawn from a seed: what the soak benchmark and its short test share. */
import { ENGINE_CONTROLS } from "../src/controls";
import type { Random } from "../src/math/random";
import type { Engine } from "../worklets/engine";

const ODD = [NaN, Infinity, -Infinity, -1, 1e30, 0.5];

/** One random message to an engine of `units` units; a fifth of the values is odd. False when the engine refused it. */
export function randomMessage(engine: Engine, random: Random, id: number, units: number): boolean {
  const control = ENGINE_CONTROLS[random.below(ENGINE_CONTROLS.length)];
  const odd = random.next() < 0.2;
  const value = odd ? ODD[random.below(ODD.length)] : control.min + (control.max - control.min) * random.next();
  const kind = random.next();
  try {
    if (kind < 0.4) engine.set(control.id, value);
    else if (kind < 0.9)
      engine.cloud({
        id,
        // A time of its own, mostly near, sometimes odd.
        at: odd ? value : engine.time + random.next(),
        voice: random.below(65),
        duration: random.next(),
        units: [{ unit: random.below(units + 1), weight: random.next() }],
        set: { [control.id]: value },
      });
    else if (kind < 0.95) engine.release(random.below(66));
    else engine.panic();
    return true;
  } catch {
    return false;
  }
}

/** What a render must never leave: samples that are not finite, and samples above full scale. */
export class Watch {
  notFinite = 0;
  peak = 0;

  see(outputs: readonly Float32Array[]): void {
    for (const output of outputs)
      for (const x of output) {
        // The comparison is false for NaN too.
        if (!(Math.abs(x) < Infinity)) this.notFinite++;
        else if (x > this.peak) this.peak = x;
        else if (-x > this.peak) this.peak = -x;
      }
  }
}
