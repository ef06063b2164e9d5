/** The knobs of what moves other knobs: two slow waves and the loudness follower. */
import { choice, row, type Control } from "./control";

/** The three knobs of a slow wave. */
function lfo(number: 1 | 2, rate: number): Control[] {
  const name = `LFO ${number}`;
  const shapes = ["sine", "triangle", "random"];
  const cycles = ["off", "16 beats", "8 beats", "4 beats", "2 beats", "beat", "1/2 beat", "1/4 beat"];
  const modulator = (id: string, label: string, choices: readonly string[], help: string): Control =>
    choice(`lfo${number}${id}`, `${name} ${label}`, "modulators", "modulator", choices, 0, help);
  return [
    modulator("Shape", "shape", shapes, "How it moves."),
    row(
      `lfo${number}Rate`,
      `${name} rate`,
      "modulators",
      "modulator",
      "Hz",
      [0.01, 20, rate],
      "log",
      "Cycles a second.",
    ),
    modulator(
      "Sync",
      "sync",
      cycles,
      "A cycle of so many beats of the MIDI clock or the tapped tempo, while there is one.",
    ),
  ];
}

export const MODULATORS: readonly Control[] = [
  ...lfo(1, 0.2),
  ...lfo(2, 3),
  row(
    "followFall",
    "Follower fall",
    "modulators",
    "modulator",
    "ms",
    [10, 5000, 300],
    "log",
    "How slowly the loudness follower falls.",
  ),
];
