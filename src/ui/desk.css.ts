/** What the pages of the desk look like: text first, few lines, the drawer's own ground. */
import { css } from "lit";

export const deskStyles = css`
  :host {
    display: block;
    font-size: var(--small);
  }
  .columns {
    display: flex;
    flex-wrap: wrap;
    gap: 1rem 4cqw;
    align-items: start;
  }
  .columns > * {
    flex: 1 1 18rem;
    min-width: 0;
  }
  h2,
  legend {
    margin: 0 0 0.4rem;
    padding: 0;
    font-size: inherit;
    font-weight: 600;
    letter-spacing: 0.02em;
  }
  :is(section, div) > h2:not(:first-child),
  .columns > div > :not(:first-child):is(section, lexi-grain-relations, lexi-grain-near) {
    display: block;
    margin-top: 1.3rem;
  }
  fieldset {
    border: 0;
    margin: 0;
    padding: 0;
  }
  p,
  ul,
  ol,
  dl {
    margin: 0 0 0.6rem;
    padding: 0;
    list-style: none;
  }
  dl {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: 0.35rem 1.4rem;
  }
  dd {
    margin: 0;
  }
  .dim,
  dt {
    color: var(--dim);
  }
  label.way {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: 0.1rem 0.7rem;
    align-items: center;
    min-height: 2rem;
    cursor: pointer;
  }
  label.way .dim {
    grid-column: 2;
    margin-bottom: 0.4rem;
  }
  input[type="radio"] {
    accent-color: var(--glow);
    width: 1.05rem;
    height: 1.05rem;
    margin: 0;
  }
  input.typed {
    background: var(--raised);
    border: 1px solid var(--line);
    border-radius: 0.4rem;
    padding: 0.35rem 0.8rem;
    min-height: 2rem;
    width: min(22rem, 100%);
  }
  input.typed.few {
    width: 5rem;
    padding: 0.2rem 0.5rem;
  }
  input[type="checkbox"] {
    accent-color: var(--glow);
    width: 1.05rem;
    height: 1.05rem;
    margin: 0;
  }
  .wide {
    overflow-x: auto;
  }
  .unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }
  input.typed.short {
    width: 9rem;
  }
  .row input[type="range"] {
    width: 9rem;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem 0.8rem;
    align-items: center;
    margin-bottom: 0.7rem;
  }
  .row label {
    display: flex;
    gap: 0.6rem;
    align-items: center;
    color: var(--dim);
  }
  .row select {
    color: var(--ink);
  }
  table {
    border-collapse: collapse;
  }
  th,
  td {
    text-align: start;
    font-weight: inherit;
    padding: 0.2rem 1.6rem 0.2rem 0;
  }
  th {
    color: var(--dim);
  }
  td.number {
    font-variant-numeric: tabular-nums;
  }
  .weight {
    display: grid;
    grid-template-columns: 8.5rem minmax(4rem, 12rem) 3rem;
    gap: 0.8rem;
    align-items: center;
    min-height: 2rem;
  }
  .weight input {
    accent-color: var(--glow);
    min-width: 0;
  }
  .pick {
    position: relative;
    border: 1px solid var(--line);
    border-radius: 2rem;
    padding: 0.35rem 1rem;
    min-height: 2rem;
    cursor: pointer;
  }
  .row .pick {
    color: var(--ink);
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
    min-width: 0;
    width: 100%;
  }
  .milliseconds {
    width: 7rem;
  }
  .skipped {
    max-height: 9rem;
    overflow: auto;
    overflow-wrap: anywhere;
  }
  td {
    overflow-wrap: anywhere;
  }
  .meter {
    display: grid;
    gap: 0.15rem;
    min-width: 14rem;
  }
  .meter progress {
    accent-color: var(--glow);
    width: 100%;
  }
  .meter .note {
    color: var(--dim);
    overflow-wrap: anywhere;
  }
  .large {
    font-size: 1.35em;
    padding: 0.5rem 1.5rem;
  }
`;
