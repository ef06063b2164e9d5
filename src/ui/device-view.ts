/** Where the sound goes: the output device, how many of its outputs are used and where their loudspeakers stand. */
import { html, LitElement, nothing } from "lit";
import { property, state } from "lit/decorators.js";
import { type Loudspeakers, speakerPlaces } from "../instrument";
import { define } from "./define";
import { deskStyles } from "./desk.css";
import type { Session } from "./session";
import { theme } from "./theme";

const BUSY = "A recording is under way: stop it before other outputs are used.";

class DeviceView extends LitElement {
  static override styles = [theme, deskStyles];

  @property({ attribute: false }) session!: Session;
  @property({ attribute: false }) turned = 0;
  @state() private devices: readonly { readonly id: string; readonly label: string }[] = [];

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#look();
  }

  override render() {
    const { instrument } = this.session;
    if (!instrument) return nothing;
    const { most, channels, wish } = instrument.outputs;
    const counts = Array.from({ length: Math.max(0, most - 1) }, (_, i) => i + 2);
    return html`<section aria-labelledby="device">
      <h2 id="device">Device</h2>
      <div class="row">
        <label
          >Output
          <select @change=${(event: Event) => void this.#choose((event.target as HTMLSelectElement).selectedIndex)}>
            ${this.devices.map(({ id, label }) => html`<option ?selected=${id === wish.device}>${label}</option>`)}
          </select></label
        >
      </div>
      ${
        most <= 2
          ? html`<p class="dim">This output has two loudspeakers; a line can go to one of them alone.</p>`
          : html`<div class="row">
                <label
                  >Loudspeakers
                  <select
                    @change=${(event: Event) => void this.#use({ channels: counts[(event.target as HTMLSelectElement).selectedIndex], speakers: [] })}
                  >
                    ${counts.map((count) => html`<option ?selected=${count === channels}>${count}</option>`)}
                  </select></label
                >
                ${channels > 2 ? this.#places(channels, wish.speakers) : nothing}
              </div>
              <p class="dim">
                ${
                  channels > 2
                    ? "An even ring unless their places are written in degrees, one each: 0 before you, 90 to the right. "
                    : ""
                }This
                output has ${most}. A line can go to some of them alone; the effects work two by two.
              </p>`
      }
    </section>`;
  }

  #places(channels: number, speakers: readonly number[]) {
    return html`<label
      >Places
      <input
        class="typed short"
        placeholder="even ring"
        autocomplete="off"
        .value=${speakers.join(", ")}
        @change=${(event: Event) => void this.#place((event.target as HTMLInputElement).value, channels)}
    /></label>`;
  }

  async #look(): Promise<void> {
    this.devices = (await this.session.instrument?.outputs.devices().catch(() => [])) ?? [];
  }

  async #choose(index: number): Promise<void> {
    const { id } = this.devices[index];
    await this.session.attempt(async ({ outputs, capture }) => {
      if (capture.recorded !== undefined) throw new Error(BUSY);
      await outputs.choose(id);
    });
    this.requestUpdate();
  }

  async #place(text: string, channels: number): Promise<void> {
    await this.session.attempt(async () => {
      const speakers = speakerPlaces(text, channels);
      await this.#use({ channels, speakers });
    });
  }

  async #use({ channels, speakers }: Pick<Loudspeakers, "channels" | "speakers">): Promise<void> {
    await this.session.attempt(async ({ outputs, capture }) => {
      if (capture.recorded !== undefined) throw new Error(BUSY);
      await outputs.use(channels, speakers);
    });
    this.requestUpdate();
  }
}

define("lexi-grain-device", DeviceView);
