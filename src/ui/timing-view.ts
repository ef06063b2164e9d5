/** From key to ear, and how the audio thread bears up: the live read-outs of the desk's output page. */
import { html, LitElement, nothing } from "lit";
import { property } from "lit/decorators.js";
import { control } from "../controls";
import type { ProcessTimes } from "../protocol";
import { define } from "./define";
import { deskStyles } from "./desk.css";
import type { Session } from "./session";
import type { ControlChange } from "./slider";
import { theme } from "./theme";

const ms = (value: number): string => `${value < 9.95 ? value.toFixed(1) : value.toFixed(0)} ms`;

/** What the load does to the sound, in plain words; index is EngineStatus.quality. */
const BEARING = [
  "",
  "The machine is short of time: transposed grains are read more simply.",
  "The machine is short of time: there are fewer grains, and transposed ones are read more simply.",
];

class TimingView extends LitElement {
  static override styles = [theme, deskStyles];

  @property({ attribute: false }) session!: Session;
  @property({ attribute: false }) turned = 0;

  override render() {
    const { instrument, status, shaping } = this.session;
    if (!instrument) return nothing;
    const { key, level, base, output } = instrument.timing.latency;
    return html`<div class="columns">
      <section aria-labelledby="way">
        <h2 id="way">From key to ear</h2>
        <lexi-grain-slider
          .control=${control("timing")}
          .value=${shaping.knobs.get("timing")}
          @control=${(event: CustomEvent<ControlChange>) => shaping.turn(event.detail.id, event.detail.value)}
        ></lexi-grain-slider>
        <dl>
          <dt>Key to first grain</dt>
          <dd class="number">
            ${key ? `${ms(key.median)} (nine of ten within ${ms(key.p90)}, ${key.count} words)` : "type a word"}
          </dd>
          <dt>Key to near full level</dt>
          <dd class="number">${key ? ms(key.median + level) : "type a word"}</dd>
          <dt>The browser’s buffer</dt>
          <dd class="number">${ms(1000 * base)}</dd>
          <dt>The device’s</dt>
          <dd class="number">${output > 0 ? ms(1000 * output) : "not told here"}</dd>
        </dl>
      </section>
      <section aria-labelledby="times">
        <h2 id="times">The audio thread</h2>
        ${status?.process ? this.#times(status.process, status.underruns) : html`<p class="dim">At rest.</p>`}
        <p role="status">${BEARING[status?.quality ?? 0] ?? ""}</p>
      </section>
    </div>`;
  }

  #times({ p50, p99, max, quantum, late }: ProcessTimes, gaps: number) {
    const told = this.session.instrument?.timing.dropOuts;
    return html`<dl>
      <dt>Time for ${quantum.toFixed(1)} ms of sound</dt>
      <dd class="number">
        ${p50.toFixed(2)} ms; 99 of 100 under ${p99} ms, the longest under ${max} ms, in the last minute
      </dd>
      <dt>Came too late</dt>
      <dd class="number">${late === 0 ? "never" : late === 1 ? "once" : `${late} times`}</dd>
      <dt>Drop-outs</dt>
      <dd class="number">
        ${told ? `${told.count} told by the browser (${(1000 * told.duration).toFixed(0)} ms)` : `${gaps} seen`}
      </dd>
    </dl>`;
  }
}

define("lexi-grain-timing", TimingView);
