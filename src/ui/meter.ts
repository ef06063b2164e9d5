/** A line that fills while something loads, with what it is busy with. */
import { html, type TemplateResult } from "lit";
import type { Progress } from "../protocol";

const STAGES: Readonly<Record<Progress["stage"], string>> = {
  read: "Reading",
  decode: "Listening to",
  segment: "Cutting",
  describe: "Describing",
  encode: "Comparing",
  fit: "Mapping",
  load: "Loading",
  render: "Rendering",
};

export function meter(progress: Progress | undefined, name: string): TemplateResult {
  const note = progress ? `${STAGES[progress.stage]} ${progress.note}` : "";
  return html`<div class="meter">
    <progress aria-label=${name} max="1" .value=${progress?.fraction ?? 0}></progress>
    <span>${name}</span><span class="note">${note}</span>
  </div>`;
}
