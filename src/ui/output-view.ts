/** The desk's page of the output: recording, the device, and how the engine bears up. */
import { html, LitElement } from "lit";
import { property, state } from "lit/decorators.js";
import type { EngineStatus } from "../protocol";
import "./bounce-view";
import { define } from "./define";
import { deskStyles } from "./desk.css";
import "./device-view";
import { saveFile } from "./save-file";
import type { Session } from "./session";
import { theme } from "./theme";
import "./timing-view";

const DEPTHS = [
  { bits: 16, label: "16 bit" },
  { bits: 24, label: "24 bit" },
  { bits: 32, label: "32 bit float" },
] as const;

class OutputView extends LitElement {
  static override styles = [theme, deskStyles];

  @property({ attribute: false }) session!: Session;
  @property({ attribute: false }) turned = 0;
  @state() private depth: (typeof DEPTHS)[number]["bits"] = 24;

  #timer: ReturnType<typeof setInterval> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    // A recording grows also while nothing sounds and nothing else asks for drawing.
    this.#timer = setInterval(() => {
      if (this.session.instrument?.capture.recorded !== undefined) this.requestUpdate();
    }, 200);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#timer);
  }

  override render() {
    const { instrument, status } = this.session;
    if (!instrument) return html`<p class="dim">There is no sound yet.</p>`;
    const { recorded } = instrument.capture;
    return html`<div class="columns">
        <section aria-labelledby="recording">
          <h2 id="recording">Recording</h2>
          <div class="row">
            <label
              >WAV
              <select
                ?disabled=${recorded !== undefined}
                @change=${(event: Event) => (this.depth = DEPTHS[(event.target as HTMLSelectElement).selectedIndex].bits)}
              >
                ${DEPTHS.map(({ bits, label }) => html`<option ?selected=${bits === this.depth}>${label}</option>`)}
              </select></label
            >
            <button
              type="button"
              class="plain"
              aria-pressed=${recorded === undefined ? "false" : "true"}
              ?disabled=${!this.session.unlocked}
              @click=${() => void this.#record()}
            >
              ${recorded === undefined ? "Record" : "Stop and save"}
            </button>
            <span class="number" role="status">${recorded === undefined ? "" : `${recorded.toFixed(1)} s`}</span>
          </div>
          <p class="dim">What is heard, effects included, every sample of it.</p>
          <lexi-grain-bounce .session=${this.session} .turned=${this.turned} .depth=${this.depth}></lexi-grain-bounce>
        </section>
        <lexi-grain-device .session=${this.session} .turned=${this.turned}></lexi-grain-device>
        <section aria-labelledby="engine">
          <h2 id="engine">Engine</h2>
          ${status ? bearing(status) : html`<p class="dim">At rest.</p>`}
        </section>
      </div>
      <lexi-grain-timing .session=${this.session} .turned=${this.turned}></lexi-grain-timing>`;
  }

  async #record(): Promise<void> {
    await this.session.attempt(async ({ capture }) => {
      if (capture.recorded === undefined) return capture.record(this.depth);
      const stamp = new Date().toISOString().slice(0, 19).replaceAll(":", ".");
      saveFile(await capture.stop(), `lexigrain ${stamp}.wav`);
    });
    this.requestUpdate();
  }
}

function bearing({ grains, load, reduction }: EngineStatus) {
  return html`<dl>
    <dt>Grains at once</dt>
    <dd class="number">${grains}</dd>
    <dt>Load</dt>
    <dd class="number">
      ${Number.isFinite(load) ? `${Math.round(100 * load)} % of the time there is` : "not told here"}
    </dd>
    <dt>Limiter</dt>
    <dd class="number">${reduction > 0.05 ? `−${reduction.toFixed(1)} dB` : "at rest"}</dd>
  </dl>`;
}

define("lexi-grain-output", OutputView);
