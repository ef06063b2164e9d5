/** `<lexi-grain>`: the whole instrument as one element. */
import { html, LitElement, nothing } from "lit";
import { property, query, state } from "lit/decorators.js";
import type { Tokenise } from "../input";
import { define } from "./define";
import "./desk";
import { Field } from "./field";
import { fromDrop } from "./files";
import { gate, hint } from "./gate";
import { gateStyles } from "./gate.css";
import "./level";
import { styles } from "./lexi-grain.css";
import { Look } from "./look";
import { NearWords } from "./near-words";
import "./pad";
import { type Drawer, panel } from "./panel";
import { Session } from "./session";
import "./shape";
import "./slider";
import "./stage";
import type { Stage } from "./stage";
import { loadTypeface, palette, theme } from "./theme";
import "./trace";
import type { Trace } from "./trace";
import type { VoiceSettings } from "./voices";
import { hueOf, type Word } from "./words";

/** A screen reader is told at most this often, milliseconds. */
const SAY_EVERY = 1500;

/**
 * Attributes: `autofocus` takes the keyboard at once; `preload="none"` loads nothing before Start.
 * Removing the element ends its audio context and its worker; inserting it again begins anew.
 */
export class LexiGrain extends LitElement {
  static override styles = [palette, theme, styles, gateStyles];
  /** Set once by the entry, which may import the text folder; elements may not. */
  static tokenise: Tokenise = () => [];

  @property() preload: "auto" | "none" = "auto";
  @property({ type: Boolean }) override autofocus = false;
  /** Keeps text, settings and sounds in this browser under this name; without it nothing is kept. */
  @property() keep = "";
  /** How much the browser may keep ahead; read when the element begins. */
  @property() latency: "lowest" | "interactive" = "lowest";
  @state() private said = "";
  @state() private dropping = false;
  @state() private drawer: Drawer;
  @query("textarea") private field!: HTMLTextAreaElement;
  @query("lexi-grain-stage") private stage!: Stage;
  @query("lexi-grain-trace") private trace!: Trace;
  @query(".flow") private flow!: HTMLElement;

  /** The performance behind the page: for tests, recorders and pages that drive the element. */
  session!: Session;
  #alive = false;
  #input!: Field;
  #turns = 0;
  #sayAt = 0;
  #said: string | undefined;
  #later: ReturnType<typeof setTimeout> | undefined;
  readonly #near = new NearWords(() => this.requestUpdate());

  override connectedCallback(): void {
    super.connectedCallback();
    loadTypeface();
    // Moved, not inserted: what plays goes on.
    if (this.#alive) return;
    this.#begin();
    if (this.preload !== "none") void this.session.open();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // Moving an element removes and inserts it at once; only what stays away is closed.
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.#input.close();
      void this.session.close();
      this.#alive = false;
    });
  }

  /** Call from a gesture: lets the sound out. */
  async start(): Promise<void> {
    if (this.session.phase !== "gate" && this.session.phase !== "loading") return;
    await this.session.start();
    if (this.session.unlocked) this.field.focus();
  }

  override focus(): void {
    this.field.focus();
  }

  protected override firstUpdated(): void {
    // The field can take the keyboard only once the stage has a slot for it.
    if (this.autofocus) void this.stage.updateComplete.then(() => this.field.focus());
  }

  protected override updated(): void {
    const { session } = this;
    this.trace.analyser = session.instrument?.analyser;
    this.trace.still = session.look?.still ?? false;
    session.look?.projection.draw();
    const file = session.performance.latest?.placed?.file;
    if (file !== undefined) this.trace.hue = hueOf(file);
    if ((session.status?.clouds.length ?? 0) > 0) this.trace.wake();
    this.flow.scrollTop = this.flow.scrollHeight;
    this.#say();
  }

  override render() {
    const { session } = this;
    const { player, typing } = session.performance;
    return html`
      <div
        class="frame"
        @dragover=${this.#over}
        @dragleave=${() => (this.dropping = false)}
        @drop=${this.#drop}
        @keydown=${this.#key}
      >
        <div class="flow" @mousedown=${this.#toField}>
          <lexi-grain-stage
            .words=${session.performance.words.shown}
            .line=${session.performance.words.line}
            .sound=${(word: Word) => session.performance.sound(word)}
            .scrub=${(steps: number) => player.scrub(steps)}
            .voices=${session.performance.voices}
            .outputs=${session.instrument?.outputs.channels ?? 2}
            .turned=${this.#turns++}
            .turnVoice=${(line: number, change: Partial<VoiceSettings>) => session.performance.turnVoice(line, change)}
            .edit=${(line: number) => this.#writeOn(line)}
          >
            <span class="entry" data-text=${typing.text} data-ghost=${player.ghost || hint(session)}>
              <textarea
                rows="1"
                cols="1"
                aria-label="Type words; each sounds when it ends"
                autocomplete="off"
                autocapitalize="off"
                autocorrect="off"
                spellcheck="false"
                enterkeyhint="enter"
                @beforeinput=${(event: InputEvent) => this.#input.beforeInput(event)}
                @input=${(event: InputEvent) => this.#input.input(event)}
                @keydown=${(event: KeyboardEvent) => this.#input.key(event)}
                @keyup=${(event: KeyboardEvent) => this.#input.key(event)}
                @blur=${() => session.performance.keystrokes.lost()}
                @compositionend=${(event: CompositionEvent) => this.#input.compositionEnd(event)}
              ></textarea>
            </span>
          </lexi-grain-stage>
        </div>
        <div class="seen" aria-hidden="true">
          <lexi-grain-trace></lexi-grain-trace>
          ${session.unlocked ? html`<lexi-grain-level .status=${session.status}></lexi-grain-level>` : nothing}
        </div>
        ${this.#drawn()}
        ${panel(session, { done: () => this.field.focus(), drawer: this.drawer, open: (drawer) => (this.drawer = drawer) })}
        ${
          session.phase === "playing"
            ? html`<h1 class="unseen">lexigrain</h1>`
            : gate(
                session,
                () => void this.start(),
                () => void this.#anew(),
              )
        }
        ${
          session.problem === undefined || session.phase !== "playing"
            ? nothing
            : html`<p class="problem" role="alert">${session.problem}</p>`
        }
        ${this.dropping ? html`<p class="drop">Drop sounds, folders, texts or word vectors</p>` : nothing}
        <p class="unseen" aria-live="polite">${this.said}</p>
      </div>
    `;
  }

  #drawn() {
    const { session } = this;
    const turned = this.#turns++;
    if (this.drawer === "shape")
      return html`<lexi-grain-shape .session=${session} .turned=${turned}></lexi-grain-shape>`;
    if (this.drawer === "desk") return html`<lexi-grain-desk .session=${session} .turned=${turned}></lexi-grain-desk>`;
    return this.drawer ? html`<lexi-grain-pad .session=${session} .turned=${turned}></lexi-grain-pad>` : nothing;
  }

  /** After a failure: all of it once more, as a reload would, without the page around it. */
  async #anew(): Promise<void> {
    this.#input.close();
    await this.session.close();
    this.#begin();
    await this.session.open();
  }

  #begin(): void {
    const draw = (): void => {
      if (this.session === session) this.requestUpdate();
    };
    const session: Session = new Session((text) => LexiGrain.tokenise(text), draw, this.keep, this.latency);
    this.session = session;
    session.look = new Look(this, session, this.keep, draw);
    this.#alive = true;
    this.#input = new Field(session.performance, () => void this.start());
    this.requestUpdate();
  }

  /** Escape is ours everywhere; a letter typed beside the field belongs into it. */
  #key(event: KeyboardEvent): void {
    if (event.key === "Escape") {
      this.session.escape(event.timeStamp);
      return;
    }
    if (event.ctrlKey || event.metaKey) return this.#shortcut(event);
    const target = event.composedPath()[0];
    const writes = target instanceof HTMLElement && target.matches("textarea, input.typed");
    const letter = /^[^\p{C}\s]$/u.test(event.key);
    if (letter && !writes && !(target instanceof HTMLSelectElement) && !event.altKey) this.field.focus();
  }

  /** Ctrl or Command: Z undoes, Shift+Z redoes, K opens the knobs, J the desk. */
  #shortcut(event: KeyboardEvent): void {
    const key = event.key.toLowerCase();
    if (key === "z") (event.shiftKey ? () => this.session.shaping.redo() : () => this.session.shaping.undo())();
    else if (key === "k") this.drawer = this.drawer === "shape" ? undefined : "shape";
    else if (key === "j") this.drawer = this.drawer === "desk" ? undefined : "desk";
    else return;
    event.preventDefault();
  }

  #writeOn(line: number): void {
    this.session.performance.words.goTo(line);
    this.requestUpdate();
    void this.updateComplete.then(() => this.field.focus());
  }

  #toField(event: MouseEvent): void {
    const target = event.composedPath()[0];
    if (target instanceof HTMLElement && (target.closest("button, input, .voice") || target === this.field)) return;
    // Else the press would take the keyboard away from the field.
    event.preventDefault();
    this.field.focus();
  }

  #over(event: DragEvent): void {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    this.dropping = true;
  }

  #drop(event: DragEvent): void {
    this.dropping = false;
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    void fromDrop(event.dataTransfer).then((dropped) => this.session.drop(dropped));
  }

  /** "frog → water/drop.wav, near toad, newt"; "" until that is known. */
  #heard(token: string, file: string): string {
    const { instrument } = this.session;
    const near = instrument ? this.#near.of(token, instrument) : "";
    if (near === undefined) return "";
    return `${token} → ${file}${near === "" ? "" : `, near ${near}`}`;
  }

  /** State changes in words, not so often that speech lags behind. */
  #say(): void {
    const { phase, library, problem, failure } = this.session;
    const { latest } = this.session.performance;
    const { said } = this.session.shaping;
    const word = latest?.placed ? this.#heard(latest.token, latest.placed.file) : undefined;
    // Its neighbours are still being looked for.
    if (word === "") return;
    const state = phase === "playing" ? "Ready. Type." : phase === "gate" ? "Loaded. Press Start or type." : "Loading.";
    const loading = library?.loading ? `Loading ${library.loading.name}.` : undefined;
    const next = failure ?? problem ?? loading ?? word ?? said ?? state;
    if (next === this.#said) return;
    const now = performance.now();
    const wait = this.#sayAt + SAY_EVERY - now;
    if (wait > 0) {
      // Nothing else may ever draw again: what is true then has to be said then.
      clearTimeout(this.#later);
      this.#later = setTimeout(() => {
        if (this.#alive) this.#say();
      }, wait);
      return;
    }
    this.#said = next;
    this.#sayAt = now;
    this.said = next;
  }
}

/** Registers `<lexi-grain>`; `tokenise` is the project's one token rule. */
export function defineLexiGrain(tokenise: Tokenise): void {
  LexiGrain.tokenise = tokenise;
  define("lexi-grain", LexiGrain);
}
