/** The desk: what the instrument knows and does beside the knobs, on its pages behind one button. */
import { css, html, LitElement, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { define } from "./define";
import "./devices-view";
import "./listen-view";
import "./map-view";
import "./output-view";
import type { Session } from "./session";
import "./sounds-view";
import "./stage-view";
import { theme } from "./theme";
import "./words-view";

type View = (session: Session, turned: number) => TemplateResult;

const PAGES: Readonly<Record<string, View>> = {
  Map: (session, turned) => html`<lexi-grain-map .session=${session} .turned=${turned}></lexi-grain-map>`,
  Sounds: (session, turned) => html`<lexi-grain-sounds .session=${session} .turned=${turned}></lexi-grain-sounds>`,
  Words: (session, turned) => html`<lexi-grain-words .session=${session} .turned=${turned}></lexi-grain-words>`,
  Listen: (session, turned) => html`<lexi-grain-listen .session=${session} .turned=${turned}></lexi-grain-listen>`,
  Devices: (session, turned) => html`<lexi-grain-devices .session=${session} .turned=${turned}></lexi-grain-devices>`,
  Output: (session, turned) => html`<lexi-grain-output .session=${session} .turned=${turned}></lexi-grain-output>`,
  Stage: (session, turned) =>
    html`<lexi-grain-stage-view .session=${session} .turned=${turned}></lexi-grain-stage-view>`,
};
const NAMES = Object.keys(PAGES);

/** Where the arrow keys lead from a tab; undefined for other keys. */
function neighbour(key: string, at: number): number | undefined {
  if (key === "ArrowRight") return (at + 1) % NAMES.length;
  if (key === "ArrowLeft") return (at + NAMES.length - 1) % NAMES.length;
  if (key === "Home") return 0;
  if (key === "End") return NAMES.length - 1;
  return undefined;
}

class Desk extends LitElement {
  static override styles = [
    theme,
    css`
      :host {
        display: block;
        overflow: auto;
        padding: 1rem 5cqw 1.4rem;
        font-size: var(--small);
        background: var(--ground);
        border-bottom: 1px solid var(--line);
      }
      [role="tablist"] {
        display: flex;
        gap: 1.6rem;
        margin-bottom: 1.3rem;
        overflow-x: auto;
        scrollbar-width: none;
      }
      [role="tab"] {
        background: none;
        border: 0;
        border-bottom: 2px solid transparent;
        padding: 0.3rem 0;
        min-height: 2rem;
        color: var(--dim);
        cursor: pointer;
      }
      [role="tab"][aria-selected="true"] {
        color: var(--ink);
        border-color: var(--glow);
      }
    `,
  ];

  @property({ attribute: false }) session!: Session;
  /** Changes with everything; `session` itself stays the same object. */
  @property({ attribute: false }) turned = 0;
  @state() private page = NAMES[0];

  override render() {
    return html`
      <div role="tablist" aria-label="Desk" @keydown=${(event: KeyboardEvent) => this.#key(event)}>
        ${NAMES.map(
          (name) =>
            html`<button
              type="button"
              role="tab"
              id=${`tab-${name}`}
              aria-selected=${name === this.page ? "true" : "false"}
              aria-controls="page"
              tabindex=${name === this.page ? 0 : -1}
              @click=${() => (this.page = name)}
            >
              ${name}
            </button>`,
        )}
      </div>
      <div role="tabpanel" id="page" aria-labelledby=${`tab-${this.page}`}>
        ${PAGES[this.page](this.session, this.turned)}
      </div>
    `;
  }

  #key(event: KeyboardEvent): void {
    const to = neighbour(event.key, NAMES.indexOf(this.page));
    if (to === undefined) return;
    event.preventDefault();
    this.page = NAMES[to];
    this.renderRoot.querySelector<HTMLElement>(`#tab-${this.page}`)?.focus();
  }
}

define("lexi-grain-desk", Desk);
