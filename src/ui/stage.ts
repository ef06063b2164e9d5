/** The stage: the words as they were typed, the sounding ones lit, each to be sounded again. */
import { css, html, LitElement, nothing } from "lit";
import { property } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { define } from "./define";
import { theme } from "./theme";
import { vars } from "./vars";
import { hueOf, type Word } from "./words";

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
          color 0.9s ease-out,
          text-shadow 0.9s ease-out;
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
      @media (prefers-reduced-motion: reduce) {
        button {
          transition: none;
        }
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

  override render() {
    const last = this.words.at(-1);
    return html`<div class="words" role="group" aria-label="Played words" @keydown=${this.#key}>
      ${repeat(
        this.#lines(),
        ([line]) => line,
        ([line, words]) =>
          html`<div class="line">
            ${repeat(
              words,
              ({ key }) => key,
              (word) => this.#word(word, word === last),
            )}${line === this.line ? html`<slot></slot>` : nothing}
          </div>`,
      )}
    </div>`;
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
    return [...lines];
  }

  /** One stop for Tab, arrows from word to word. */
  #key(event: KeyboardEvent): void {
    const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (step === undefined) return;
    const buttons = [...this.renderRoot.querySelectorAll("button")];
    const at = buttons.findIndex((button) => button.matches(":focus"));
    const next = buttons.at(Math.min(buttons.length - 1, Math.max(0, at + step)));
    next?.focus();
    event.preventDefault();
  }
}

define("lexi-grain-stage", Stage);
