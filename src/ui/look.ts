/** How the instrument shows itself: contrast, motion, full screen, a screen that stays awake, a second window. */
import { Awake } from "./awake";
import { type Projected, Projection } from "./projection";

/** What the performer chose; kept in this browser. */
interface Chosen {
  readonly contrast: "system" | "more";
  readonly motion: "system" | "less";
}

const PLAIN: Chosen = { contrast: "system", motion: "system" };

/** Thread: main. */
export class Look {
  readonly awake = new Awake();
  readonly projection: Projection;
  readonly #host: HTMLElement;
  readonly #key: string;
  readonly #still = matchMedia("(prefers-reduced-motion: reduce)");
  readonly #stark = matchMedia("(prefers-contrast: more)");
  readonly #changed: () => void;
  #chosen = PLAIN;

  /** `keep`: the name under which choices are kept; "" keeps nothing. */
  constructor(host: HTMLElement, session: Projected, keep: string, changed: () => void) {
    this.#host = host;
    this.#key = keep === "" ? "" : `lexigrain look ${keep}`;
    this.#changed = changed;
    this.projection = new Projection(session, this, changed);
    document.addEventListener("fullscreenchange", changed);
    this.choose(this.#kept());
  }

  get chosen(): Chosen {
    return this.#chosen;
  }

  /** Nothing is to move, by choice or by the system's wish. */
  get still(): boolean {
    return this.#chosen.motion === "less" || this.#still.matches;
  }

  /** Only the strongest colours. */
  get stark(): boolean {
    return this.#chosen.contrast === "more" || this.#stark.matches;
  }

  get full(): boolean {
    return document.fullscreenElement === this.#host;
  }

  choose(change: Partial<Chosen>): void {
    this.#chosen = { ...this.#chosen, ...change };
    this.#host.setAttribute("contrast", this.#chosen.contrast);
    this.#host.setAttribute("motion", this.#chosen.motion);
    try {
      if (this.#key !== "") localStorage.setItem(this.#key, JSON.stringify(this.#chosen));
    } catch {
      // Blocked storage: the choice lasts as long as the page.
    }
    this.#changed();
  }

  /** From a gesture. Rejects with one sentence where the browser or the page forbids it. */
  async fullScreen(): Promise<void> {
    if (this.full) return document.exitFullscreen();
    const refused = (): never => {
      throw new Error("Full screen is not allowed here. Allow it for this page, or use the browser's own.");
    };
    // Phones of one maker have no full screen for elements.
    await (this.#host.requestFullscreen as HTMLElement["requestFullscreen"] | undefined)
      ?.call(this.#host)
      .catch(refused);
    if (!this.full) refused();
  }

  close(): void {
    document.removeEventListener("fullscreenchange", this.#changed);
    this.awake.want(false);
    this.projection.close();
  }

  #kept(): Partial<Chosen> {
    try {
      const kept = JSON.parse(localStorage.getItem(this.#key) ?? "{}") as Partial<Chosen>;
      return {
        contrast: kept.contrast === "more" ? "more" : "system",
        motion: kept.motion === "less" ? "less" : "system",
      };
    } catch {
      return {};
    }
  }
}
