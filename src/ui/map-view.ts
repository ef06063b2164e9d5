/** The desk's page of the map: how words find their sounds, and what that keeps of the words' relations. */
import { html, LitElement, nothing } from "lit";
import { property } from "lit/decorators.js";
import { CONTROLS } from "../controls";
import type { MapScores } from "../protocol";
import { define } from "./define";
import { deskStyles } from "./desk.css";
import { type Library, type Method, METHODS } from "./library";
import { meter } from "./meter";
import type { Session } from "./session";
import type { ControlChange } from "./slider";
import "./slider";
import { theme } from "./theme";

const TURNED = CONTROLS.filter(({ target }) => target === "mapping");

const WAYS: Readonly<Record<Method, string>> = {
  relational: "Near words sound near and far words far; sounds are shared out evenly.",
  identity: "Both spaces are laid on each other as they are; the nearest sound is taken. As published.",
  cluster: "Groups of words become groups of sounds.",
  random: "Any sound for any word, but always the same one.",
};

const MAKING: Readonly<Record<Library["map"], string>> = {
  quick: "A first map is in use.",
  refining: "A first map is in use; the best one is being made beside the playing.",
  best: "The map is ready.",
};

class MapView extends LitElement {
  static override styles = [theme, deskStyles];

  @property({ attribute: false }) session!: Session;
  @property({ attribute: false }) turned = 0;

  override render() {
    const { library } = this.session;
    if (!library?.report) return html`<p class="dim">There are no sounds yet.</p>`;
    const busy = library.loading !== undefined;
    return html`<div class="columns">
      <fieldset ?disabled=${busy}>
        <legend>How words find their sounds</legend>
        ${METHODS.map(
          (method) =>
            html`<label class="way">
              <input
                type="radio"
                name="method"
                .checked=${library.method === method}
                @change=${() => void this.session.load(() => library.choose(method))}
              />
              ${method}<span class="dim">${WAYS[method]}</span>
            </label>`,
        )}
      </fieldset>
      <section aria-labelledby="kept">
        <h2 id="kept">What it keeps</h2>
        <p class="dim" role="status">${MAKING[library.map]} Another way places every word anew.</p>
        ${
          library.loading
            ? html`<div class="row">
                ${meter(library.loading.progress, library.loading.name)}
                <button type="button" class="plain" @click=${() => library.cancel()}>Cancel</button>
              </div>`
            : html`<div class="row">
                <button type="button" class="plain" @click=${() => void this.session.load(() => library.measure())}>
                  Measure
                </button>
                <span class="dim">on 600 words that the map has never seen</span>
              </div>`
        }
        ${library.scores ? scores(library.scores) : nothing}
      </section>
      <section aria-labelledby="turned">
        <h2 id="turned">Turned by hand</h2>
        ${TURNED.map(
          (row) =>
            html`<lexi-grain-slider
              .control=${row}
              .value=${this.session.shaping.knobs.get(row.id)}
              @control=${({ detail }: CustomEvent<ControlChange>) => this.session.shaping.turn(detail.id, detail.value)}
            ></lexi-grain-slider>`,
        )}
        <p class="dim">Words are pinned to sounds on the page “Words”.</p>
      </section>
    </div>`;
  }
}

const percent = (share: number): string => `${Math.round(100 * share)} of 100`;

/** The scores as sentences; what chance would give stands beside. */
function scores({ rho, nearTriplets, overlap10, distinct, largestHub }: MapScores) {
  return html`<dl>
    <dt>Near and far</dt>
    <dd>The order of all distances between words is kept to ${rho.toFixed(2)} (chance 0, all of it 1).</dd>
    <dt>Neighbours</dt>
    <dd>
      A word’s near word sounds nearer than another one in ${percent(nearTriplets)} cases (chance 50); of its ten
      nearest words ${(10 * overlap10).toFixed(1)} are among its ten nearest sounds.
    </dd>
    <dt>Own sounds</dt>
    <dd>${percent(distinct)} words have a sound of their own; the busiest sound serves ${largestHub} of 600.</dd>
  </dl>`;
}

define("lexi-grain-map", MapView);
