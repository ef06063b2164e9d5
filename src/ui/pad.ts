/** The X/Y pad: a surface for fingers, a pen or the mouse, with a ruler a side for the keyboard; each axis turns a control. */
import { html, LitElement, nothing } from "lit";
import { property } from "lit/decorators.js";
import { control, CONTROLS, controlTravel } from "../controls";
import { FRESH_PAD, type MidiBinding, PAD, PAD_AXES, PadFingers, type PadTouch, wholeOf } from "../input";
import { define } from "./define";
import { formatControl } from "./format";
import { numberField } from "./number-field";
import { padStyles } from "./pad.css";
import type { Session } from "./session";
import { theme } from "./theme";
import { vars } from "./vars";
import { hueOf } from "./words";

/** Controls in their groups, as the list of each axis shows them. */
const GROUPS = [...new Set(CONTROLS.map(({ group }) => group))];

class Pad extends LitElement {
  static override styles = [theme, padStyles];

  @property({ attribute: false }) session!: Session;
  /** Changes with every knob; `session` itself stays the same object. */
  @property({ attribute: false }) turned = 0;

  readonly #fingers = new PadFingers();
  #gesture: { end(): void; back(): void } | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    const { midi } = this.session;
    if (midi.settings.padKnown) return;
    const free = FRESH_PAD.filter((fresh) => !midi.bindings.some((binding) => binding.control === fresh.control));
    midi.settings = { ...midi.settings, padKnown: true };
    midi.bindings = [...midi.bindings, ...free];
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#gesture?.end();
  }

  override render() {
    const { midi } = this.session;
    const file = this.session.performance.latest?.placed?.file;
    return html`<div
        class="pad"
        role="group"
        aria-label="Pad"
        ${vars({ "--hue": file === undefined ? 75 : hueOf(file) })}
      >
        <div
          class="surface"
          @pointerdown=${this.#down}
          @pointermove=${this.#move}
          @pointerup=${this.#up}
          @pointercancel=${this.#up}
          @lostpointercapture=${this.#up}
        >
          ${this.#puck(0, "")} ${this.#puck(2, "second")}
          <span class="said y">${this.#value(1)}</span>
          <span class="said x">${this.#value(0)}</span>
        </div>
        ${this.#ruler(1, "y")} ${this.#ruler(0, "x")}
      </div>
      <div class="axes">
        ${PAD_AXES.map((_, axis) => this.#axis(axis))}
        <label class="row">
          <input
            type="checkbox"
            .checked=${midi.settings.padReturns}
            @change=${(event: Event) =>
              (midi.settings = { ...midi.settings, padReturns: (event.target as HTMLInputElement).checked })}
          />
          goes back when it is let go
        </label>
        <p id="how" class="dim">
          Drag, or arrow keys on the rulers. A second finger and a pen's pressure have axes of their own.
        </p>
      </div>`;
  }

  /** Where that axis stands, 0..1; undefined: it turns nothing. */
  #at(axis: number): number | undefined {
    const binding = this.#bound(axis);
    if (!binding) return undefined;
    const row = control(binding.control);
    return wholeOf(binding, controlTravel(row, this.session.shaping.knobs.get(row.id)));
  }

  #bound(axis: number): MidiBinding | undefined {
    return this.session.midi.bindings.find(({ device, number }) => device === PAD && number === axis);
  }

  /** "Low pass 300 Hz" */
  #value(axis: number): string {
    const binding = this.#bound(axis);
    if (!binding) return "";
    const row = control(binding.control);
    return `${row.label} ${formatControl(row, this.session.shaping.knobs.get(row.id))}`;
  }

  #puck(first: number, name: string) {
    const [x, y] = [this.#at(first), this.#at(first + 1)];
    if (x === undefined && y === undefined) return nothing;
    return html`<i
      class="puck ${name}"
      ${vars({ "--x": `${100 * (x ?? 0.5)}%`, "--y": `${100 * (1 - (y ?? 0.5))}%` })}
    ></i>`;
  }

  #ruler(axis: 0 | 1, side: "x" | "y") {
    const at = this.#at(axis);
    return html`<input
      class="ruler ${side}"
      type="range"
      min="0"
      max="1000"
      aria-label=${`Pad ${PAD_AXES[axis]}`}
      aria-valuetext=${this.#value(axis) || "turns nothing"}
      aria-describedby="how"
      ?disabled=${at === undefined}
      .value=${String(Math.round(1000 * (at ?? 0)))}
      ${vars({ "--at": `${100 * (at ?? 0)}%` })}
      @input=${(event: Event) =>
        this.#tell(axis, Number((event.target as HTMLInputElement).value) / 1000, event.timeStamp)}
      @keydown=${(event: KeyboardEvent) => this.#key(event)}
    />`;
  }

  #axis(axis: number) {
    const binding = this.#bound(axis);
    const name = `Pad ${PAD_AXES[axis]}`;
    return html`<div class="row" role="group" aria-label=${`${name}: what it turns`}>
      <label
        >${PAD_AXES[axis]}
        <select @change=${(event: Event) => this.#assign(axis, (event.target as HTMLSelectElement).value)}>
          <option value="" ?selected=${!binding}>nothing</option>
          ${GROUPS.map(
            (group) =>
              html`<optgroup label=${group}>
                ${CONTROLS.filter((row) => row.group === group).map(
                  ({ id, label }) => html`<option value=${id} ?selected=${binding?.control === id}>${label}</option>`,
                )}
              </optgroup>`,
          )}
        </select></label
      >
      ${binding ? this.#range(binding, name) : nothing}
    </div>`;
  }

  #range(binding: MidiBinding, name: string) {
    const { from, to, curve = 0 } = binding;
    const percent = (label: string, value: number, turn: (share: number) => Partial<MidiBinding>) =>
      html`<span class="dim">${label}</span>${numberField(`${name} ${label}, percent`, 100 * value, 0, 100, (x) =>
          this.#turn(binding, turn(x / 100)),
        )}`;
    return html`${percent("from", from, (x) => ({ from: x }))}${percent("to", to, (x) => ({ to: x }))}
      <span class="dim">curve</span
      >${numberField(`${name} curve`, curve, -3, 3, (x) => this.#turn(binding, { curve: x }))}`;
  }

  /** The axis turns that control, and nothing else does; "": it turns nothing. */
  #assign(axis: number, id: string): void {
    const { midi } = this.session;
    const others = midi.bindings.filter((binding) => binding !== this.#bound(axis) && binding.control !== id);
    const fresh: MidiBinding = { device: PAD, channel: 0, kind: "axis", number: axis, control: id, from: 0, to: 1 };
    midi.rebind(id === "" ? others : [...others, fresh], `pad ${PAD_AXES[axis]}`);
  }

  #turn(binding: MidiBinding, change: Partial<MidiBinding>): void {
    const { midi } = this.session;
    const turned = midi.bindings.map((one) => (one === binding ? { ...one, ...change } : one));
    midi.rebind(turned, `pad ${PAD_AXES[binding.number]}`);
  }

  #tell(axis: number, value: number, time: number): void {
    this.session.midi.pad(PAD, "axis", axis, Math.min(1, Math.max(0, value)), time);
  }

  /** On either ruler the four arrows are the four ways: by hundredths, with Shift by thousandths; Delete resets. */
  #key(event: KeyboardEvent): void {
    const axis = (event.currentTarget as HTMLElement).matches(".x") ? 0 : 1;
    const step = event.shiftKey ? 0.001 : 0.01;
    const ways: Readonly<Record<string, readonly [number, number]>> = {
      ArrowLeft: [0, -step],
      ArrowRight: [0, step],
      ArrowDown: [1, -step],
      ArrowUp: [1, step],
      PageDown: [axis, -0.1],
      PageUp: [axis, 0.1],
    };
    const way = ways[event.key];
    const reset = event.key === "Delete" || event.key === "Backspace" ? this.#bound(axis)?.control : undefined;
    if (way) this.#tell(way[0], (this.#at(way[0]) ?? 0) + way[1], event.timeStamp);
    else if (reset !== undefined) this.session.shaping.turn(reset, control(reset).default);
    else return;
    event.preventDefault();
  }

  #touch(event: PointerEvent): PadTouch {
    const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
    return {
      x: (event.clientX - box.left) / box.width,
      y: 1 - (event.clientY - box.top) / box.height,
      ...(event.pointerType === "pen" ? { pressure: event.pressure } : {}),
    };
  }

  readonly #down = (event: PointerEvent): void => {
    // The keyboard stays with the words.
    event.preventDefault();
    const touched = this.#fingers.touched;
    if (!this.#fingers.down(event.pointerId, this.#touch(event))) return;
    if (!touched) this.#gesture = this.session.shaping.gather("pad");
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
    this.#move(event);
  };

  readonly #move = (event: PointerEvent): void => {
    const touch = this.#touch(event);
    const learning = this.session.midi.learning !== undefined;
    const axes = learning ? this.#fingers.leaning(event.pointerId, touch) : this.#fingers.axes(event.pointerId, touch);
    for (const [axis, value] of axes) this.#tell(axis, value, event.timeStamp);
  };

  readonly #up = (event: PointerEvent): void => {
    if (event.pointerType === "pen" && this.#fingers.touched)
      this.#tell(PAD_AXES.indexOf("pressure"), 0, event.timeStamp);
    this.#fingers.up(event.pointerId);
    if (this.#fingers.touched || !this.#gesture) return;
    if (this.session.midi.settings.padReturns) this.#gesture.back();
    else this.#gesture.end();
    this.#gesture = undefined;
  };
}

define("lexi-grain-pad", Pad);
