/** One row of the table of knobs as a slider: keyboard, fine drag with Shift, double-click to reset, typed values. */
import { css, html, LitElement } from "lit";
import { property, state } from "lit/decorators.js";
import { type Control, controlAt, controlTravel } from "../controls";
import { define } from "./define";
import { formatControl, parseControl } from "./format";
import { range } from "./theme";

/** Steps of the native range: fine enough that a sweep is heard as one. */
const STEPS = 1000;

/** Told by a slider: the control's id and its new value in the control's unit. */
export interface ControlChange {
  readonly id: string;
  readonly value: number;
}

class Slider extends LitElement {
  static override styles = [
    range,
    css`
      :host {
        display: grid;
        grid-template: "label value" auto "track track" auto / 1fr auto;
        gap: 0.1rem 0.6rem;
        align-items: baseline;
        min-width: 7rem;
        --fill: var(--dim);
      }
      /* Only what was turned glows: an untouched instrument is calm. */
      :host([turned]) {
        --fill: var(--glow);
      }
      :host([turned]) button {
        color: var(--glow);
      }
      label {
        grid-area: label;
        color: var(--dim);
      }
      button,
      .typed {
        grid-area: value;
        font: inherit;
        color: var(--ink);
        background: none;
        border: 0;
        padding: 0;
        text-align: right;
        min-width: 24px;
        min-height: 24px;
        font-variant-numeric: tabular-nums;
        cursor: text;
      }
      .typed {
        width: 6ch;
        border-bottom: 1px solid var(--glow);
        outline: none;
      }
      input[type="range"] {
        grid-area: track;
      }
      :focus-visible {
        outline: 2px solid var(--glow);
        outline-offset: 3px;
        border-radius: 3px;
      }
    `,
  ];

  @property({ attribute: false }) control!: Control;
  @property({ attribute: false }) value = 0;
  @state() private typing = false;

  override render() {
    const { control, value } = this;
    const travel = Math.round(controlTravel(control, value) * STEPS);
    const text = formatControl(control, value);
    return html`
      <label for="range">${control.label}</label>
      ${
        this.typing
          ? html`<input
              class="typed"
              aria-label=${`${control.label}, typed`}
              .value=${text}
              @keydown=${this.#typed}
              @blur=${this.#leave}
            />`
          : html`<button type="button" aria-label=${`${control.label}: ${text}. Type a value`} @click=${this.#write}>
              ${text}
            </button>`
      }
      <input
        id="range"
        type="range"
        min="0"
        max=${STEPS}
        step="1"
        title=${control.help}
        .value=${String(travel)}
        aria-valuetext=${text}
        @input=${this.#slide}
        @keydown=${this.#key}
        @pointerdown=${this.#press}
        @dblclick=${() => this.#tell(control.default)}
      />
    `;
  }

  override updated(): void {
    const range = this.renderRoot.querySelector<HTMLInputElement>("#range");
    range?.style.setProperty("--at", `${controlTravel(this.control, this.value) * 100}%`);
    this.toggleAttribute("turned", this.value !== this.control.default);
    if (this.typing) this.renderRoot.querySelector<HTMLInputElement>(".typed")?.select();
  }

  #tell(value: number): void {
    this.value = value;
    const detail: ControlChange = { id: this.control.id, value };
    this.dispatchEvent(new CustomEvent("control", { detail, bubbles: true, composed: true }));
  }

  #travel(travel: number): void {
    this.#tell(controlAt(this.control, travel));
  }

  #slide(event: InputEvent): void {
    this.#travel(Number((event.target as HTMLInputElement).value) / STEPS);
  }

  /** Arrows go by hundredths, with Shift by thousandths; choices go one by one. */
  #key(event: KeyboardEvent): void {
    const { control } = this;
    const one = control.curve === "choice" ? 1 / (control.max - control.min) : event.shiftKey ? 0.001 : 0.01;
    const step = { ArrowRight: one, ArrowUp: one, ArrowLeft: -one, ArrowDown: -one, PageUp: 0.1, PageDown: -0.1 }[
      event.key
    ];
    if (event.key === "Enter") this.#write();
    else if (event.key === "Delete" || event.key === "Backspace") this.#tell(control.default);
    else if (step === undefined) return;
    else this.#travel(controlTravel(control, this.value) + step);
    event.preventDefault();
  }

  /** With Shift a drag is ten times finer, and starts from where the value is. */
  #press(event: PointerEvent): void {
    if (!event.shiftKey) return;
    event.preventDefault();
    const range = event.currentTarget as HTMLInputElement;
    range.focus();
    range.setPointerCapture(event.pointerId);
    const from = controlTravel(this.control, this.value);
    const move = (moved: PointerEvent): void =>
      this.#travel(from + (moved.clientX - event.clientX) / range.clientWidth / 10);
    range.addEventListener("pointermove", move);
    range.addEventListener("lostpointercapture", () => range.removeEventListener("pointermove", move), { once: true });
  }

  #write(): void {
    this.typing = true;
  }

  #typed(event: KeyboardEvent): void {
    if (event.key !== "Enter" && event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === "Enter") this.#accept(event.target as HTMLInputElement);
    this.typing = false;
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLInputElement>("#range")?.focus());
  }

  #leave(event: FocusEvent): void {
    if (this.typing) this.#accept(event.target as HTMLInputElement);
    this.typing = false;
  }

  #accept(field: HTMLInputElement): void {
    const value = parseControl(this.control, field.value);
    if (value !== undefined) this.#tell(value);
  }
}

define("lexi-grain-slider", Slider);
