/** The desk's page of the words: what a word is taken for, its nearest words, and the sounds they have. */
import { html, LitElement, nothing } from "lit";
import { property, state } from "lit/decorators.js";
import type { Explanation } from "../protocol";
import type { WordSource } from "../types";
import { define } from "./define";
import { deskStyles } from "./desk.css";
import "./hand-view";
import "./near-units";
import "./relations-view";
import type { Session } from "./session";
import { theme } from "./theme";

const NEAREST = 10;

const TAKEN: Readonly<Record<WordSource, (of: string) => string>> = {
  known: () => "a known word",
  inflection: (of) => `a form of ${of}`,
  function: () => "a small word with a place of its own",
  phrase: (of) => (of === "" ? "a known phrase" : `made of ${of}`),
  number: () => "a number, placed by its size",
  emoji: (of) => `taken by its name: ${of}`,
  arithmetic: (of) => `reckoned from ${of}`,
  spelling: (of) => (of === "" ? "unknown, placed by its spelling" : `unknown, placed by its spelling, near ${of}`),
};

class WordsView extends LitElement {
  static override styles = [theme, deskStyles];

  @property({ attribute: false }) session!: Session;
  @property({ attribute: false }) turned = 0;
  /** Asked for by hand; "" follows the playing. */
  @state() private typed = "";
  @state() private found: Explanation | undefined;
  #asked = "";
  #map: unknown;
  #words: unknown;

  protected override willUpdate(): void {
    const token = this.#word;
    const { map, method, words } = this.session.library ?? {};
    const { hand } = this.session;
    // What the hand does moves the neighbours too.
    const state = `${map} ${method} ${hand.turns}`;
    // A knob of the words makes another report, though all that it says be the same.
    if (token === "" || (token === this.#asked && state === this.#map && words === this.#words)) return;
    this.#asked = token;
    this.#map = state;
    this.#words = words;
    void this.#ask(token);
  }

  override render() {
    const { found } = this;
    return html`<div class="columns">
      <div>
        <div class="row">
          <label
            >Word
            <input
              class="typed"
              type="text"
              autocomplete="off"
              autocapitalize="off"
              spellcheck="false"
              placeholder="follows what is played"
              .value=${this.typed}
              @input=${(event: Event) => (this.typed = firstToken((event.target as HTMLInputElement).value))}
          /></label>
        </div>
        ${
          found
            ? html`<p role="status">
                <b>${found.word}</b> is
                ${TAKEN[found.source](
                  found.of
                    .filter((word) => word !== found.word.toLowerCase())
                    .join(", ")
                    .replaceAll("_", " "),
                )}.
              </p>`
            : html`<p class="dim">Type a word to see why it sounds as it does.</p>`
        }
        <lexi-grain-relations .session=${this.session} .turned=${this.turned}></lexi-grain-relations>
      </div>
      ${
        found
          ? html`<section aria-labelledby="near">
              <h2 id="near">Its nearest words, and their sounds</h2>
              <table>
                <tbody>
                  ${found.neighbours.map(
                    ({ word, similarity, file }) =>
                      html`<tr>
                        <td>
                          <button type="button" class="plain" @click=${() => this.#hear(word)}>
                            ${word.replaceAll("_", " ")}
                          </button>
                        </td>
                        <td class="number dim">${similarity.toFixed(2)}</td>
                        <td class="dim">${file}</td>
                      </tr>`,
                  )}
                </tbody>
              </table>
            </section>`
          : nothing
      }
      <div @chosen=${() => this.requestUpdate()}>
        <lexi-grain-hand .session=${this.session} .turned=${this.turned} .word=${this.#word}></lexi-grain-hand>
        <lexi-grain-near .session=${this.session} .turned=${this.turned}></lexi-grain-near>
      </div>
    </div>`;
  }

  get #word(): string {
    return this.typed || (this.session.performance.latest?.token ?? "");
  }

  async #ask(token: string): Promise<void> {
    const found = await this.session.instrument?.lexicon.explain(token, NEAREST + 1).catch(() => undefined);
    // A later question may have been answered meanwhile.
    if (!found || token !== this.#asked) return;
    const neighbours = found.neighbours.filter(({ word }) => word !== found.word.toLowerCase()).slice(0, NEAREST);
    this.found = { ...found, neighbours };
  }

  #hear(word: string): void {
    if (this.session.ready) this.session.instrument?.play(word, { voice: 0 });
  }
}

const firstToken = (text: string): string => text.trim().split(/\s+/)[0] ?? "";

define("lexi-grain-words", WordsView);
