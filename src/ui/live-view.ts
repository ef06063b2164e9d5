/** Live input on the desk's page of the sounds: which input, recording with its level and time, what was recorded. */
import { css, html, LitElement, nothing } from "lit";
import { property, state } from "lit/decorators.js";
import { control } from "../controls";
import { type InputDevice, inputDevices } from "../instrument";
import { define } from "./define";
import { deskStyles } from "./desk.css";
import { LIVE_ROOM, type LiveState } from "./live";
import type { Session } from "./session";
import type { ControlChange } from "./slider";
import "./slider";
import { theme } from "./theme";

/** The meter's left end. */
const FLOOR = -60;

const PRESS: Readonly<Record<LiveState, string>> = {
  idle: "Record input",
  asking: "Give up",
  recording: "Stop recording",
  stopping: "Stopping …",
};

class LiveView extends LitElement {
  static override styles = [
    theme,
    deskStyles,
    css`
      meter {
        width: 9rem;
        height: 0.9rem;
      }
      .time {
        font-variant-numeric: tabular-nums;
      }
    `,
  ];

  @property({ attribute: false }) session!: Session;
  @property({ attribute: false }) turned = 0;
  @state() private devices: readonly InputDevice[] = [];
  #shown: LiveState = "idle";

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#look();
  }

  override render() {
    const { live, shaping } = this.session;
    const { state: now } = live;
    // The browser tells names only once it has allowed an input.
    if (now !== this.#shown) void this.#look();
    this.#shown = now;
    const share = control("liveShare");
    return html`<section aria-labelledby="live">
      <h2 id="live">Live input</h2>
      <div class="row">
        <label
          >Input
          <select
            ?disabled=${now !== "idle"}
            @change=${(event: Event) => (live.device = this.devices[(event.target as HTMLSelectElement).selectedIndex].id)}
          >
            ${this.devices.map(({ id, label }) => html`<option ?selected=${id === live.device}>${label}</option>`)}
          </select></label
        >
        <button
          type="button"
          class="plain record"
          aria-pressed=${now === "recording" ? "true" : "false"}
          ?disabled=${!this.session.ready}
          @click=${() => void live.toggle()}
        >
          ${PRESS[now]}
        </button>
        ${
          now === "idle" && live.units > 0
            ? html`<button type="button" class="plain" @click=${() => this.#clear()}>Clear</button>`
            : nothing
        }
      </div>
      ${now === "recording" ? this.#level() : nothing}
      <p role="status">${this.#said()}</p>
      <lexi-grain-slider
        .control=${share}
        .value=${shaping.knobs.get(share.id)}
        @control=${(event: CustomEvent<ControlChange>) => shaping.turn(share.id, event.detail.value)}
      ></lexi-grain-slider>
      <p class="dim">
        What comes in is cut and described while you play; new words get it, words that have sounded keep their sounds.
        Its echo cancelling, noise reduction and automatic level are off: use headphones, or it hears itself.
      </p>
    </section>`;
  }

  /** The button goes away with what it cleared: the keyboard goes to the one beside it. */
  #clear(): void {
    this.session.live.clear();
    this.renderRoot.querySelector<HTMLElement>(".record")?.focus();
  }

  #level() {
    const { peak, duration, units } = this.session.live;
    const level = Math.max(FLOOR, 20 * Math.log10(Math.max(1e-6, peak)));
    const words = `${Math.round(level)} dB`;
    return html`<div class="row">
      <meter
        aria-label="Input level"
        min=${FLOOR}
        max="0"
        low="-40"
        high="-3"
        optimum="-12"
        .value=${level}
        aria-valuetext=${words}
      >
        ${words}
      </meter>
      <span class="time">${duration.toFixed(1)} of ${LIVE_ROOM} s, ${units} units</span>
    </div>`;
  }

  /** Nothing that moves: a screen reader says all of it at each change. */
  #said(): string {
    const { state: now, units, takes, duration, lost } = this.session.live;
    if (now === "asking") return "The browser asks you whether this page may hear the input.";
    if (now === "recording") return "Recording into the sounds.";
    if (now === "stopping") return "The last moments are being cut and described.";
    const missed = lost >= 0.05 ? ` ${lost.toFixed(1)} s were missed, as the page was busy.` : "";
    if (units === 0) return `Nothing is recorded.${missed}`;
    const taken = takes === 1 ? "one take" : `${takes} takes`;
    return `${duration.toFixed(1)} of ${LIVE_ROOM} s in ${taken}, ${units} units.${missed}`;
  }

  async #look(): Promise<void> {
    this.devices = await inputDevices();
  }
}

define("lexi-grain-live", LiveView);
