/** The performer's hand, to be seen: a word and a sound brought together or kept apart, what was wished, two words mixed. */
import { html, LitElement, nothing } from "lit";
import { property, state } from "lit/decorators.js";
import type { NearUnit } from "../protocol";
import { define } from "./define";
import { deskStyles } from "./desk.css";
import { wishText } from "./map-hand";
import type { Session } from "./session";
import { theme } from "./theme";
import { vars } from "./vars";

class HandView extends LitElement {
  static override styles = [theme, deskStyles];

  @property({ attribute: false }) session!: Session;
  @property({ attribute: false }) turned = 0;
  /** The word that the hand is on; "" when there is none. */
  @property({ attribute: false }) word = "";
  /** The unit heard last, as the worker names it. */
  @state() private heard: NearUnit | undefined;
  @state() private other = "";
  @state() private share = 0.5;
  #asked = -1;

  protected override willUpdate(): void {
    const unit = this.session.performance.latest?.placed?.units[0]?.unit ?? -1;
    if (unit === this.#asked || unit < 0) return;
    this.#asked = unit;
    void this.#ask(unit);
  }

  override render() {
    const { session, word } = this;
    const { hand } = session;
    const sound = hand.chosen ?? this.heard;
    const none = !session.ready || word === "" || !sound;
    return html`<section aria-labelledby="hand">
      <h2 id="hand">Your hand</h2>
      ${
        sound
          ? html`<p role="status">
              ${word === "" ? "No word" : html`<b>${word}</b>`} and <b>${sound.file}</b>
              <span class="dim">at ${sound.at.toFixed(2)} s, ${hand.chosen ? "chosen" : "heard last"}</span>
              ${
                hand.chosen
                  ? html`<button type="button" class="plain" @click=${() => this.#follow()}>Follow the playing</button>`
                  : nothing
              }
            </p>`
          : html`<p class="dim">Play a word: its sound can be given to another word.</p>`
      }
      <div class="row">
        <button type="button" class="plain" ?disabled=${none} @click=${() => sound && void hand.pin(word, sound)}>
          Pin
        </button>
        <button type="button" class="plain" ?disabled=${none} @click=${() => sound && void hand.moreLike(word, sound)}>
          More like this
        </button>
        <button
          type="button"
          class="plain"
          ?disabled=${!session.ready || !sound}
          @click=${() => sound && void hand.forbid(sound)}
        >
          Forbid this sound
        </button>
      </div>
      ${this.#wishes()} ${this.#between()}
    </section>`;
  }

  #wishes() {
    const { hand } = this.session;
    if (hand.wishes.length === 0) return nothing;
    return html`<ul aria-label="What you asked of the map">
      ${hand.wishes.map((wish, i) => {
        const says = wishText(wish);
        const { file } = wish.sound;
        return html`<li class="row">
          <span
            >${wish.kind === "forbid" ? `${file} ${says}` : `${says} ${file}`}
            ${hand.reasons[i] ? html`<span class="dim">(${hand.reasons[i]})</span>` : nothing}</span
          >
          <button
            type="button"
            class="plain"
            aria-label=${`Take back: ${wish.kind === "forbid" ? `${file} ${says}` : `${says} ${file}`}`}
            @click=${() => this.#drop(i)}
          >
            ×
          </button>
        </li>`;
      })}
    </ul>`;
  }

  /** Two words mixed: heard while the knob is turned, and typed as one token. */
  #between() {
    const { word } = this;
    const token = `${word}~${this.other}:${this.share.toFixed(2)}`;
    const none = word === "" || this.other === "" || !this.session.ready;
    return html`<div class="row">
      <label
        >${word === "" ? "A word" : word} mixed with
        <input
          class="typed short"
          type="text"
          autocomplete="off"
          autocapitalize="off"
          spellcheck="false"
          .value=${this.other}
          @input=${(event: Event) => (this.other = (event.target as HTMLInputElement).value.trim().split(/\s+/)[0])}
      /></label>
      <label
        >Mix
        <input
          type="range"
          min="0"
          max="1"
          step="0.05"
          ?disabled=${none}
          .value=${String(this.share)}
          ${vars({ "--at": `${100 * this.share}%` })}
          aria-valuetext=${`${Math.round(this.share * 100)} of 100`}
          @input=${(event: Event) => this.#mix(Number((event.target as HTMLInputElement).value))}
      /></label>
      <button
        type="button"
        class="plain"
        title=${none ? "" : token}
        ?disabled=${none}
        @click=${() => this.session.performance.paste(`${token} `)}
      >
        Type it
      </button>
    </div>`;
  }

  #mix(share: number): void {
    this.share = share;
    this.session.instrument?.play(`${this.word}~${this.other}:${share.toFixed(2)}`, { voice: 0 });
  }

  #drop(index: number): void {
    void this.session.hand.drop(index);
    this.requestUpdate();
    // The pressed button is gone: the keyboard must not be lost with it.
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>("input.typed")?.focus());
  }

  #follow(): void {
    this.session.hand.chosen = undefined;
    this.requestUpdate();
  }

  async #ask(unit: number): Promise<void> {
    const found = await this.session.instrument?.lexicon.api.nearestUnits(unit, 1).catch(() => undefined);
    // A later word may have sounded meanwhile.
    if (found && unit === this.#asked) this.heard = found.find((near) => near.unit === unit) ?? this.heard;
  }
}

define("lexi-grain-hand", HandView);
