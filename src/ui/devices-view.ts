/** The desk's page of devices: MIDI and what it is told, learned controllers. */
import { html, LitElement } from "lit";
import { property, state } from "lit/decorators.js";
import "./bindings-view";
import { define } from "./define";
import { deskStyles } from "./desk.css";
import type { MidiSettings } from "./midi";
import type { Session } from "./session";
import { theme } from "./theme";

const SWITCHES = [
  { id: "held", label: "keys sound as long as they are held" },
  { id: "lights", label: "lights and motors follow the knobs" },
  { id: "wordsOut", label: "every word is sent as a note" },
  { id: "clockOut", label: "the beat is sent as a clock" },
] as const;

const MPE = ["auto", "on", "off"] as const;

class DevicesView extends LitElement {
  static override styles = [theme, deskStyles];

  @property({ attribute: false }) session!: Session;
  @property({ attribute: false }) turned = 0;
  @state() private port = 9001;

  override render() {
    return html`<div class="columns">
      <div>${this.#midi()} ${this.#bridge()}</div>
      <section aria-labelledby="learned">
        <h2 id="learned">Learned controllers</h2>
        <lexi-grain-bindings .session=${this.session} .turned=${this.turned}></lexi-grain-bindings>
      </section>
    </div>`;
  }

  #midi() {
    const { midi, problem } = this.session;
    const { state, inputs, outputs } = midi.devices;
    return html`<section aria-labelledby="midi">
      <h2 id="midi">MIDI</h2>
      <div class="row">
        ${
          state === "on"
            ? html`<span role="status"
                >Heard: ${inputs.join(", ") || "no device yet"}. Told: ${outputs.join(", ") || "no device yet"}.</span
              >`
            : html`<button
                  type="button"
                  class="plain"
                  ?disabled=${state === "opening"}
                  @click=${() => this.session.openMidi()}
                >
                  Ask the browser for MIDI
                </button>
                <span class="dim" role="status">${problem ?? ""}</span>`
        }
      </div>
      ${SWITCHES.map(
        ({ id, label }) =>
          html`<label class="row">
            <input
              type="checkbox"
              .checked=${midi.settings[id]}
              @change=${(event: Event) => this.#set({ [id]: (event.target as HTMLInputElement).checked })}
            />
            ${label}</label
          >`,
      )}
      <div class="row">
        <label
          >MPE
          <select
            @change=${(event: Event) => this.#set({ mpe: MPE[(event.target as HTMLSelectElement).selectedIndex] })}
          >
            ${MPE.map((mode) => html`<option ?selected=${mode === midi.settings.mpe}>${mode}</option>`)}
          </select></label
        >
        <span class="dim">auto: as the device says</span>
      </div>
      <p class="dim">Gamepads: ${midi.gamepads.names.join(", ") || "none yet; press a button of one"}.</p>
    </section>`;
  }

  #bridge() {
    const { bridge } = this.session;
    const on = bridge.state !== "off";
    return html`<section aria-labelledby="bridge">
      <h2 id="bridge">Bridge</h2>
      <div class="row">
        <label
          >Port
          <input
            class="typed few"
            type="number"
            min="1"
            max="65535"
            ?disabled=${on}
            .value=${String(this.port)}
            @change=${(event: Event) => (this.port = (event.target as HTMLInputElement).valueAsNumber || 9001)}
        /></label>
        <button type="button" class="plain" @click=${() => (on ? bridge.close() : bridge.connect(this.port))}>
          ${on ? "Disconnect" : "Connect"}
        </button>
        <span class="dim" role="status">${bridge.state === "on" ? "connected" : bridge.reason}</span>
      </div>
      <p class="dim">OSC, and MIDI where a browser has none: lexigrain bridge on the command line.</p>
    </section>`;
  }

  #set(change: Partial<MidiSettings>): void {
    const { midi } = this.session;
    midi.settings = { ...midi.settings, ...change };
  }
}

define("lexi-grain-devices", DevicesView);
