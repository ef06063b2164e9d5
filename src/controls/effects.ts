/** The knobs of the effects after the engine. */
import { row, type Control } from "./control";

export const EFFECTS: readonly Control[] = [
  row("eqLow", "Low", "effects", "effect", "dB", [-24, 12, 0], "linear", "Level below 300 Hz."),
  row("eqMid", "Mid", "effects", "effect", "dB", [-24, 12, 0], "linear", "Level between 300 Hz and 3 kHz."),
  row("eqHigh", "High", "effects", "effect", "dB", [-24, 12, 0], "linear", "Level above 3 kHz."),
  row("compressor", "Compressor", "effects", "effect", "dB", [-60, 0, 0], "linear", "Threshold; 0 is off."),
  row("compressorRatio", "Ratio", "effects", "effect", "×", [1, 20, 4], "log", "How much what is louder is held back."),
  row("delay", "Delay", "effects", "effect", "%", [0, 100, 0], "linear", "Level of the echoes; 0 is off."),
  row("delayTime", "Delay time", "effects", "effect", "ms", [20, 2000, 350], "log", "Distance of the echoes."),
  row(
    "delayFeedback",
    "Feedback",
    "effects",
    "effect",
    "%",
    [0, 95, 40],
    "linear",
    "How much of an echo echoes again.",
  ),
  row("reverb", "Reverb", "effects", "effect", "%", [0, 100, 0], "linear", "Level of the room; 0 is off."),
  row(
    "reverbDecay",
    "Reverb time",
    "effects",
    "effect",
    "s",
    [0.2, 12, 2.5],
    "log",
    "Time in which the room falls by 60 dB.",
  ),
];
