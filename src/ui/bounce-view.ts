/** Bouncing: what was played becomes a WAV file faster than it plays, with progress and cancel. */
import { html, LitElement } from "lit";
import { property, state } from "lit/decorators.js";
import type { Progress } from "../protocol";
import { define } from "./define";
import { deskStyles } from "./desk.css";
import { meter } from "./meter";
import { saveFile } from "./save-file";
import type { Session } from "./session";
import { theme } from "./theme";

class BounceView extends LitElement {
  static override styles = [theme, deskStyles];

  @property({ attribute: false }) session!: Session;
  @property({ attribute: false }) turned = 0;
  @property({ attribute: false }) depth: 16 | 24 | 32 = 24;
  @state() private progress: Progress | undefined;
  #cancelled = false;

  override render() {
    if (this.progress) {
      return html`<div class="row">
        ${meter(this.progress, "the bounce")}
        <button type="button" class="plain" @click=${() => this.#cancel()}>Cancel</button>
      </div>`;
    }
    const { performance, ready } = this.session;
    return html`<div class="row">
        <button
          type="button"
          class="plain"
          ?disabled=${!ready || performance.words.all.length === 0}
          @click=${() => void this.#bounce()}
        >
          Bounce
        </button>
      </div>
      <p class="dim">What Replay plays, faster than it plays; the text in its order where nothing was played.</p>`;
  }

  #cancel(): void {
    this.#cancelled = true;
    this.session.instrument?.capture.cancelBounce();
  }

  async #bounce(): Promise<void> {
    this.#cancelled = false;
    const told = (progress: Progress): void => {
      this.progress = progress;
    };
    told({ stage: "render", fraction: 0, note: "" });
    await this.session.attempt(async (instrument) => {
      const words = await this.session.performance.bounced();
      try {
        const file = await instrument.bounce(words, this.depth, told);
        const stamp = new Date().toISOString().slice(0, 19).replaceAll(":", ".");
        saveFile(file, `lexigrain bounce ${stamp}.wav`);
      } catch (error) {
        // A cancelled bounce ends with an error that is no trouble.
        if (!this.#cancelled) throw error;
      }
    });
    this.progress = undefined;
  }
}

define("lexi-grain-bounce", BounceView);
