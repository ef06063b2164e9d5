/**
 * The second window, for a projector: the text large enough for the last row, the sounding grains rising from it.
 * The page writes into the window itself (it is of the same origin): no message, no second copy of anything, nothing to
 * load, so it also works where the element is embedded, and without network.
 */
import { html, render } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { EngineStatus } from "../protocol";
import { GrainView, type Source } from "./grain-view";
import type { PlayedParts } from "./parts";
import { projectionStyles } from "./projection.css";
import { loadTypeface } from "./theme";
import { sweep } from "./sweep";
import { vars } from "./vars";
import { hueOf, type Word } from "./words";

/** Lines that are drawn at most; what does not fit runs out at the top. */
const LINES = 12;
const NAME = "lexigrain-projection";

type View = Window & typeof globalThis;

/** What it shows. */
export interface Projected extends PlayedParts {
  readonly status: EngineStatus | undefined;
}

/** What the performer's eyes asked for. */
interface Wishes {
  readonly still: boolean;
  readonly stark: boolean;
}

/** Thread: main. */
export class Projection {
  readonly #session: Projected;
  readonly #look: Wishes;
  readonly #changed: () => void;
  readonly #grains = new GrainView();
  #view: View | undefined;
  #frame = 0;
  #last = 0;

  /** `changed`: the window was closed by its own button. */
  constructor(session: Projected, look: Wishes, changed: () => void) {
    this.#session = session;
    this.#look = look;
    this.#changed = changed;
  }

  get opened(): boolean {
    return this.#view !== undefined && !this.#view.closed;
  }

  /** From a gesture; again when it was closed. Throws one sentence when the browser opens no second window. */
  open(): void {
    if (this.opened) return this.#view?.focus();
    // The name finds the window of an earlier visit, wherever it was put.
    const view = window.open("", NAME, "popup,width=1280,height=720") as View | null;
    if (!view) throw new Error("The browser opened no second window. Allow pop-ups for this page, then project again.");
    this.#view = view;
    this.#furnish(view);
    this.draw();
    this.#changed();
  }

  close(): void {
    this.#view?.close();
    this.#view = undefined;
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
  }

  /** The performance as it is now; cheap when no window is open. */
  draw(): void {
    if (!this.#view) return;
    if (!this.opened) return this.#gone();
    const { document } = this.#view;
    const main = document.querySelector("main");
    if (!main) return;
    const { words, typing } = this.#session.performance;
    document.documentElement.classList.toggle("stark", this.#look.stark);
    document.documentElement.classList.toggle("still", this.#look.still);
    document.documentElement.classList.toggle("played", words.all.length > 0);
    render(
      html`${repeat(
        lines(words.shown, words.line),
        ([line]) => line,
        ([line, list]) =>
          html`<p>
            ${repeat(
              list,
              ({ key }) => key,
              (word) =>
                html`<span
                  class=${word.state}
                  data-key=${word.key}
                  ${vars({ "--hue": hueOf(word.placed?.file ?? word.token) })}
                  >${word.shown}</span
                > `,
            )}${line === words.line ? html`<i>${typing.text}</i>` : ""}
          </p>`,
      )}`,
      main,
    );
    sweep(main);
    main.querySelectorAll("p").forEach(sweep);
    if ((this.#session.status?.clouds.length ?? 0) > 0) this.#wake();
  }

  #furnish(view: View): void {
    const { document } = view;
    document.title = "Lexigrain, projected";
    document.documentElement.lang = "en";
    const sheet = new view.CSSStyleSheet();
    sheet.replaceSync(projectionStyles);
    document.adoptedStyleSheets = [sheet];
    const note = document.createElement("small");
    note.textContent = "Put this window on the projector; click it for full screen";
    // A fresh main: lit keeps its bookkeeping on the old one.
    document.body.replaceChildren(document.createElement("main"), document.createElement("canvas"), note);
    document.querySelector("canvas")?.setAttribute("aria-hidden", "true");
    loadTypeface(view);
    document.onclick = () => {
      if (document.fullscreenElement) void document.exitFullscreen();
      else void document.documentElement.requestFullscreen().catch(() => undefined);
    };
    view.onresize = () => this.draw();
    view.onpagehide = () => setTimeout(() => !this.opened && this.#gone());
  }

  #gone(): void {
    if (!this.#view) return;
    this.close();
    this.#grains.clear();
    this.#changed();
  }

  #wake(): void {
    if (this.#frame !== 0) return;
    this.#last = performance.now();
    this.#frame = requestAnimationFrame(this.#step);
  }

  readonly #step = (time: number): void => {
    this.#frame = 0;
    const view = this.#view;
    const canvas = view?.document.querySelector("canvas");
    const context = canvas?.getContext("2d");
    if (!view || view.closed || !canvas || !context) return;
    const scale = Math.min(2, view.devicePixelRatio);
    const [width, height] = [Math.round(view.innerWidth * scale), Math.round(view.innerHeight * scale)];
    if (canvas.width !== width || canvas.height !== height) [canvas.width, canvas.height] = [width, height];
    const passed = Math.min(0.1, Math.max(0, (time - this.#last) / 1000));
    this.#last = time;
    const { status, shaping } = this.#session;
    const sources = this.#sources(view);
    const rate = ((status?.grains ?? 0) * 1000) / shaping.knobs.get("grainDuration");
    if (this.#look.still) {
      this.#grains.clear();
      this.#grains.drawStill(context, scale, sources, view.innerHeight * 0.125);
    } else {
      this.#grains.step(passed, sources, rate, view.innerHeight);
      this.#grains.draw(context, scale);
    }
    if (this.#grains.busy || (status?.clouds.length ?? 0) > 0) this.#frame = requestAnimationFrame(this.#step);
  };

  /** The words that sound now, where they stand in the window. */
  #sources(view: View): Source[] {
    const { words } = this.#session.performance;
    return (this.#session.status?.clouds ?? []).flatMap(({ id, level }) => {
      const word = words.of(id);
      if (!word) return [];
      const at = view.document.querySelector(word.whisper ? "i" : `span[data-key="${word.key}"]`);
      const { x, y, width } = at?.getBoundingClientRect() ?? { x: 0, y: -1, width: 0 };
      // Run out at the top.
      if (y < 0) return [];
      return [{ x: x + width / 2, y, width, hue: hueOf(word.placed?.file ?? word.token), level }];
    });
  }
}

/** The last lines with words, the one being typed always among them. */
function lines(words: readonly Word[], typed: number): [number, Word[]][] {
  const found = new Map<number, Word[]>([[typed, []]]);
  for (const word of words) found.set(word.line, [...(found.get(word.line) ?? []), word]);
  return [...found].sort(([a], [b]) => a - b).slice(-LINES);
}
