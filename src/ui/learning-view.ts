/** Encoders that learn from the performer's own sounds: chosen, watched while they learn, paused, ended, saved, loaded. */
import { html, LitElement, nothing, svg } from "lit";
import { property, state } from "lit/decorators.js";
import type { EpochLoss } from "../protocol";
import { define } from "./define";
import { deskStyles } from "./desk.css";
import { fromInput } from "./files";
import { hearingFrom } from "./hearing";
import { saveFile } from "./save-file";
import type { Session } from "./session";
import { theme } from "./theme";

/** As on the command line. */
const ENCODERS = [
  { name: "descriptors", label: "Descriptors", help: "measured, nothing is learned" },
  { name: "autoencoder", label: "Autoencoder", help: "over statistics of each sound" },
  { name: "autoencoder:kind=convolutional", label: "Autoencoder, convolutional", help: "over a picture of each sound" },
  { name: "autoencoder:kind=variational", label: "Autoencoder, variational", help: "with a smooth middle" },
  { name: "sound2vec", label: "sound2vec", help: "by what follows what inside a sound" },
] as const;

/** Units of the curve's own picture. */
const WIDE = 240;
const HIGH = 60;

/** A loss over the epochs as a line; the scale is the largest of all. */
function line(losses: readonly EpochLoss[], value: (loss: EpochLoss) => number): string {
  const top = Math.max(1e-9, ...losses.flatMap(({ loss, heldOut }) => [loss, heldOut].filter(Number.isFinite)));
  const of = Math.max(2, losses[losses.length - 1]?.of ?? 2);
  return losses
    .filter((loss) => Number.isFinite(value(loss)))
    .map((loss) => `${((loss.epoch - 1) / (of - 1)) * WIDE},${HIGH - (value(loss) / top) * (HIGH - 2)}`)
    .join(" ");
}

class LearningView extends LitElement {
  static override styles = [theme, deskStyles];

  @property({ attribute: false }) session!: Session;
  @property({ attribute: false }) turned = 0;
  @state() private wanted: string | undefined;
  @state() private trouble = "";

  override render() {
    const { library } = this.session;
    if (!library?.report) return nothing;
    const busy = library.loading !== undefined;
    const now = library.hearing.soundEncoder;
    const chosen = this.wanted ?? ENCODERS.find(({ name }) => name === now)?.name ?? "descriptors";
    return html`<fieldset>
      <legend>What listens</legend>
      <div class="row">
        <label
          >Encoder
          <select
            ?disabled=${busy}
            .value=${chosen}
            @change=${(event: Event) => (this.wanted = (event.target as HTMLSelectElement).value)}
          >
            ${ENCODERS.map(
              ({ name, label, help }) =>
                html`<option value=${name} ?selected=${name === chosen}>${label}: ${help}</option>`,
            )}
          </select></label
        >
        <button type="button" class="plain" ?disabled=${busy || chosen === now} @click=${() => this.#learn(chosen)}>
          ${chosen === "descriptors" ? "Use" : "Train"}
        </button>
      </div>
      ${this.#training(busy)}
      <div class="row">
        <label class="pick"
          >Load trained encoder or vectors<input
            type="file"
            accept=".lxe,.npy,.csv"
            ?disabled=${busy}
            @change=${(event: Event) => void this.#load(event)}
        /></label>
        <button
          type="button"
          class="plain"
          ?disabled=${busy || library.losses.length === 0}
          @click=${() => void this.#save()}
        >
          Save trained encoder
        </button>
      </div>
      <p class="dim" role="status">${this.trouble || `In use: ${now}.`}</p>
    </fieldset>`;
  }

  #training(busy: boolean) {
    const { library } = this.session;
    const { losses = [] } = library ?? {};
    const last = losses[losses.length - 1];
    if (!library || !last) return nothing;
    const held = Number.isFinite(last.heldOut) ? `, held out ${last.heldOut.toFixed(4)}` : "";
    return html`<figure>
        <svg viewBox=${`0 0 ${WIDE} ${HIGH}`} role="img" aria-label="Loss by epoch" width="100%" height="60">
          ${svg`<polyline points=${line(losses, ({ loss }) => loss)} fill="none" stroke="currentColor" opacity="0.45" />
          <polyline points=${line(losses, ({ heldOut }) => heldOut)} fill="none" stroke="var(--glow)" stroke-width="1.5" />`}
        </svg>
        <figcaption class="dim">
          ${last.encoder}, epoch ${last.epoch} of ${last.of}: loss ${last.loss.toFixed(4)}${held}
        </figcaption>
      </figure>
      ${
        busy
          ? html`<div class="row">
              <button type="button" class="plain" @click=${() => library.pause(!library.paused)}>
                ${library.paused ? "Resume" : "Pause"}
              </button>
              <button type="button" class="plain" @click=${() => library.enough()}>Stop and use</button>
            </div>`
          : nothing
      }`;
  }

  #learn(soundEncoder: string): void {
    this.trouble = "";
    void this.session
      .load((library) => library.hear({ soundEncoder, models: [] }))
      .then(() => (this.wanted = undefined));
  }

  async #load(event: Event): Promise<void> {
    const input = event.target as HTMLInputElement;
    const files = fromInput(input.files ?? new DataTransfer().files);
    input.value = "";
    if (files.length === 0) return;
    this.wanted = undefined;
    const hearing = await hearingFrom(files);
    await this.session.load((library) => library.hear(hearing));
  }

  async #save(): Promise<void> {
    const trained = await this.session.library?.trained();
    if (trained) saveFile(new Blob([trained.bytes as Uint8Array<ArrayBuffer>]), trained.file);
    else this.trouble = "Nothing was trained on this visit: train an encoder first.";
  }
}

define("lexi-grain-learning", LearningView);
