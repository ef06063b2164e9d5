/** The controls at the foot: sounds, word, volume, cutting, stop; calm beside the text. */
import { html, nothing, type TemplateResult } from "lit";
import { control } from "../controls";
import type { Cutting } from "../protocol";
import type { UnitMode } from "../types";
import { fromInput } from "./files";
import { meter } from "./meter";
import type { Session } from "./session";
import type { ControlChange } from "./slider";

const UNITS: readonly { readonly label: string; readonly unit: UnitMode }[] = [
  { label: "whole sounds", unit: "full" },
  { label: "onsets", unit: "onset" },
  ...[1000, 500, 250, 120, 40].map((unit) => ({ label: `${unit} ms`, unit })),
];

/** What the panel asks of the element around it. */
interface PanelOutlets {
  /** Sounds were chosen: the keyboard goes back to the words. */
  readonly done: () => void;
  /** The open drawer. */
  readonly drawer: Drawer;
  readonly open: (drawer: Drawer) => void;
}

/** What can lie open over the words. */
export type Drawer = "shape" | "desk" | "pad" | undefined;

export function panel(session: Session, { done, drawer, open }: PanelOutlets): TemplateResult {
  const { performance } = session;
  const { looping } = performance.voices;
  return html`<div class=${drawer ? "panel under" : "panel"} role="group" aria-label="Instrument">
    ${sounds(session, done)} ${cutting(session)} ${slider(session, "wordDuration")} ${slider(session, "volume")}
    <div class="stops">
      <div>
        ${opener("Shape", "Ctrl+K", drawer === "shape", () => open(drawer === "shape" ? undefined : "shape"))}
        ${opener("Pad", "X and Y under a finger", drawer === "pad", () => open(drawer === "pad" ? undefined : "pad"))}
        ${opener("Desk", "Ctrl+J", drawer === "desk", () => open(drawer === "desk" ? undefined : "desk"))}
      </div>
      <div>
        <button
          type="button"
          class="plain"
          title="Every line loops as a voice of its own"
          aria-pressed=${looping ? "true" : "false"}
          @click=${() => performance.stanza()}
        >
          Loop all
        </button>
        <button
          type="button"
          class="plain"
          title="What was typed, with its own times"
          aria-pressed=${performance.transport.playing ? "true" : "false"}
          ?disabled=${performance.record.length === 0}
          @click=${() => performance.replay()}
        >
          Replay
        </button>
        ${live(session)}
        <button type="button" class="plain" title="Escape" @click=${() => performance.stop()}>Stop</button>
        <button type="button" class="plain" title="Escape twice" @click=${() => performance.panic()}>Panic</button>
      </div>
    </div>
  </div>`;
}

const opener = (label: string, keys: string, open: boolean, press: () => void): TemplateResult =>
  html`<button type="button" class="plain" aria-expanded=${open ? "true" : "false"} title=${keys} @click=${press}>
    ${label}
  </button>`;

/** While it records, it is seen and ended wherever the performer looks. */
function live({ live: input }: Session): TemplateResult {
  const on = input.state === "recording";
  return html`<button
    type="button"
    class="plain"
    title="The input is recorded into the sounds"
    aria-pressed=${on ? "true" : "false"}
    @click=${() => void input.toggle()}
  >
    ${on ? `Live ${Math.floor(input.duration)} s` : input.state === "asking" ? "Live …" : "Live"}
  </button>`;
}

/** A slider of the table, bound to the session's knobs. */
function slider(session: Session, id: string): TemplateResult {
  return html`<lexi-grain-slider
    .control=${control(id)}
    .value=${session.shaping.knobs.get(id)}
    @control=${(event: CustomEvent<ControlChange>) => session.shaping.turn(event.detail.id, event.detail.value)}
  ></lexi-grain-slider>`;
}

function sounds(session: Session, done: () => void): TemplateResult {
  const { library } = session;
  const report = library?.report;
  const pick = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    if (input.files?.length) void session.import(fromInput(input.files)).then(done);
    input.value = "";
  };
  if (library?.loading && report) {
    return html`<div class="sounds" role="group" aria-label="Sounds">
      ${meter(library.loading.progress, library.loading.name)}
      <button type="button" class="plain" @click=${() => library.cancel()}>Cancel</button>
    </div>`;
  }
  return html`<div class="sounds" role="group" aria-label="Sounds">
    <p class="corpus">
      ${
        report
          ? html`<b>${report.name}</b> ${report.units} units of ${report.sounds} sounds,
              ${minutes(report.seconds)}${room(session)}`
          : "no sounds yet"
      }
    </p>
    <div class="picks">
      <label class="pick">Folder<input type="file" webkitdirectory multiple @change=${pick} /></label>
      <label class="pick"
        >Files<input type="file" multiple accept="audio/*,.aif,.aiff,.aifc,.caf,.au,.opus,.lxg" @change=${pick}
      /></label>
      ${
        library?.own
          ? html`<button type="button" class="plain" @click=${() => session.builtin()}>Built-in</button>`
          : nothing
      }
    </div>
    ${
      report && report.skipped.length > 0
        ? html`<details>
            <summary>${report.skipped.length} skipped</summary>
            <ul>
              ${report.skipped.map(({ file, reason }) => html`<li><b>${file}</b> ${reason}</li>`)}
            </ul>
          </details>`
        : nothing
    }
  </div>`;
}

function cutting(session: Session): TemplateResult {
  const current = session.library?.cutting;
  const recut = (change: Partial<Cutting>): void => {
    if (current) void session.recut({ ...current, ...change });
  };
  const busy = session.library?.loading !== undefined || !current;
  return html`<div class="cutting" role="group" aria-label="Units">
    <label class="unit">
      Units
      <select
        ?disabled=${busy}
        @change=${(event: Event) => recut({ unit: UNITS[(event.target as HTMLSelectElement).selectedIndex].unit })}
      >
        ${UNITS.map(({ label, unit }) => html`<option ?selected=${unit === current?.unit}>${label}</option>`)}
      </select>
    </label>
    <label class="switch">
      <input
        type="checkbox"
        .checked=${current?.trimSilence ?? true}
        ?disabled=${busy}
        @change=${(event: Event) => recut({ trimSilence: (event.target as HTMLInputElement).checked })}
      />
      trim silence
    </label>
    <label class="switch">
      <input
        type="checkbox"
        .checked=${current?.dropSilent ?? true}
        ?disabled=${busy}
        @change=${(event: Event) => recut({ dropSilent: (event.target as HTMLInputElement).checked })}
      />
      drop silent
    </label>
  </div>`;
}

const minutes = (seconds: number): string =>
  seconds < 90 ? `${Math.round(seconds)}\u00a0s` : `${(seconds / 60).toFixed(1)}\u00a0min`;

/** How much of the browser's room the kept sounds take. */
function room({ keeper, library }: Session): string {
  if (!keeper?.room || !library?.own) return "";
  const { used, quota } = keeper.room;
  return `; ${Math.ceil(used / 1e6)} of ${Math.round(quota / 1e6)} MB kept`;
}
