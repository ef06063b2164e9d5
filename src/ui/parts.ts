/** The parts of a session that MIDI and the keeper reach for: named here, so that neither needs the session itself. */
import type { Instrument } from "../instrument";
import type { Library } from "./library";
import type { MapHand } from "./map-hand";
import type { Performance } from "./performance";
import type { Shaping } from "./shaping";

/** What turns knobs and plays words. */
export interface PlayedParts {
  readonly shaping: Shaping;
  readonly performance: Performance;
  readonly instrument: Instrument | undefined;
}

/** What is kept from one visit to the next. */
export interface KeptParts {
  readonly shaping: Shaping;
  readonly performance: Performance;
  readonly library: Library | undefined;
  readonly hand: MapHand;
}
