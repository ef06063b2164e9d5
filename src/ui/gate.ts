/** The start gate: a name, three words, a button; or what is loading, or what went wrong. */
import { html, nothing } from "lit";
import { meter } from "./meter";
import type { Session } from "./session";

/** `again`: opens everything once more after a failure. */
export function gate(session: Session, start: () => void, again: () => void) {
  const { phase, failure, problem, library } = session;
  if (phase === "failed") {
    return html`<div class="gate" role="alert">
      <h1>lexigrain</h1>
      <p class="failure">${failure}</p>
      <button type="button" class="start" @click=${again}>Try again</button>
    </div>`;
  }
  return html`<div class="gate">
    <h1>lexigrain</h1>
    <p class="guide">type. listen. wander.</p>
    <button type="button" class="start" @click=${start}>Start</button>
    <p class="hint">or begin with a word; drop in sounds of your own</p>
    ${problem === undefined ? nothing : html`<p class="failure" role="alert">${problem}</p>`}
    ${phase === "loading" ? meter(library?.loading?.progress, "Making the sounds") : nothing}
  </div>`;
}

/** What an empty page asks for. */
export const hint = ({ phase, performance }: Session): string =>
  phase === "playing" && performance.words.all.length === 0 ? "type" : "";
