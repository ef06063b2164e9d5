/** The output's level for the eye: a bar a channel, its peak held, and the limiter's hand from above. */
import { css, html, LitElement } from "lit";
import { property } from "lit/decorators.js";
import type { EngineStatus } from "../protocol";
import { define } from "./define";
import { vars } from "./vars";

/** Below this the bar is empty, dB. */
const FLOOR = -54;
/** A peak falls by so much with each status (30 a second), in parts of the bar. */
const FALL = 0.012;
/** Nothing was told for so long, milliseconds: nothing sounds. */
const SILENT = 120;

const part = (linear: number): number =>
  linear <= 0 ? 0 : Math.min(1, Math.max(0, 1 - (20 * Math.log10(linear)) / FLOOR));

class Level extends LitElement {
  static override styles = css`
    :host {
      display: flex;
      gap: 3px;
      padding: 0.5rem 0;
    }
    div {
      position: relative;
      width: 5px;
      background: var(--line);
      border-radius: 3px;
      overflow: hidden;
      flex: none;
    }
    i {
      position: absolute;
      inset: 0;
      background: linear-gradient(to top, var(--dim) 60%, var(--glow) 88%, var(--warn));
      clip-path: inset(calc(100% * (1 - var(--part))) 0 0);
    }
    b {
      position: absolute;
      inset: auto 0 calc(100% * var(--peak));
      height: 2px;
      background: var(--ink);
      opacity: var(--seen);
    }
    .limiter i {
      background: var(--warn);
      clip-path: inset(0 0 calc(100% * (1 - var(--part))));
    }
  `;

  @property({ attribute: false }) status: EngineStatus | undefined;
  #peaks: number[] = [];
  #shown: EngineStatus | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  /** The engine tells only what changes: without news the bars are empty and the held peaks fall. */
  protected override updated(): void {
    clearTimeout(this.#timer);
    if (this.#peaks.every((peak) => peak <= 0)) return;
    this.#timer = setTimeout(() => this.requestUpdate(), SILENT);
  }

  override render() {
    const told = this.status !== this.#shown;
    this.#shown = this.status;
    const channels = this.status?.peaks ?? [0, 0];
    const peaks = told ? channels : channels.map(() => 0);
    const reduction = told ? (this.status?.reduction ?? 0) : 0;
    if (!told) this.#peaks = this.#peaks.map((peak) => peak - FALL * 3);
    this.#peaks = peaks.map((peak, i) => Math.max(part(peak), (this.#peaks[i] ?? 0) - FALL));
    return html`${peaks.map(
        (peak, i) =>
          html`<div ${vars({ "--part": part(peak), "--peak": this.#peaks[i], "--seen": this.#peaks[i] > 0 ? 1 : 0 })}>
            <i></i><b></b>
          </div>`,
      )}
      <div class="limiter" ${vars({ "--part": Math.min(1, reduction / 12) })}><i></i></div>`;
  }
}

define("lexi-grain-level", Level);
