/**
 * The one table of knobs. From it come the AudioParams, the sliders, the MIDI and remote targets, the presets,
 * the command line's `--set`, and docs/controls. The order of the engine rows is the order of the engine's parameters.
 */

/** Where a value is used: `engine` rows are AudioParams and may be overridden per cloud. */
type ControlTarget = "engine" | "word" | "typing" | "mapping" | "effect" | "modulator";

export interface Control {
  readonly id: string;
  readonly label: string;
  readonly group: string;
  readonly target: ControlTarget;
  /** "ms", "s", "st" (semitones), "ct" (cents), "dB", "Hz", "%", "×" or "" for a plain number or a choice. */
  readonly unit: string;
  readonly min: number;
  readonly max: number;
  readonly default: number;
  /** How a slider's travel maps to the value. */
  readonly curve: "linear" | "log" | "choice";
  /** For curve "choice": the value is an index into these names. */
  readonly choices?: readonly string[];
  readonly help: string;
}

const row = (
  id: string,
  label: string,
  group: string,
  target: ControlTarget,
  unit: string,
  [min, max, fallback]: readonly [number, number, number],
  curve: "linear" | "log",
  help: string,
): Control => ({ id, label, group, target, unit, min, max, default: fallback, curve, help });

const choice = (
  id: string,
  label: string,
  group: string,
  target: ControlTarget,
  choices: readonly string[],
  fallback: number,
  help: string,
): Control => ({
  id,
  label,
  group,
  target,
  unit: "",
  min: 0,
  max: choices.length - 1,
  default: fallback,
  curve: "choice",
  choices,
  help,
});

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

export const CONTROLS: readonly Control[] = [
  row("grainDuration", "Grain", "grain", "engine", "ms", [1, 500, 40], "log", "Length of one grain."),
  row(
    "grainDurationJitter",
    "Grain ±",
    "grain",
    "engine",
    "%",
    [0, 100, 0],
    "linear",
    "Random change of the grain length.",
  ),
  row(
    "overlap",
    "Overlap",
    "grain",
    "engine",
    "×",
    [0.1, 512, 4],
    "log",
    "How many grains sound at once in a cloud; loudness stays.",
  ),
  row(
    "asynchrony",
    "Asynchrony",
    "grain",
    "engine",
    "%",
    [0, 100, 25],
    "linear",
    "0: grains at even distances; 100: at random ones.",
  ),
  choice(
    "window",
    "Window",
    "grain",
    "engine",
    ["hann", "gauss", "tukey", "expodec", "rexpodec"],
    0,
    "Shape of one grain.",
  ),
  row(
    "position",
    "Position",
    "grain",
    "engine",
    "%",
    [0, 100, 0],
    "linear",
    "Where in the unit a cloud begins to read.",
  ),
  row(
    "positionJitter",
    "Position ±",
    "grain",
    "engine",
    "ms",
    [0, 500, 0],
    "linear",
    "Random change of each grain's place; what stands still or is transposed has 10 ms of it by itself.",
  ),
  row(
    "scan",
    "Scan",
    "grain",
    "engine",
    "×",
    [-4, 4, 1],
    "linear",
    "Speed of reading through the unit; 1 natural, 0 stands still.",
  ),
  row("pitch", "Pitch", "grain", "engine", "st", [-48, 48, 0], "linear", "Transposition of all grains."),
  row("pitchJitter", "Pitch ±", "grain", "engine", "ct", [0, 1200, 0], "linear", "Random transposition of each grain."),
  row("reverse", "Reverse", "grain", "engine", "%", [0, 100, 0], "linear", "Chance that a grain is read backwards."),
  row("pan", "Pan", "space", "engine", "%", [-100, 100, 0], "linear", "Place between the speakers."),
  row("spread", "Spread", "space", "engine", "%", [0, 100, 30], "linear", "Random place of each grain around the pan."),
  row("attack", "Attack", "cloud", "engine", "ms", [1, 5000, 3], "log", "Rise of a cloud."),
  row("hold", "Hold", "cloud", "engine", "ms", [0, 10000, 0], "linear", "Added to the cloud's duration at full level."),
  row("release", "Release", "cloud", "engine", "ms", [1, 10000, 60], "log", "Fall of a cloud."),
  row(
    "crossfade",
    "Crossfade",
    "cloud",
    "engine",
    "ms",
    [1, 5000, 60],
    "log",
    "Overlap of one word and the next in the same voice.",
  ),
  row(
    "lowPass",
    "Low pass",
    "tone",
    "engine",
    "Hz",
    [20, 20000, 20000],
    "log",
    "Cutoff of each cloud's low-pass filter; fully up is open.",
  ),
  row(
    "highPass",
    "High pass",
    "tone",
    "engine",
    "Hz",
    [20, 20000, 20],
    "log",
    "Cutoff of each cloud's high-pass filter; fully down is open.",
  ),
  row("resonance", "Resonance", "tone", "engine", "dB", [0, 24, 0], "linear", "Emphasis at both cutoffs."),
  row("gain", "Gain", "level", "engine", "dB", [-60, 24, 0], "linear", "Level of a cloud."),
  choice("freeze", "Freeze", "cloud", "engine", ["off", "on"], 0, "Holds what sounds endlessly."),
  choice(
    "play",
    "Play",
    "cloud",
    "engine",
    ["grains", "whole"],
    0,
    "Grains, or the unit once as it is, joined by 10 ms.",
  ),
  choice(
    "interpolation",
    "Interpolation",
    "grain",
    "engine",
    ["auto", "none", "linear", "cubic"],
    0,
    "How a transposed grain is read.",
  ),
  row(
    "volume",
    "Volume",
    "level",
    "engine",
    "dB",
    [-60, 12, 0],
    "linear",
    "Level of the whole instrument, before the limiter.",
  ),
  row(
    "wordDuration",
    "Word",
    "word",
    "word",
    "s",
    [0, 10, 0],
    "linear",
    "How long a word sounds; 0 is its unit's own length, else 50 ms to 10 s.",
  ),
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
  row(
    "stretch",
    "Stretch",
    "replay",
    "typing",
    "%",
    [10, 800, 100],
    "log",
    "Time of a replay: 100 as it was played, 200 half as fast.",
  ),
  choice("replayLoop", "Replay", "replay", "typing", ["once", "loop"], 0, "Whether a replay begins anew at its end."),
  choice(
    "timing",
    "Timing",
    "replay",
    "typing",
    ["at once", "even"],
    0,
    "Words sound as soon as they can, or all equally late, so that the rhythm of the keys is kept.",
  ),
  choice(
    "quantise",
    "Quantise",
    "replay",
    "typing",
    ["off", "1/4", "1/8", "1/16", "1/8 triplet", "1/16 triplet"],
    0,
    "Words wait for the next step of the MIDI clock, or of the tapped tempo.",
  ),
  row(
    "swing",
    "Swing",
    "replay",
    "typing",
    "%",
    [0, 75, 0],
    "linear",
    "How late every second step of the grid comes; 67 is a triplet's.",
  ),
  choice(
    "trigger",
    "Sounds",
    "typing",
    "typing",
    ["each word", "each key", "each line"],
    0,
    "When typing sounds; with each key a half-typed word already whispers.",
  ),
  row("murmur", "Whisper", "typing", "typing", "dB", [-40, 0, -15], "linear", "Level of a half-typed word."),
  row("accent", "Accent", "typing", "typing", "dB", [0, 12, 3], "linear", "Added to words in CAPITALS or before a !"),
  row(
    "drawl",
    "Drawl",
    "typing",
    "typing",
    "ms",
    [0, 2000, 200],
    "linear",
    "Each letter too many holds a word longer: sooo.",
  ),
  row(
    "rest",
    "Rest",
    "typing",
    "typing",
    "ms",
    [0, 4000, 200],
    "linear",
    "After a full stop; after a comma half of it.",
  ),
  row("question", "Question", "typing", "typing", "st", [-12, 12, 0], "linear", "Transposes a word before a ?"),
  row(
    "haste",
    "Haste",
    "typing",
    "typing",
    "dB",
    [-12, 12, 0],
    "linear",
    "Added to a word typed twice as fast as easily.",
  ),
  row(
    "weight",
    "Weight",
    "typing",
    "typing",
    "%",
    [0, 400, 0],
    "linear",
    "How much of the time keys are held is added.",
  ),
  row(
    "breath",
    "Breath",
    "typing",
    "typing",
    "ms",
    [0, 3000, 0],
    "linear",
    "Added to the attack after a rest of the keys.",
  ),
  choice(
    "backspace",
    "Backspace",
    "typing",
    "typing",
    ["silences", "reverses", "lets go on"],
    0,
    "What becomes of the sound of a word that is taken back.",
  ),
  choice("enter", "Enter", "typing", "typing", ["new voice", "loops the line"], 0, "What the end of a line begins."),
  choice(
    "scale",
    "Scale",
    "typing",
    "typing",
    ["off", "semitones", "major", "minor", "pentatonic", "minor pentatonic", "whole tones", "fifths", "octaves"],
    0,
    "Pitch, bend and keys go to the nearest step, counted from the sound's own pitch.",
  ),
  row(
    "mapSpread",
    "Scatter",
    "map",
    "mapping",
    "%",
    [0, 100, 0],
    "linear",
    "How far every word spreads over the sounds next to its own; 0 as the map has it, 100 over eight.",
  ),
  row("mapMorph", "Map morph", "map", "mapping", "%", [0, 100, 0], "linear", "From the map in use to the second map."),
  choice(
    "mapSecond",
    "Second map",
    "map",
    "mapping",
    ["identity", "cluster", "relational"],
    0,
    "Where Map morph goes.",
  ),
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
  choice(
    "keys",
    "MIDI keys",
    "typing",
    "typing",
    ["words", "pitch"],
    0,
    "A key plays its word of the text, or the newest word at its pitch.",
  ),
];

const BY_ID: ReadonlyMap<string, Control> = new Map(CONTROLS.map((c) => [c.id, c]));

/** The control of that name; throws with the known names when there is none. */
export function control(id: string): Control {
  const found = BY_ID.get(id);
  if (!found) throw new Error(`There is no control "${id}". Known: ${CONTROLS.map((c) => c.id).join(", ")}.`);
  return found;
}

/** The value brought into the control's range; not a number gives the default. Choices are rounded. */
export function clampControl(c: Control, value: number): number {
  if (!Number.isFinite(value)) return c.default;
  const inside = Math.min(c.max, Math.max(c.min, value));
  return c.curve === "choice" ? Math.round(inside) : inside;
}

/** The value at a slider's travel t (0..1). */
export function controlAt(c: Control, t: number): number {
  const x = Math.min(1, Math.max(0, t));
  if (c.curve === "log" && c.min > 0) return clampControl(c, c.min * Math.pow(c.max / c.min, x));
  return clampControl(c, c.min + (c.max - c.min) * x);
}

/** The slider's travel 0..1 at which the control has that value. */
export function controlTravel(c: Control, value: number): number {
  const v = clampControl(c, value);
  if (c.curve === "log" && c.min > 0) return Math.log(v / c.min) / Math.log(c.max / c.min);
  return (v - c.min) / (c.max - c.min);
}

/** Rows that the engine knows, in the order of its parameters. */
export const ENGINE_CONTROLS: readonly Control[] = CONTROLS.filter((c) => c.target === "engine");
