/** How the instrument lies on its ground: text above, the trace of its sound below, controls at the foot. */
import { css } from "lit";

export const styles = css`
  :host {
    display: block;
    position: relative;
    height: 100%;
    min-height: 26rem;
    overflow: hidden;
    container-type: size;
    line-height: 1.3;
  }
  .frame {
    position: absolute;
    inset: 0;
    display: grid;
    grid-template-rows: minmax(0, 1fr) clamp(3rem, 19cqh, 14rem) auto;
  }
  .flow {
    min-height: 0;
    overflow: hidden;
    display: flex;
    flex-direction: column;
    justify-content: flex-end;
    padding: 4cqmin 5cqw 1cqmin;
    font-size: clamp(1.6rem, 7.4cqmin, 7rem);
    line-height: 1.25;
    font-weight: 300;
    letter-spacing: -0.01em;
    cursor: text;
    mask-image: linear-gradient(to bottom, transparent, #000 18%);
  }
  .seen {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 1rem;
    padding-inline-end: 1.2rem;
    min-height: 0;
  }
  .entry {
    margin-inline-start: -0.1em;
    display: inline-grid;
    max-width: 100%;
    /* A textarea has no baseline of its own: by its top it stands as the words do. */
    vertical-align: top;
  }
  .entry:focus-within {
    box-shadow: 0 0.06em 0 -0.02em oklch(0.82 0.14 75 / 0.55);
  }
  .entry::after {
    content: attr(data-text) " ";
    visibility: hidden;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
    grid-area: 1 / 1;
    min-width: 0.6em;
  }
  .entry[data-text=""]::before {
    content: attr(data-ghost);
    color: var(--dim);
    white-space: pre-wrap;
    grid-area: 1 / 1;
  }
  textarea,
  textarea:focus-visible {
    grid-area: 1 / 1;
    width: 100%;
    min-width: 0;
    padding: 0;
    margin: 0;
    border: 0;
    outline: none;
    resize: none;
    overflow: hidden;
    background: none;
    color: var(--ink);
    caret-color: var(--glow);
    letter-spacing: inherit;
    line-height: inherit;
    overflow-wrap: anywhere;
  }
  .panel {
    position: relative;
    display: grid;
    grid-template-columns: minmax(12rem, 1.4fr) minmax(14.5rem, 1fr) minmax(7rem, 0.9fr) minmax(7rem, 0.9fr) auto;
    gap: 1rem 2.5cqw;
    align-items: start;
    padding: 1.1rem 5cqw 1.3rem;
    font-size: var(--small);
    border-top: 1px solid var(--line);
    background: var(--ground);
  }
  lexi-grain-shape,
  lexi-grain-pad,
  lexi-grain-desk {
    position: absolute;
    inset: 0 0 auto;
    max-height: 62cqh;
    z-index: 1;
    box-shadow: 0 1.4rem 1.6rem 0.4rem var(--ground);
  }
  .panel p {
    margin: 0;
  }
  .corpus {
    color: var(--dim);
  }
  .corpus b {
    color: var(--ink);
    font-weight: 500;
  }
  .picks,
  .stops {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
  }
  .picks {
    margin-top: 0.5rem;
  }
  .stops {
    flex-direction: column;
    align-items: end;
  }
  .stops > div {
    display: flex;
    gap: 0.5rem;
  }
  .pick {
    position: relative;
    border: 1px solid var(--line);
    border-radius: 2rem;
    padding: 0.35rem 1rem;
    cursor: pointer;
  }
  .pick:focus-within {
    outline: 2px solid var(--glow);
    outline-offset: 3px;
  }
  .pick input {
    position: absolute;
    inset: 0;
    opacity: 0;
    cursor: pointer;
    width: 100%;
  }
  .cutting {
    display: flex;
    flex-wrap: wrap;
    gap: 0.35rem 1.1rem;
    color: var(--dim);
  }
  .unit {
    display: flex;
    gap: 0.7rem;
    align-items: center;
    flex-basis: 100%;
  }
  .unit select {
    color: var(--ink);
    flex: 1;
    min-width: 0;
  }
  .switch {
    display: flex;
    gap: 0.45rem;
    align-items: center;
    min-height: 1.75rem;
  }
  input[type="checkbox"] {
    accent-color: var(--dim);
    width: 1.05rem;
    height: 1.05rem;
    margin: 0;
  }
  details {
    margin-top: 0.5rem;
    color: var(--dim);
  }
  summary {
    cursor: pointer;
    min-height: 1.5rem;
  }
  details ul {
    position: absolute;
    bottom: 100%;
    left: 5cqw;
    right: 5cqw;
    max-height: 40cqh;
    overflow: auto;
    margin: 0;
    padding: 1rem 1.4rem;
    list-style: none;
    background: var(--raised);
    border: 1px solid var(--line);
    border-radius: 0.5rem;
  }
  .problem {
    pointer-events: none;
    position: absolute;
    top: 0.8rem;
    left: 5cqw;
    z-index: 2;
    margin: 0;
    padding: 0.5rem 1.1rem;
    font-size: var(--small);
    background: var(--raised);
    border-inline-start: 3px solid var(--warn);
    border-radius: 0.2rem;
  }
  .meter {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: 0.1rem 1rem;
    min-width: min(22rem, 80cqw);
    font-size: var(--small);
    text-align: start;
  }
  .note {
    color: var(--dim);
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    text-align: end;
  }
  progress {
    grid-column: 1 / -1;
    appearance: none;
    width: 100%;
    height: 2px;
    border: 0;
    background: var(--line);
  }
  progress::-webkit-progress-bar {
    background: var(--line);
  }
  progress::-webkit-progress-value {
    background: var(--glow);
  }
  progress::-moz-progress-bar {
    background: var(--glow);
  }
  .drop {
    position: absolute;
    inset: 1rem;
    margin: 0;
    display: grid;
    place-content: center;
    font-size: clamp(1.5rem, 6cqmin, 4rem);
    font-weight: 300;
    border: 2px dashed var(--glow);
    border-radius: 1rem;
    background: color-mix(in oklab, var(--ground) 88%, transparent);
    pointer-events: none;
  }
  @container (max-width: 900px) {
    .panel {
      grid-template-columns: 1fr 1fr;
      gap: 0.8rem 1.4rem;
      padding-block: 0.8rem;
    }
    .sounds,
    .cutting,
    .stops {
      grid-column: 1 / -1;
    }
    .stops {
      align-items: start;
    }
    .sounds:has(.picks) {
      display: flex;
      flex-wrap: wrap;
      gap: 0.3rem 1rem;
      align-items: center;
    }
    .corpus {
      flex: 1 1 9rem;
    }
    .picks {
      margin: 0;
    }
    .flow {
      padding-inline: max(5cqw, 2rem) 4cqw;
    }
  }
  /* Little room: what is shaped, played or typed just now goes before what was chosen once. */
  @container (max-width: 600px) {
    .panel.under > :not(.stops) {
      display: none;
    }
  }
  @container (max-height: 560px) {
    .panel > :is(.sounds, .cutting) {
      display: none;
    }
  }
`;
