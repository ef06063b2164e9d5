/** What a session's modulators listen to: its knobs, its clock, what is heard and how it is typed. */
import { Modulators, OutputLevel } from "../instrument";
import type { Midi } from "./midi";
import type { PlayedParts } from "./parts";

/** The parts may come later than this. */
export function modulatorsOf(session: PlayedParts & { readonly midi: Midi }): Modulators {
  const loudness = new OutputLevel();
  return new Modulators({
    knobs: session.shaping.knobs,
    now: () => session.instrument?.now ?? 0,
    beats: (time) => session.midi.clock.beats(time),
    level: () => loudness.of(session.instrument?.analyser),
    pace: () => session.performance.keystrokes.pace(performance.now() / 1000),
  });
}
