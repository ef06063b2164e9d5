/** The live view: what leaves the engine as a field of dots, pitch upwards, time to the left. */
import { css, html, LitElement } from "lit";
import { define } from "./define";

const BANDS = 56;
const LOWEST = 50;
const HIGHEST = 14_000;
/** Pixels (CSS) a second. */
const SPEED = 90;
const STEP = 4;
/** Below this the analyser hears only its own floor. */
const FLOOR = -92;
/** A single partial at full scale rarely gets above this. */
const TOP = -24;
/** What lies further below a moment's loudest band is not drawn: its partials are seen, not its noise. */
const RIDGE = 30;

export class Trace extends LitElement {
  static override styles = css`
    :host {
      display: block;
      position: relative;
      min-height: 0;
      mask-image: linear-gradient(to right, transparent, #000 45%);
    }
    canvas {
      display: block;
      width: 100%;
      height: 100%;
    }
  `;

  /** Hue of the newest sounding word, degrees. */
  hue = 60;

  #analyser: AnalyserNode | undefined;
  #spectrum = new Float32Array(0);
  readonly #levels = new Float32Array(BANDS);
  #frame = 0;
  #last = 0;
  #carry = 0;
  #quiet = 0;
  #size: ResizeObserver | undefined;
  /** Nothing is to move. */
  still = false;

  set analyser(analyser: AnalyserNode | undefined) {
    this.#analyser = analyser;
    this.#spectrum = new Float32Array(analyser?.frequencyBinCount ?? 0);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#size = new ResizeObserver(() => this.#fit());
    this.#size.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#size?.disconnect();
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
  }

  /** Something sounds: draw until it has been quiet long enough to have left the view. */
  wake(): void {
    this.#quiet = 0;
    if (this.#frame !== 0 || !this.isConnected) return;
    this.#last = performance.now();
    this.#frame = requestAnimationFrame(this.#draw);
  }

  override render() {
    return html`<canvas aria-hidden="true"></canvas>`;
  }

  #fit(): void {
    const canvas = this.renderRoot.querySelector("canvas");
    if (!canvas) return;
    const scale = Math.min(2, devicePixelRatio);
    canvas.width = Math.round(this.clientWidth * scale);
    canvas.height = Math.round(this.clientHeight * scale);
  }

  readonly #draw = (time: number): void => {
    this.#frame = 0;
    const canvas = this.renderRoot.querySelector("canvas");
    const context = canvas?.getContext("2d");
    if (!canvas || !context || !this.#analyser) return;
    const scale = canvas.width / Math.max(1, this.clientWidth);
    const passed = Math.min(0.1, (time - this.#last) / 1000);
    this.#last = time;
    this.#carry += passed * SPEED;
    this.#analyser.getFloatFrequencyData(this.#spectrum);
    const step = STEP * scale;
    if (this.still) {
      // Nothing moves: the spectrum of this moment, as a row of still dots.
      context.clearRect(0, 0, canvas.width, canvas.height);
      this.#column(context, canvas.width / 2, canvas.height, step * 2);
      this.#quiet += passed;
    } else {
      for (; this.#carry >= STEP; this.#carry -= STEP) {
        context.globalCompositeOperation = "copy";
        context.drawImage(canvas, -step, 0);
        context.globalCompositeOperation = "source-over";
        const sounds = this.#column(context, canvas.width - step / 2, canvas.height, step);
        this.#quiet = sounds ? 0 : this.#quiet + STEP / SPEED;
      }
    }
    if (this.#quiet < this.clientWidth / SPEED + 1) this.#frame = requestAnimationFrame(this.#draw);
  };

  /** One moment: a dot a band, its size and light the band's level. Returns whether anything was to be seen. */
  #column(context: CanvasRenderingContext2D, x: number, height: number, width: number): boolean {
    const rate = this.#analyser?.context.sampleRate ?? 48_000;
    const bins = this.#spectrum.length;
    const levels = this.#levels;
    let loudest = FLOOR;
    for (let band = 0; band < BANDS; band++) {
      const low = LOWEST * Math.pow(HIGHEST / LOWEST, band / BANDS);
      const high = LOWEST * Math.pow(HIGHEST / LOWEST, (band + 1) / BANDS);
      const from = Math.floor((low * 2 * bins) / rate);
      const to = Math.max(from + 1, Math.floor((high * 2 * bins) / rate));
      let level = -Infinity;
      for (let bin = from; bin < to; bin++) level = Math.max(level, this.#spectrum[bin]);
      levels[band] = level;
      loudest = Math.max(loudest, level);
    }
    if (loudest < FLOOR + 3) return false;
    for (let band = 0; band < BANDS; band++) {
      const above = (levels[band] - loudest + RIDGE) / RIDGE;
      if (!(above > 0)) continue;
      // How loud the moment is, and how far the band stands out of it.
      const light = Math.pow(Math.min(1, (loudest - FLOOR) / (TOP - FLOOR)) * above, 1.5);
      const y = height * (1 - (band + 0.5) / BANDS);
      context.fillStyle = `oklch(${0.5 + 0.42 * light} ${0.15 * Math.min(1, 1.5 - light)} ${this.hue} / ${0.12 + 0.88 * light})`;
      context.beginPath();
      context.arc(x, y, width * (0.18 + 0.45 * light), 0, 2 * Math.PI);
      context.fill();
    }
    return true;
  }
}

define("lexi-grain-trace", Trace);
