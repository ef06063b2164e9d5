/** The stage: the words as they were typed, the sounding ones lit, each to be sounded again. */
import { css, html, LitElement, nothing } from "lit";
import { property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { Control } from "../controls";
import { define } from "./define";
import type { ControlChange } from "./slider";
import { routesOf } from "./routes";
import "./slider";
import { sweep } from "./sweep";
import { theme } from "./theme";
import { vars } from "./vars";
import type { Voices, VoiceSettings } from "./voices";
import { hueOf, type Word } from "./words";

const slider = (
  id: keyof VoiceSettings,
  label: string,
  unit: string,
  min: number,
  max: number,
  help: string,
): Control => ({
  id,
  label,
  group: "voice",
  target: "word",
  unit,
  min,
  max,
  default: 0,
  curve: "linear",
  help,
});
const LEVEL = slider("gain", "Level", "dB", -40, 12, "Level of this line.");
const PLACE = slider("pan", "Place", "%", -100, 100, "Place of this line between the speakers.");
const SHIFT = slider("shift", "Shift", "ms", 0, 2000, "How much later this line loops than the others.");

export class Stage extends LitElement {
  static override styles = [
    theme,
    css`
      :host {
        display: block;
        background: none;
      }
      .words {
        display: block;
        overflow-wrap: anywhere;
      }
      .line {
        min-height: 1.25em;
      }
      button {
        background: none;
        border: 0;
        padding: 0 0.06em;
        margin: 0 0.13em 0 0;
        font: inherit;
        text-align: start;
        color: var(--dim);
        cursor: pointer;
        border-radius: 0.1em;
        overflow-wrap: anywhere;
        transition:
          color var(--fade) ease-out,
          text-shadow var(--fade) ease-out;
      }
      button.sounding {
        color: oklch(0.9 0.13 var(--hue));
        text-shadow: 0 0 0.6em oklch(0.75 0.16 var(--hue) / 0.85);
        transition: none;
      }
      button.waiting {
        opacity: 0.75;
      }
      button.failed {
        text-decoration: line-through wavy var(--warn) 0.05em;
      }
      button:hover {
        color: var(--ink);
      }
      button.sounding:hover {
        color: oklch(0.95 0.1 var(--hue));
      }
      .line {
        position: relative;
      }
      button.dot {
        position: absolute;
        inset-inline-start: -0.62em;
        top: 0.3em;
        width: 0.42em;
        height: 0.6em;
        min-width: 24px;
        min-height: 24px;
        padding: 0;
        margin: 0;
        translate: -50% 0;
      }
      button.dot::before {
        content: "";
        display: block;
        margin: auto;
        width: 0.16em;
        height: 0.16em;
        min-width: 6px;
        min-height: 6px;
        border-radius: 50%;
        border: 1px solid var(--dim);
        box-sizing: content-box;
      }
      button.dot.looping::before {
        background: var(--glow);
        border-color: var(--glow);
      }
      button.dot.silent::before {
        opacity: 0.35;
      }
      .voice {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem 1.1rem;
        align-items: center;
        font-size: var(--small);
        letter-spacing: 0;
        font-weight: 350;
        padding: 0.2rem 0 0.7rem;
        cursor: default;
      }
      .voice button {
        color: var(--ink);
        border: 1px solid var(--line);
        border-radius: 2rem;
        padding: 0.3rem 0.9rem;
        margin: 0;
        min-height: 2rem;
      }
      .voice label {
        display: flex;
        gap: 0.5rem;
        align-items: center;
        color: var(--dim);
      }
      .voice select {
        color: var(--ink);
      }
      .voice lexi-grain-slider {
        width: 8.5rem;
      }
      .voice button[aria-pressed="true"] {
        background: var(--glow);
        border-color: var(--glow);
        color: var(--ground);
      }
      @media (forced-colors: active), (prefers-contrast: more) {
        button.sounding {
          text-decoration: underline 0.08em;
        }
      }
    `,
  ];

  @property({ attribute: false }) words: readonly Word[] = [];
  /** The line being typed; the slotted field stands at its end. */
  @property({ attribute: false }) line = 0;
  /** Told when a word is to sound again. */
  @property({ attribute: false }) sound: (word: Word) => void = () => undefined;

  /** Told by the arrow keys: goes through a replay; returns whether one plays. */
  @property({ attribute: false }) scrub: (steps: number) => boolean = () => false;

  @property({ attribute: false }) voices!: Voices;
  /** How many loudspeakers are in use. */
  @property({ attribute: false }) outputs = 2;
  /** Changes with every voice; `voices` itself stays the same object. */
  @property({ attribute: false }) turned = 0;
  @property({ attribute: false }) turnVoice: (line: number, change: Partial<VoiceSettings>) => void = () => undefined;
  /** The performer wants to go on writing in that line. */
  @property({ attribute: false }) edit: (line: number) => void = () => undefined;
  /** The line whose voice is open. */
  @state() private open: number | undefined;

  override render() {
    const last = this.words.at(-1);
    return html`<div class="words" role="group" aria-label="Played words" @keydown=${this.#key}>
      ${repeat(
        this.#lines(),
        ([line]) => line,
        ([line, words]) =>
          html`<div class="line">
            ${words.length > 0 ? this.#dot(line) : nothing}${repeat(
              words,
              ({ key }) => key,
              (word) => this.#word(word, word === last),
            )}${line === this.line ? html`<slot></slot>` : nothing}
            ${line === this.open ? this.#voice(line) : nothing}
          </div>`,
      )}
    </div>`;
  }

  protected override updated(): void {
    this.renderRoot.querySelectorAll(".words, .line").forEach(sweep);
  }

  #dot(line: number) {
    const { looping } = this.voices.get(line);
    const state = `${looping ? "looping" : ""} ${this.voices.audible(line) ? "" : "silent"}`;
    return html`<button
      type="button"
      class="dot ${state}"
      aria-label=${`Voice ${line + 1}${looping ? ", looping" : ""}`}
      aria-expanded=${this.open === line ? "true" : "false"}
      @click=${() => (this.open = this.open === line ? undefined : line)}
    ></button>`;
  }

  #voice(line: number) {
    const { looping, muted, alone, gain, pan, route, shift } = this.voices.get(line);
    const toggle = (label: string, on: boolean, change: Partial<VoiceSettings>) =>
      html`<button type="button" aria-pressed=${on ? "true" : "false"} @click=${() => this.turnVoice(line, change)}>
        ${label}
      </button>`;
    return html`<div class="voice" role="group" aria-label=${`Voice ${line + 1}`}>
      ${toggle("Loop", looping, { looping: !looping })} ${toggle("Mute", muted, { muted: !muted })}
      ${toggle("Alone", alone, { alone: !alone })}
      <button type="button" @click=${() => this.edit(line)}>Write on</button>
      ${this.#route(line, route)} ${this.#slider(line, LEVEL, gain)} ${this.#slider(line, PLACE, pan)}
      ${this.#slider(line, SHIFT, shift)}
    </div>`;
  }

  /** Which loudspeakers it goes to; one that is not there now stays chosen, and means all. */
  #route(line: number, route: number) {
    const routes = routesOf(this.outputs, route);
    return html`<label
      >Outputs
      <select
        @change=${(event: Event) => this.turnVoice(line, { route: routes[(event.target as HTMLSelectElement).selectedIndex].value })}
      >
        ${routes.map(({ value, label }) => html`<option ?selected=${value === route}>${label}</option>`)}
      </select></label
    >`;
  }

  #slider(line: number, control: Control, value: number) {
    return html`<lexi-grain-slider
      .control=${control}
      .value=${value}
      @control=${(event: CustomEvent<ControlChange>) => {
        event.stopPropagation();
        this.turnVoice(line, { [control.id]: event.detail.value });
      }}
    ></lexi-grain-slider>`;
  }

  #word(word: Word, tabbed: boolean) {
    return html`<button
      type="button"
      class=${word.state}
      tabindex=${tabbed ? 0 : -1}
      title=${word.placed?.file ?? ""}
      ${vars({ "--hue": hueOf(word.placed?.file ?? word.token) })}
      @click=${() => this.sound(word)}
    >
      ${word.shown}
    </button>`;
  }

  /** The words by line, the line being typed always among them. */
  #lines(): [number, Word[]][] {
    const lines = new Map<number, Word[]>();
    for (const word of this.words) {
      const line = lines.get(word.line);
      if (line) line.push(word);
      else lines.set(word.line, [word]);
    }
    if (!lines.has(this.line)) lines.set(this.line, []);
    return [...lines].sort(([a], [b]) => a - b);
  }

  /** One stop for Tab, arrows from word to word. */
  #key(event: KeyboardEvent): void {
    const from = event.composedPath()[0];
    if (!(from instanceof HTMLElement && from.matches(".words .line > button:not(.dot)"))) return;
    const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (step === undefined) return;
    if (this.scrub(step)) return event.preventDefault();
    const buttons = [...this.renderRoot.querySelectorAll<HTMLElement>(".line > button:not(.dot)")];
    const at = buttons.findIndex((button) => button.matches(":focus"));
    const next = buttons.at(Math.min(buttons.length - 1, Math.max(0, at + step)));
    next?.focus();
    event.preventDefault();
  }
}

define("lexi-grain-stage", Stage);
