/** Scales: a pitch in semitones brought to the nearest step of one, counted from the sound's own pitch. */

/** Semitones of each scale within an octave; the order is that of the control "scale". */
const SCALES: readonly (readonly number[])[] = [
  [],
  [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
  [0, 2, 4, 5, 7, 9, 11],
  [0, 2, 3, 5, 7, 8, 10],
  [0, 2, 4, 7, 9],
  [0, 3, 5, 7, 10],
  [0, 2, 4, 6, 8, 10],
  [0, 7],
  [0],
];

/** `scale`: value of the control; 0 leaves the pitch as it is. Between two steps the lower one is nearer. */
export function snapped(pitch: number, scale: number): number {
  const steps = SCALES[scale] ?? [];
  if (steps.length === 0) return pitch;
  const octave = Math.floor(pitch / 12);
  let best = Infinity;
  for (const base of [octave - 1, octave, octave + 1])
    for (const step of steps) {
      const at = base * 12 + step;
      if (Math.abs(at - pitch) < Math.abs(best - pitch) - 1e-9) best = at;
    }
  return best;
}
