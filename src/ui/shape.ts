/** The drawer of all knobs, made from the table: presets and a morph between two of them, chance, undo. */
import { css, html, LitElement, nothing } from "lit";
import { property, state } from "lit/decorators.js";
import { type Control, control, CONTROLS } from "../controls";
import type { Preset } from "../instrument";
import { define } from "./define";
import "./modulators-view";
import { saveFile } from "./save-file";
import type { Session } from "./session";
import type { ControlChange } from "./slider";
import { theme } from "./theme";
import { vars } from "./vars";

/** The drawer's columns, in the order of the table. */
const GROUPS: ReadonlyMap<string, readonly Control[]> = CONTROLS.reduce(
  (groups, control) => groups.set(control.group, [...(groups.get(control.group) ?? []), control]),
  new Map<string, Control[]>(),
);

class Shape extends LitElement {
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
      .presets {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem 0.7rem;
        align-items: center;
        margin-bottom: 1.2rem;
      }
      .presets label {
        display: flex;
        gap: 0.6rem;
        align-items: center;
        color: var(--dim);
      }
      .presets select,
      .presets input {
        color: var(--ink);
      }
      .gap {
        flex: 1;
      }
      input[type="range"] {
        width: 9rem;
      }
      .groups {
        columns: 4 13rem;
        column-gap: 2.5cqw;
      }
      fieldset {
        break-inside: avoid;
        border: 0;
        margin: 0 0 1.5rem;
        padding: 0;
      }
      legend {
        break-after: avoid;
        padding: 0;
        margin-bottom: 0.3rem;
        color: var(--ink);
        font-weight: 600;
        letter-spacing: 0.02em;
      }
      lexi-grain-slider {
        break-inside: avoid;
        margin-bottom: 0.15rem;
      }
    `,
  ];

  @property({ attribute: false }) session!: Session;
  /** Changes with every knob; `session` itself stays the same object. */
  @property({ attribute: false }) turned = 0;
  @state() private from = 0;
  @state() private to = 1;
  @state() private between = 0;
  /** The slider that had the keyboard last: the one that MIDI learns. */
  @state() private touched: string | undefined;

  override render() {
    const { shaping } = this.session;
    return html`
      <div class="presets" role="group" aria-label="Presets">
        ${this.#choice("Preset", this.from, (index) => this.#morph(index, this.to, 0))}
        <label
          >Morph
          <input
            type="range"
            min="0"
            max="1"
            step="0.01"
            .value=${String(this.between)}
            ${vars({ "--at": `${100 * this.between}%` })}
            @input=${(event: Event) => this.#morph(this.from, this.to, Number((event.target as HTMLInputElement).value))}
        /></label>
        ${this.#choice("to", this.to, (index) => this.#morph(this.from, index, this.between))}
        <button type="button" class="plain" @click=${() => this.#save()}>Save</button>
        ${
          this.from >= shaping.builtinPresets
            ? html`<button type="button" class="plain" @click=${() => this.#forget()}>Forget</button>`
            : nothing
        }
        <button type="button" class="plain" @click=${() => shaping.chance()}>Chance</button>
        <span class="gap"></span>
        <button type="button" class="plain" title="Press on the beat" @click=${() => this.#tap()}>
          Tap${this.#tempo()}
        </button>
        <button
          type="button"
          class="plain"
          title="The text with its times, as a file"
          ?disabled=${this.session.performance.record.length === 0}
          @click=${() => saveFile(new Blob([this.session.performance.player.save()], { type: "application/json" }), "lexigrain score.json")}
        >
          Save score
        </button>
        <button type="button" class="plain" @click=${() => this.#openScore()}>Open score</button>
        ${this.#midi()}
        <button
          type="button"
          class="plain"
          ?disabled=${shaping.history.last === undefined}
          @click=${() => shaping.undo()}
        >
          Undo
        </button>
        <button
          type="button"
          class="plain"
          ?disabled=${shaping.history.next === undefined}
          @click=${() => shaping.redo()}
        >
          Redo
        </button>
      </div>
      <div class="groups">
        ${[...GROUPS].map(
          ([group, controls]) =>
            html`<fieldset>
              <legend>${group}</legend>
              ${
                group === "modulators"
                  ? html`<lexi-grain-modulators
                      .session=${this.session}
                      .turned=${this.turned}
                    ></lexi-grain-modulators>`
                  : nothing
              }
              ${controls.map(
                (row) =>
                  html`<lexi-grain-slider
                    .control=${row}
                    .value=${shaping.knobs.get(row.id)}
                    @focusin=${() => (this.touched = row.id)}
                    @control=${(event: CustomEvent<ControlChange>) => shaping.turn(event.detail.id, event.detail.value)}
                  ></lexi-grain-slider>`,
              )}
            </fieldset>`,
        )}
      </div>
    `;
  }

  #tap(): void {
    this.session.midi.clock.tap(this.session.instrument?.now ?? 0);
    this.requestUpdate();
  }

  #tempo(): string {
    const { tempo } = this.session.midi.clock;
    return tempo === undefined ? "" : ` ${Math.round(tempo)}`;
  }

  #openScore(): void {
    const input = Object.assign(document.createElement("input"), { type: "file", accept: ".json" });
    input.onchange = () => {
      const [file] = input.files ?? [];
      if (file) void this.session.attempt(async () => this.session.performance.openScore(await file.text()));
    };
    input.click();
  }

  #midi() {
    const { midi, bridge } = this.session;
    const elsewhere = midi.gamepads.present || bridge.state === "on";
    if (midi.devices.state !== "on" && !elsewhere) {
      return html`<button
        type="button"
        class="plain"
        ?disabled=${midi.devices.state === "opening"}
        @click=${() => this.session.openMidi()}
      >
        MIDI
      </button>`;
    }
    const devices = midi.devices.inputs.length > 0 ? midi.devices.inputs.join(", ") : elsewhere ? "" : "no device yet";
    const { touched } = this;
    const bound = midi.bindings.some((binding) => binding.control === touched);
    return html`<span class="midi" role="status"
        >${midi.learning ? `move a controller for ${control(midi.learning).label}` : devices}</span
      >
      <button
        type="button"
        class="plain"
        aria-pressed=${midi.learning !== undefined ? "true" : "false"}
        ?disabled=${touched === undefined}
        title="Touch a slider, press Learn, move a controller"
        @click=${() => midi.learn(midi.learning === undefined ? touched : undefined)}
      >
        Learn
      </button>
      ${
        bound && touched !== undefined
          ? html`<button type="button" class="plain" @click=${() => midi.forget(touched)}>Unlearn</button>`
          : nothing
      }`;
  }

  #choice(label: string, selected: number, choose: (index: number) => void) {
    return html`<label
      >${label}
      <select @change=${(event: Event) => choose((event.target as HTMLSelectElement).selectedIndex)}>
        ${this.session.shaping.presets.map(({ name }, i) => html`<option ?selected=${i === selected}>${name}</option>`)}
      </select></label
    >`;
  }

  #morph(from: number, to: number, between: number): void {
    [this.from, this.to, this.between] = [from, to, between];
    const [a, b]: (Preset | undefined)[] = [this.session.shaping.presets[from], this.session.shaping.presets[to]];
    if (a && b) this.session.shaping.blend(a, b, between);
  }

  #save(): void {
    this.from = this.session.shaping.savePreset();
    this.between = 0;
  }

  #forget(): void {
    this.session.shaping.forgetPreset(this.from);
    this.from = 0;
    this.to = Math.min(this.to, this.session.shaping.presets.length - 1);
  }
}

define("lexi-grain-shape", Shape);
