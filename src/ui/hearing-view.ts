/** How sounds are compared: what "alike" means, or a model of the performer's own. */
import { html, LitElement, nothing } from "lit";
import { property, state } from "lit/decorators.js";
import { define } from "./define";
import { deskStyles } from "./desk.css";
import { fromInput } from "./files";
import { hearingFrom } from "./hearing";
import type { Session } from "./session";
import { theme } from "./theme";
import { vars } from "./vars";

const ASPECTS = [
  { id: "timbre", label: "Colour", help: "what it is made of" },
  { id: "pitch", label: "Pitch", help: "how high, and how clear" },
  { id: "loudness", label: "Loudness", help: "how loud, and how even" },
  { id: "time", label: "Time", help: "how long, and how it begins and fades" },
] as const;

type Weights = Readonly<Record<string, number>>;

const NONE: Weights = { timbre: 1, pitch: 1, loudness: 1, time: 1 };

/** The weights that an encoder's name says, for the aspects it names; 1 for the others. */
function weightsOf(name: string): Weights {
  const weights: Record<string, number> = { ...NONE };
  for (const [, aspect, value] of name.matchAll(/(\w+)=([\d.]+)/g))
    if (aspect in weights) weights[aspect] = Number(value);
  return weights;
}

const nameOf = (weights: Weights): string => {
  const turned = Object.entries(weights).filter(([, weight]) => weight !== 1);
  return turned.length === 0 ? "descriptors" : `descriptors:${turned.map(([id, w]) => `${id}=${w}`).join(",")}`;
};

class HearingView extends LitElement {
  static override styles = [theme, deskStyles];

  @property({ attribute: false }) session!: Session;
  @property({ attribute: false }) turned = 0;
  /** Turned but not in use yet. */
  @state() private wanted: Weights | undefined;
  @state() private trouble = "";

  override render() {
    const { library } = this.session;
    if (!library?.report) return nothing;
    const { soundEncoder, models } = library.hearing;
    const weights = this.wanted ?? weightsOf(soundEncoder);
    const card = models.find(({ file }) => file.endsWith(".json"));
    return html`<fieldset ?disabled=${library.loading !== undefined}>
      <legend>What “alike” means</legend>
      ${ASPECTS.map(
        ({ id, label, help }) =>
          html`<label class="weight" title=${help}>
            ${label}
            <input
              type="range"
              min="0"
              max="3"
              step="0.25"
              .value=${String(weights[id])}
              ${vars({ "--at": `${(100 * weights[id]) / 3}%` })}
              aria-valuetext=${`${weights[id]} times`}
              @input=${(event: Event) =>
                (this.wanted = { ...weights, [id]: Number((event.target as HTMLInputElement).value) })}
            />
            <span class="number dim">×${weights[id]}</span>
          </label>`,
      )}
      <div class="row">
        <button type="button" class="plain" ?disabled=${!this.wanted} @click=${() => this.#hear()}>Compare anew</button>
        <label class="pick"
          >Model<input type="file" multiple accept=".json,.onnx" @change=${(event: Event) => void this.#model(event)}
        /></label>
        ${
          card
            ? html`<button type="button" class="plain" @click=${() => this.#plain()}>Without model</button>`
            : nothing
        }
      </div>
      <p class="dim" role="status">
        ${this.trouble || (card ? `Heard by ${card.file} and by descriptors.` : "A model is an .onnx file and its .json card.")}
      </p>
    </fieldset>`;
  }

  #hear(): void {
    const { wanted } = this;
    const { library } = this.session;
    if (!wanted || !library) return;
    const models = library.hearing.models;
    const card = library.hearing.soundEncoder.match(/onnx:[^+]+/)?.[0];
    const soundEncoder = card === undefined ? nameOf(wanted) : `${card}+${nameOf(wanted)}`;
    void this.session.load(() => library.hear({ soundEncoder, models })).then(() => (this.wanted = undefined));
  }

  #plain(): void {
    const weights = weightsOf(this.session.library?.hearing.soundEncoder ?? "");
    void this.session.load((library) => library.hear({ soundEncoder: nameOf(weights), models: [] }));
  }

  async #model(event: Event): Promise<void> {
    const input = event.target as HTMLInputElement;
    const picked = fromInput(input.files ?? new DataTransfer().files);
    input.value = "";
    if (picked.length === 0) return;
    this.trouble = "";
    try {
      const hearing = await hearingFrom(picked);
      await this.session.load((library) => library.hear(hearing));
    } catch (error) {
      this.trouble = error instanceof Error ? error.message : String(error);
    }
  }
}

define("lexi-grain-hearing", HearingView);
