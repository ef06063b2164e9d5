/** The reading head of a unit: it walks the sounding stretches at the scan's speed and wraps from the last to the first. */
import { CloudUnit } from "./cloud";

/** First frame of a stretch, from the unit's start. */
export function stretchStart(unit: CloudUnit, index: i32): i32 {
  return load<i32>(unit.stretches + ((<usize>index) << 3));
}

export function stretchLength(unit: CloudUnit, index: i32): i32 {
  return load<i32>(unit.stretches + ((<usize>index) << 3), 4);
}

/** Where the head leaves a stretch: half a grain before its end, so that the fading grains fill the rest. */
function limitOf(unit: CloudUnit, index: i32, span: f64): f64 {
  const start = <f64>stretchStart(unit, index);
  return max(start + 1, start + <f64>stretchLength(unit, index) - 0.5 * span);
}

/** Puts the head at `share` (0..1) of all that sounds, leaving room for a grain of `span` frames. */
export function seek(unit: CloudUnit, share: f64, span: f64): void {
  let sum = 0.0;
  for (let i = 0; i < unit.count; i++) sum += <f64>stretchLength(unit, i);
  let left = share * max(0, sum - span);
  let i = 0;
  while (i < unit.count - 1 && left >= <f64>stretchLength(unit, i)) left -= <f64>stretchLength(unit, i++);
  unit.stretch = i;
  unit.head = <f64>stretchStart(unit, i) + left;
}

/** Moves the head by `delta` frames; true when it entered a stretch at its start. */
export function advance(unit: CloudUnit, delta: f64, span: f64): bool {
  unit.head += delta;
  let entered = false;
  // A head faster than a whole round of short stretches is caught after 64 steps.
  for (let guard = 0; guard < 64; guard++) {
    const start = <f64>stretchStart(unit, unit.stretch);
    const limit = limitOf(unit, unit.stretch, span);
    if (delta >= 0 && unit.head >= limit) {
      const over = unit.head - limit;
      unit.stretch = unit.stretch + 1 < unit.count ? unit.stretch + 1 : 0;
      unit.head = <f64>stretchStart(unit, unit.stretch) + over;
      entered = true;
    } else if (delta < 0 && unit.head < start) {
      const under = start - unit.head;
      unit.stretch = unit.stretch > 0 ? unit.stretch - 1 : unit.count - 1;
      unit.head = limitOf(unit, unit.stretch, span) - under;
    } else return entered;
  }
  unit.head = <f64>stretchStart(unit, unit.stretch);
  return entered;
}
