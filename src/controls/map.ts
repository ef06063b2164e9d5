/** The knobs of the map: how far a word spreads, and morphing to another method. */
import { choice, row, type Control } from "./control";

export const MAP: readonly Control[] = [
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
  row(
    "liveShare",
    "Live share",
    "map",
    "mapping",
    "%",
    [0, 100, 50],
    "linear",
    "How many of the words yet to be placed sound from live input, while there is any.",
  ),
];
