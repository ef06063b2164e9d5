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

/** Frames between the end of a stretch and the next one, or -1 where the last one ends. */
function gapAfter(unit: CloudUnit, index: i32): i32 {
  if (index + 1 >= unit.count) return -1;
  return stretchStart(unit, index + 1) - stretchStart(unit, index) - stretchLength(unit, index);
}

/** Where a head that keeps time goes through the gap behind its stretch, and does not leap it. */
function through(unit: CloudUnit, index: i32, most: i32): bool {
  const gap = gapAfter(unit, index);
  return gap >= 0 && gap <= most;
}

/** Whether the head stands in a gap long enough to fall silent, where no grain begins. */
export function inGap(unit: CloudUnit, span: f64): bool {
  return <f64>gapAfter(unit, unit.stretch) >= span && unit.head >= limitOf(unit, unit.stretch, span);
}

/** Where a head going forward enters the next stretch, frames from the unit's start. */
function entry(unit: CloudUnit, span: f64, patience: i32): f64 {
  if (through(unit, unit.stretch, patience)) return <f64>stretchStart(unit, unit.stretch + 1);
  return limitOf(unit, unit.stretch, span);
}

/** Frames that the head has before it to the next stretch. */
export function untilEntry(unit: CloudUnit, span: f64, patience: i32): f64 {
  return max(0.0, entry(unit, span, patience) - unit.head);
}

/**
 * Moves the head by `delta` frames; true when it entered a stretch at its start from silence or by a leap. Gaps of at
 * most `patience` frames are gone through in time, so that what follows keeps its place; longer ones are leapt.
 */
export function advance(unit: CloudUnit, delta: f64, span: f64, patience: i32): bool {
  unit.head += delta;
  let entered = false;
  // A head faster than a whole round of short stretches is caught after 64 steps.
  for (let guard = 0; guard < 64; guard++) {
    const start = <f64>stretchStart(unit, unit.stretch);
    const keeps = through(unit, unit.stretch, patience);
    const limit = entry(unit, span, patience);
    // Sums of steps that were to end there end a rounding before it.
    if (delta >= 0 && unit.head >= limit - 0.001) {
      const over = max(0.0, unit.head - limit);
      entered = !keeps || <f64>gapAfter(unit, unit.stretch) >= span;
      unit.stretch = unit.stretch + 1 < unit.count ? unit.stretch + 1 : 0;
      unit.head = <f64>stretchStart(unit, unit.stretch) + over;
    } else if (delta < 0 && unit.head < start) {
      const under = start - unit.head;
      unit.stretch = unit.stretch > 0 ? unit.stretch - 1 : unit.count - 1;
      unit.head = limitOf(unit, unit.stretch, span) - under;
    } else return entered;
  }
  unit.head = <f64>stretchStart(unit, unit.stretch);
  return entered;
}
