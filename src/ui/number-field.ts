/** A small field for a number between two others; what is no number changes nothing. */
import { html, type TemplateResult } from "lit";

/** `name`: for a screen reader. `turn` is told the number, brought into the range. */
export function numberField(
  name: string,
  value: number,
  min: number,
  max: number,
  turn: (value: number) => void,
): TemplateResult {
  const shown = String(Math.round(100 * value) / 100);
  return html`<input
    class="typed few"
    type="number"
    aria-label=${name}
    min=${min}
    max=${max}
    step=${max > 10 ? 1 : 0.25}
    .value=${shown}
    @change=${(event: Event) => {
      const field = event.target as HTMLInputElement;
      const typed = field.valueAsNumber;
      if (Number.isFinite(typed)) turn(Math.min(max, Math.max(min, typed)));
      else field.value = shown;
    }}
  />`;
}
