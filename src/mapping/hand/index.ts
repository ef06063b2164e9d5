/** The performer's hand on a map: every act gives a new map, the old one stays. */
import type { Mapping, Matrix } from "../../types";
import { AdjustedMapping } from "./adjusted";
import type { Edit } from "./edits";

/** The map with further edits; `points`: one row a unit, used where the map has no points of its own. */
export function adjust(mapping: Mapping, edits: readonly Edit[], points: Matrix): Mapping {
  if (edits.length === 0) return mapping;
  return mapping instanceof AdjustedMapping ? mapping.with(edits) : new AdjustedMapping(mapping, edits, points);
}

/** The map without its last edit; itself when there is none. */
export const undoEdit = (mapping: Mapping): Mapping => (mapping instanceof AdjustedMapping ? mapping.undo() : mapping);

/** The edits of a map, first one first. */
export const editsOf = (mapping: Mapping): readonly Edit[] => (mapping instanceof AdjustedMapping ? mapping.edits : []);
