/** What moves by itself: one row a route, a source on a control, how deep; a row is added and taken away. */
import { css, html, LitElement } from "lit";
import { property } from "lit/decorators.js";
import { control } from "../controls";
import { type Route, type Source, SOURCES, TARGETS } from "../instrument";
import { define } from "./define";
import type { Session } from "./session";
import { theme } from "./theme";
import { vars } from "./vars";

const FIRST: Route = { source: "lfo 1", control: "pan", depth: 0.5 };
/** More would be no help to anyone. */
const MOST = 16;

class ModulatorsView extends LitElement {
  static override styles = [
    theme,
    css`
      :host {
        display: block;
        break-inside: avoid;
        margin-bottom: 0.6rem;
      }
      .route {
        display: flex;
        flex-wrap: wrap;
        gap: 0.2rem 0.5rem;
        align-items: center;
        margin-bottom: 0.4rem;
      }
      select {
        color: var(--ink);
        max-width: 7.5rem;
        min-height: 24px;
      }
      input {
        width: 5rem;
        flex: 1;
        min-height: 24px;
      }
      .depth {
        font-variant-numeric: tabular-nums;
        color: var(--dim);
        min-width: 3.2ch;
        text-align: right;
      }
    `,
  ];

  @property({ attribute: false }) session!: Session;
  @property({ attribute: false }) turned = 0;

  override render() {
    const { routes } = this.session.shaping;
    return html`${routes.map((route, i) => this.#row(route, i))}
      <button
        type="button"
        class="plain add"
        ?disabled=${routes.length >= MOST}
        @click=${() => this.#lay([...routes, FIRST], "a modulator")}
      >
        Add modulator
      </button>`;
  }

  #row({ source, control: id, depth }: Route, i: number) {
    const name = `${source} on ${control(id).label}`;
    return html`<div class="route" role="group" aria-label=${name}>
      <select
        aria-label="Source"
        @change=${(event: Event) =>
          this.#turn(i, { source: SOURCES[(event.target as HTMLSelectElement).selectedIndex] satisfies Source })}
      >
        ${SOURCES.map((one) => html`<option ?selected=${one === source}>${one}</option>`)}
      </select>
      <select
        aria-label="Control"
        @change=${(event: Event) =>
          this.#turn(i, { control: TARGETS[(event.target as HTMLSelectElement).selectedIndex].id })}
      >
        ${TARGETS.map((row) => html`<option ?selected=${row.id === id}>${row.label}</option>`)}
      </select>
      <input
        type="range"
        min="-1"
        max="1"
        step="0.01"
        aria-label=${`Depth of ${name}`}
        aria-valuetext=${percent(depth)}
        .value=${String(depth)}
        ${vars({ "--at": `${50 * (1 + depth)}%` })}
        @input=${(event: Event) => this.#turn(i, { depth: Number((event.target as HTMLInputElement).value) })}
        @dblclick=${() => this.#turn(i, { depth: 0 })}
      />
      <span class="depth">${percent(depth)}</span>
      <button type="button" class="plain" aria-label=${`Take away ${name}`} @click=${() => this.#drop(i)}>×</button>
    </div>`;
  }

  #turn(index: number, change: Partial<Route>): void {
    const routes = this.session.shaping.routes.map((route, i) => (i === index ? { ...route, ...change } : route));
    this.#lay(routes, `modulator ${index + 1}`);
  }

  #drop(index: number): void {
    this.#lay(
      this.session.shaping.routes.filter((_, i) => i !== index),
      "a modulator taken away",
    );
    // The pressed button is gone: the keyboard must not be lost with it.
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(".add")?.focus());
  }

  #lay(routes: readonly Route[], label: string): void {
    this.session.shaping.route(routes, label);
    this.requestUpdate();
  }
}

const percent = (depth: number): string => `${Math.round(100 * depth)} %`.replace("-", "−");

define("lexi-grain-modulators", ModulatorsView);
