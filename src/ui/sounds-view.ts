/** The desk's page of the sounds: what was imported and what not, how it is cut, what lies ready, projects. */
import { html, LitElement, nothing } from "lit";
import { property } from "lit/decorators.js";
import { define } from "./define";
import { deskStyles } from "./desk.css";
import "./hearing-view";
import { fromInput } from "./files";
import "./learning-view";
import "./live-view";
import { meter } from "./meter";
import "./near-units";
import { saveFile } from "./save-file";
import type { Session } from "./session";
import { theme } from "./theme";

/** Fixed units, milliseconds. */
const SHORTEST = 40;
const LONGEST = 60_000;

class SoundsView extends LitElement {
  static override styles = [theme, deskStyles];

  @property({ attribute: false }) session!: Session;
  @property({ attribute: false }) turned = 0;

  override render() {
    const { session, turned } = this;
    if (!session.library?.report) return html`<p class="dim">There are no sounds yet.</p>`;
    return html`<div class="columns">
      <div>
        ${this.#inUse()}
        <lexi-grain-live .session=${session} .turned=${turned}></lexi-grain-live>
        ${this.#lately()}
      </div>
      <div>
        ${this.#cut()}
        <lexi-grain-hearing .session=${session} .turned=${turned}></lexi-grain-hearing>
        <lexi-grain-learning .session=${session} .turned=${turned}></lexi-grain-learning>
      </div>
      <lexi-grain-near .session=${session} .turned=${turned}></lexi-grain-near>
    </div>`;
  }

  #inUse() {
    const { library } = this.session;
    const report = library?.report;
    if (!library || !report) return nothing;
    if (library.loading) {
      return html`<section aria-label="Importing">
        <div class="row">
          ${meter(library.loading.progress, library.loading.name)}
          <button type="button" class="plain" @click=${() => library.cancel()}>Cancel</button>
        </div>
        <p class="dim">What plays goes on with the sounds it has.</p>
      </section>`;
    }
    return html`<section aria-labelledby="used">
      <h2 id="used">${report.name}</h2>
      <p role="status">
        ${report.sounds} ${report.sounds === 1 ? "sound" : "sounds"} imported, cut into ${report.units}
        units${report.skipped.length === 0 ? "; nothing was skipped." : `; ${report.skipped.length} skipped:`}
      </p>
      ${
        report.skipped.length === 0
          ? nothing
          : html`<ul class="skipped" tabindex="0" aria-label="Skipped files">
              ${report.skipped.map(({ file, reason }) => html`<li><b>${file}</b> <span class="dim">${reason}</span></li>`)}
            </ul>`
      }
      <div class="row">
        <label class="pick"
          >Open project<input type="file" accept=".lxg" @change=${(event: Event) => this.#open(event)}
        /></label>
        <button type="button" class="plain" @click=${() => void this.#save()}>Save project</button>
      </div>
    </section>`;
  }

  #lately() {
    const { keeper } = this.session;
    if (!keeper?.room) return nothing;
    const { used, quota } = keeper.room;
    return html`<section aria-labelledby="lately">
      <h2 id="lately">Used lately</h2>
      ${
        keeper.corpora.length === 0
          ? html`<p class="dim">Your own sounds will be kept here.</p>`
          : html`<ul>
              ${keeper.corpora.map(
                (corpus) =>
                  html`<li class="row">
                    <button type="button" class="plain" @click=${() => void this.session.import(keeper.files(corpus))}>
                      ${corpus.name}
                    </button>
                    <span class="dim">${corpus.sounds.length} files</span>
                    <button
                      type="button"
                      class="plain"
                      aria-label=${`Forget ${corpus.name}`}
                      @click=${() => void this.session.forget(corpus.name)}
                    >
                      Forget
                    </button>
                  </li>`,
              )}
            </ul>`
      }
      <p class="dim">This browser holds ${Math.ceil(used / 1e6)} MB of ${Math.round(quota / 1e6)} MB for this page.</p>
    </section>`;
  }

  #cut() {
    const { library } = this.session;
    if (!library) return nothing;
    const { unit } = library.cutting;
    return html`<div class="row">
      <label
        >Units of
        <input
          class="typed milliseconds"
          type="number"
          min=${SHORTEST}
          max=${LONGEST}
          step="10"
          placeholder="own"
          ?disabled=${library.loading !== undefined}
          .value=${typeof unit === "number" ? String(unit) : ""}
          @change=${(event: Event) => this.#recut(Number((event.target as HTMLInputElement).value))}
        />
        ms</label
      >
    </div>`;
  }

  #recut(wanted: number): void {
    const { library } = this.session;
    if (!library || !(wanted > 0)) return this.requestUpdate();
    const unit = Math.min(LONGEST, Math.max(SHORTEST, Math.round(wanted)));
    void this.session.recut({ ...library.cutting, unit });
  }

  #open(event: Event): void {
    const input = event.target as HTMLInputElement;
    if (input.files?.length) void this.session.import(fromInput(input.files));
    input.value = "";
  }

  async #save(): Promise<void> {
    const file = await this.session.project();
    const name = this.session.library?.report?.name.replaceAll(/[^\p{L}\p{N} _-]/gu, " ").trim() ?? "";
    if (file) saveFile(file, `${name || "lexigrain"}.lxg`);
  }
}

define("lexi-grain-sounds", SoundsView);
