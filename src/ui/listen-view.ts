/** The desk's listening test: three sounds, which two belong together? Nobody sees words or maps before the end. */
import { html, LitElement, nothing } from "lit";
import { property, state } from "lit/decorators.js";
import type { WeightedUnit } from "../types";
import { define } from "./define";
import { deskStyles } from "./desk.css";
import { Listening } from "./listening";
import { meter } from "./meter";
import { saveFile } from "./save-file";
import type { Session } from "./session";
import { theme } from "./theme";

/** Questions a map; there are three maps. */
const QUESTIONS = 20;
/** Each sound lasts so long, and the next one begins so much later, seconds. */
const SOUND = 0.8;
const STEP = 1.1;

class ListenView extends LitElement {
  static override styles = [theme, deskStyles];

  @property({ attribute: false }) session!: Session;
  @property({ attribute: false }) turned = 0;
  @state() private test: Listening | undefined;
  /** Ended before all questions were answered. */
  @state() private ended = false;
  #count = 0;

  override render() {
    const { library } = this.session;
    if (library?.loading) {
      return html`<div class="row">
        ${meter(library.loading.progress, library.loading.name)}
        <button type="button" class="plain" @click=${() => library.cancel()}>Cancel</button>
      </div>`;
    }
    if (!this.test) return this.#invitation();
    return this.test.question && !this.ended ? this.#question(this.test) : this.#results(this.test);
  }

  #invitation() {
    return html`<p>
        You hear three sounds. The first, A, belongs with B or with C: say with which, by ear. The words behind them,
        and the map they come from (this one, the published one, or chance), are shown at the end.
      </p>
      <button type="button" class="plain" ?disabled=${!this.session.ready} @click=${() => void this.#begin()}>
        Begin ${3 * QUESTIONS} questions
      </button>`;
  }

  #question(test: Listening) {
    const { question } = test;
    if (!question) return nothing;
    const [b, c] = question.choices;
    return html`<div role="group" aria-label="Question" @keydown=${(event: KeyboardEvent) => this.#key(event)}>
      <p role="status">Question ${test.answers.length + 1} of ${test.triads.length}</p>
      <div class="row">
        <button type="button" class="plain" title="Arrow up" @click=${() => this.#play()}>All three again</button>
        <button type="button" class="plain" @click=${() => this.#hear(question.first)}>A</button>
        <button type="button" class="plain" @click=${() => this.#hear(b)}>B</button>
        <button type="button" class="plain" @click=${() => this.#hear(c)}>C</button>
      </div>
      <div class="row">
        <button type="button" class="plain large answer" title="Arrow left" @click=${() => this.#answer(0)}>
          A belongs with B
        </button>
        <button type="button" class="plain large" title="Arrow right" @click=${() => this.#answer(1)}>
          A belongs with C
        </button>
      </div>
      <p class="dim">Keys: ← B, → C, ↑ again, Backspace takes the last answer back.</p>
      <button type="button" class="plain" @click=${() => (this.ended = true)}>End here</button>
    </div>`;
  }

  #results(test: Listening) {
    return html`<table>
        <thead>
          <tr>
            <th scope="col">map</th>
            <th scope="col">right</th>
            <th scope="col">so much or more by guessing</th>
          </tr>
        </thead>
        <tbody>
          ${test.results.map(
            ({ map, right, answered, chance }) =>
              html`<tr>
                <td>${map}</td>
                <td class="number">${right} of ${answered}</td>
                <td class="number">p = ${chance < 0.001 ? chance.toExponential(1) : chance.toFixed(3)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
      <div class="row">
        <button
          type="button"
          class="plain"
          ?disabled=${test.answers.length === 0}
          @click=${() => saveFile(new Blob([test.csv], { type: "text/csv" }), "lexigrain-listening.csv")}
        >
          Save answers (CSV)
        </button>
        <button type="button" class="plain" @click=${() => (this.test = undefined)}>Back</button>
      </div>`;
  }

  async #begin(): Promise<void> {
    await this.session.load(async (library) => {
      const triads = await library.triads(QUESTIONS, ++this.#count);
      if (triads) this.test = new Listening(triads);
      this.ended = false;
      return triads !== undefined;
    });
    await this.updateComplete;
    this.#play();
    this.renderRoot.querySelector<HTMLElement>(".answer")?.focus();
  }

  #answer(chosen: 0 | 1): void {
    this.test?.answer(chosen);
    this.requestUpdate();
    this.#play();
  }

  #key(event: KeyboardEvent): void {
    const deeds: Readonly<Record<string, () => void>> = {
      ArrowLeft: () => this.#answer(0),
      ArrowRight: () => this.#answer(1),
      ArrowUp: () => this.#play(),
      Backspace: () => {
        this.test?.takeBack();
        this.requestUpdate();
        this.#play();
      },
    };
    const deed = deeds[event.key];
    if (!deed || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    deed();
  }

  /** The open question's three sounds, one after the other. */
  #play(): void {
    const question = this.ended ? undefined : this.test?.question;
    const { instrument } = this.session;
    if (!question || !instrument) return;
    instrument.stop();
    const from = instrument.now + 0.15;
    [question.first, ...question.choices].forEach((units, i) => instrument.playUnits(units, from + i * STEP, SOUND));
  }

  #hear(units: readonly WeightedUnit[]): void {
    this.session.instrument?.stop();
    this.session.instrument?.playUnits(units, 0, SOUND);
  }
}

define("lexi-grain-listen", ListenView);
