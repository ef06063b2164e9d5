/** What relates words, on the desk: built-in English, vectors, a text, a model, and what counts beside meaning. */
import { html, LitElement, nothing } from "lit";
import { property, state } from "lit/decorators.js";
import type { LaidFile } from "../protocol";
import { define } from "./define";
import { deskStyles } from "./desk.css";
import { meter } from "./meter";
import { METRICS, type RelationKnobs } from "./relations";
import type { Session } from "./session";
import { theme } from "./theme";
import { vars } from "./vars";

const TABLES = ".bin,.txt,.vec,.gz,.csv,.npy,.glove";
const POOLINGS = [
  ["subwords", "the word's own parts"],
  ["mean", "the whole line"],
  ["cls", "the model's summary"],
] as const;
const DISTANCES: Readonly<Record<RelationKnobs["metric"], string>> = {
  cosine: "cosine",
  euclidean: "Euclidean",
  mahalanobis: "Mahalanobis",
  rbf: "RBF kernel",
};
/** Dominant directions that can be taken out: more would take meaning with them. */
const MOST_REMOVED = 10;

class RelationsView extends LitElement {
  static override styles = [theme, deskStyles];

  @property({ attribute: false }) session!: Session;
  @property({ attribute: false }) turned = 0;
  @state() private address = "";

  override render() {
    const { library, relations } = this.session;
    if (!library?.report) return nothing;
    const { loading, words } = library;
    const { files, knobs } = relations;
    return html`<section aria-labelledby="related">
      <h2 id="related">What relates words</h2>
      <p role="status">
        ${relations.source}${words ? `: ${words.words} ${knobs.language === undefined ? "words" : "points"}, ${words.dimensions} dimensions` : ""}.
        ${words?.notes.map((note) => html`<br />${note}`)}
        ${relations.unkept === undefined ? nothing : html`<br />${relations.unkept}`}
      </p>
      ${
        loading
          ? html`<div class="row">
              ${meter(loading.progress, loading.name)}
              <button type="button" class="plain" @click=${() => library.cancel()}>Cancel</button>
            </div>`
          : html`<div class="row">
                ${this.#pick("Text", ".txt,.text,.md")} ${this.#pick("Vectors", TABLES)} ${this.#folder()}
                <button type="button" class="plain" ?disabled=${!words} @click=${() => void relations.builtin()}>
                  Built-in words
                </button>
              </div>
              ${files.texts.length > 0 ? this.#text(knobs) : nothing} ${this.#beside(knobs)} ${this.#distance(knobs)}
              ${files.model ? this.#model(knobs) : nothing}
              <form class="row" @submit=${(event: Event) => this.#fetch(event)}>
                <label
                  >Model at
                  <input
                    class="typed short"
                    type="text"
                    inputmode="url"
                    autocapitalize="off"
                    spellcheck="false"
                    placeholder="owner/name or https://…"
                    .value=${this.address}
                    @input=${(event: Event) => (this.address = (event.target as HTMLInputElement).value)}
                /></label>
                <button type="submit" class="plain" ?disabled=${this.address === ""}>Load</button>
              </form>`
      }
    </section>`;
  }

  #text(knobs: RelationKnobs) {
    return html`${this.#range("Pull of the text", "strength", knobs.strength)}
    ${this.#switch("the text alone, no English", "alone", knobs.alone)}`;
  }

  #beside({ blend, frequency, language }: RelationKnobs) {
    const { relations } = this.session;
    return html`${this.#range("Sound of the word", "blend", blend)}
      ${this.#range("How frequent", "frequency", frequency)}
      <div class="row">
        <label
          ><input
            type="checkbox"
            .checked=${language !== undefined}
            @change=${() => void relations.turn({ language: language === undefined ? 0.5 : undefined })}
          />
          points in place of words</label
        >
      </div>
      ${language === undefined ? nothing : this.#range("Shaped like language", "language", language)}`;
  }

  #distance({ metric, centre, remove }: RelationKnobs) {
    const { relations } = this.session;
    return html`<div class="row">
        <label
          >Distance
          <select
            @change=${(event: Event) =>
              void relations.turn({ metric: METRICS[(event.target as HTMLSelectElement).selectedIndex] })}
          >
            ${METRICS.map((id) => html`<option ?selected=${id === metric}>${DISTANCES[id]}</option>`)}
          </select></label
        >
      </div>
      ${this.#switch("centred: less what all words share", "centre", centre)}
      <label class="weight"
        >Main directions out
        <input
          type="range"
          min="0"
          max=${MOST_REMOVED}
          step="1"
          .value=${String(remove)}
          ${vars({ "--at": `${(100 * remove) / MOST_REMOVED}%` })}
          @change=${(event: Event) => void relations.turn({ remove: Number((event.target as HTMLInputElement).value) })}
        />
        <span class="number dim">${remove}</span></label
      >`;
  }

  #model({ pooling, context }: RelationKnobs) {
    return html`<div class="row">
        <label
          >A word is
          <select
            @change=${(event: Event) =>
              void this.session.relations.turn({
                pooling: POOLINGS[(event.target as HTMLSelectElement).selectedIndex][0],
              })}
          >
            ${POOLINGS.map(([id, label]) => html`<option ?selected=${id === pooling}>${label}</option>`)}
          </select></label
        >
      </div>
      ${this.#switch("a word sounds as its sentence says", "context", context)}`;
  }

  #range(label: string, id: "strength" | "blend" | "frequency" | "language", value: number) {
    return html`<label class="weight"
      >${label}
      <input
        type="range"
        min="0"
        max="1"
        step="0.05"
        .value=${String(value)}
        ${vars({ "--at": `${100 * value}%` })}
        aria-valuetext=${`${Math.round(value * 100)} %`}
        @change=${(event: Event) =>
          void this.session.relations.turn({ [id]: Number((event.target as HTMLInputElement).value) })}
      />
      <span class="number dim">${Math.round(value * 100)} %</span></label
    >`;
  }

  #switch(label: string, id: "alone" | "context" | "centre", on: boolean) {
    return html`<div class="row">
      <label
        ><input type="checkbox" .checked=${on} @change=${() => void this.session.relations.turn({ [id]: !on })} />
        ${label}</label
      >
    </div>`;
  }

  #pick(label: string, accept: string) {
    return html`<label class="pick"
      >${label}<input type="file" multiple accept=${accept} @change=${(event: Event) => this.#take(event)}
    /></label>`;
  }

  #folder() {
    return html`<label class="pick"
      >Model folder<input type="file" webkitdirectory multiple @change=${(event: Event) => this.#take(event)}
    /></label>`;
  }

  #take(event: Event): void {
    const input = event.target as HTMLInputElement;
    const files: LaidFile[] = [...(input.files ?? [])].map((data) => ({
      name: data.webkitRelativePath || data.name,
      data,
    }));
    input.value = "";
    if (files.length > 0) void this.session.relations.take(files);
  }

  #fetch(event: Event): void {
    event.preventDefault();
    void this.session.relations.address(this.address.trim());
  }
}

define("lexi-grain-relations", RelationsView);
