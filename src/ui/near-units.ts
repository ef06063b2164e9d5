/** The units nearest to the one that was heard last, to be heard side by side with it. */
import { html, LitElement } from "lit";
import { property, state } from "lit/decorators.js";
import type { NearUnit } from "../protocol";
import type { Seconds } from "../types";
import { define } from "./define";
import { deskStyles } from "./desk.css";
import type { Session } from "./session";
import { theme } from "./theme";

const NEAREST = 8;
/** Of each of the two so much is heard, and so much silence lies between them. */
const HEARD: Seconds = 1.2;
const BETWEEN: Seconds = 0.12;

class NearUnits extends LitElement {
  static override styles = [theme, deskStyles];

  @property({ attribute: false }) session!: Session;
  @property({ attribute: false }) turned = 0;
  @state() private found: readonly NearUnit[] = [];
  #asked = "";

  protected override willUpdate(): void {
    const { library, performance, hand } = this.session;
    const corpus = `${library?.report?.name} ${library?.report?.units} ${library?.hearing.soundEncoder}`;
    if (!this.#asked.startsWith(corpus) && this.#asked !== "") hand.chosen = undefined;
    const unit = hand.chosen?.unit ?? performance.latest?.placed?.units[0]?.unit;
    const question = `${corpus} ${unit}`;
    if (unit === undefined || question === this.#asked) return;
    this.#asked = question;
    void this.#ask(unit, question);
  }

  override render() {
    const [self, ...near] = this.found;
    return html`<section aria-labelledby="alike">
      <h2 id="alike">Sounds alike</h2>
      ${
        self
          ? html`<p>to <b>${self.file}</b> <span class="dim">${span(self)}</span></p>
              <table aria-label=${`Units nearest to ${self.file}`}>
                <tbody>
                  ${near.map(
                    (unit) =>
                      html`<tr>
                        <td>
                          <button
                            type="button"
                            class="plain"
                            title="Both, one after the other"
                            ?disabled=${!this.session.ready}
                            @click=${() => this.#both(self, unit)}
                          >
                            ${unit.file}
                          </button>
                        </td>
                        <td class="number dim">${span(unit)}</td>
                        <td class="number dim">${unit.distance.toFixed(2)}</td>
                        <td>
                          <button
                            type="button"
                            class="plain"
                            aria-label=${`Sounds alike to ${unit.file}`}
                            @click=${() => this.#choose(unit)}
                          >
                            →
                          </button>
                        </td>
                      </tr>`,
                  )}
                </tbody>
              </table>`
          : html`<p class="dim">Play a word to see which sounds are like its own.</p>`
      }
    </section>`;
  }

  /** Chosen by hand; else the playing leads. */
  #choose(unit: NearUnit): void {
    this.session.hand.chosen = unit;
    this.dispatchEvent(new CustomEvent("chosen", { bubbles: true, composed: true }));
    this.requestUpdate();
  }

  async #ask(unit: number, question: string): Promise<void> {
    const found = await this.session.instrument?.lexicon.api.nearestUnits(unit, NEAREST + 1).catch(() => undefined);
    // A later question may have been answered meanwhile.
    if (!found || question !== this.#asked) return;
    const self = found.findIndex((near) => near.unit === unit);
    this.found = self > 0 ? [found[self], ...found.filter((_, i) => i !== self)] : found;
  }

  #both(first: NearUnit, second: NearUnit): void {
    const { instrument } = this.session;
    if (!instrument) return;
    const at = instrument.now + 0.03;
    const duration = Math.min(HEARD, first.duration);
    instrument.playUnits([{ unit: first.unit, weight: 1 }], at, duration);
    const next = at + duration + BETWEEN;
    instrument.playUnits([{ unit: second.unit, weight: 1 }], next, Math.min(HEARD, second.duration));
  }
}

const span = ({ at, duration }: NearUnit): string =>
  `${at.toFixed(2)} s, ${duration < 1 ? `${Math.round(1000 * duration)} ms` : `${duration.toFixed(1)} s`}`;

define("lexi-grain-near", NearUnits);
