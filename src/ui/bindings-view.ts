/** What was learned: one row a controller, with the part of the slider that it covers, its curve, and how it counts. */
import { html, LitElement } from "lit";
import { property } from "lit/decorators.js";
import { control } from "../controls";
import { bindingText, type Encoding, type MidiBinding, PAD, PAD_AXES } from "../input";
import { define } from "./define";
import { deskStyles } from "./desk.css";
import { numberField } from "./number-field";
import type { Session } from "./session";
import { theme } from "./theme";

/** How a controller's numbers are read, by name. */
const WAYS: readonly { readonly label: string; readonly kind: MidiBinding["kind"]; readonly encoding?: Encoding }[] = [
  { label: "place", kind: "cc" },
  { label: "turns 1 / 127", kind: "relative", encoding: "twos" },
  { label: "turns 65 / 63", kind: "relative", encoding: "offset" },
  { label: "turns 1 / 65", kind: "relative", encoding: "sign" },
];

class BindingsView extends LitElement {
  static override styles = [theme, deskStyles];

  @property({ attribute: false }) session!: Session;
  @property({ attribute: false }) turned = 0;

  override render() {
    const { bindings } = this.session.midi;
    if (bindings.length === 0)
      return html`<p class="dim" tabindex="-1">
        Nothing is learned yet: touch a slider under Shape, press Learn, move a controller.
      </p>`;
    return html`<div class="wide">
      <table aria-label="Learned controllers">
        <thead>
          <tr>
            <th scope="col">Control</th>
            <th scope="col">Controller</th>
            <th scope="col">From %</th>
            <th scope="col">To %</th>
            <th scope="col">Curve</th>
            <th scope="col">Reads</th>
            <th scope="col"><span class="unseen">Unlearn</span></th>
          </tr>
        </thead>
        <tbody>
          ${bindings.map((binding, i) => this.#row(binding, i))}
        </tbody>
      </table>
    </div>`;
  }

  #row(binding: MidiBinding, i: number) {
    const { label } = control(binding.control);
    const { device, from, to, curve = 0 } = binding;
    return html`<tr>
      <td>${label}</td>
      <td class="dim">${device}: ${device === PAD ? PAD_AXES[binding.number] : bindingText(binding)}</td>
      <td>${numberField(`${label} from, percent`, 100 * from, 0, 100, (x) => this.#turn(i, { from: x / 100 }))}</td>
      <td>${numberField(`${label} to, percent`, 100 * to, 0, 100, (x) => this.#turn(i, { to: x / 100 }))}</td>
      <td>${numberField(`${label} curve`, curve, -3, 3, (x) => this.#turn(i, { curve: x }))}</td>
      <td>${this.#way(binding, i)}</td>
      <td>
        <button
          type="button"
          class="plain"
          aria-label=${`Unlearn ${label}`}
          @click=${() => this.#forget(binding.control, i)}
        >
          ×
        </button>
      </td>
    </tr>`;
  }

  /** The row goes, and its button with it: the keyboard goes to the next row's. */
  #forget(id: string, row: number): void {
    this.session.midi.forget(id);
    this.requestUpdate();
    void this.updateComplete.then(() => {
      const left = [...this.renderRoot.querySelectorAll<HTMLElement>("td button")];
      const next = left.at(Math.min(row, left.length - 1)) ?? this.renderRoot.querySelector<HTMLElement>("p");
      next?.focus();
    });
  }

  #way(binding: MidiBinding, i: number) {
    if (binding.kind !== "cc" && binding.kind !== "relative") return html`<span class="dim">place</span>`;
    const encoding = binding.encoding ?? "twos";
    const now = WAYS.findIndex((way) => way.kind === binding.kind && (way.encoding ?? encoding) === encoding);
    return html`<select
      aria-label=${`How ${control(binding.control).label} reads its controller`}
      @change=${(event: Event) => {
        const { kind, encoding: how } = WAYS[(event.target as HTMLSelectElement).selectedIndex];
        this.#turn(i, { kind, ...(how ? { encoding: how } : {}) });
      }}
    >
      ${WAYS.map(({ label }, k) => html`<option ?selected=${k === now}>${label}</option>`)}
    </select>`;
  }

  #turn(index: number, change: Partial<MidiBinding>): void {
    const { midi } = this.session;
    const turned = midi.bindings.map((binding, i) => (i === index ? { ...binding, ...change } : binding));
    midi.rebind(turned, `MIDI for ${control(midi.bindings[index].control).label}`);
  }
}

define("lexi-grain-bindings", BindingsView);
