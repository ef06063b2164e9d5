/** Type, colour and the few shapes that everything shares. */
import { css } from "lit";
import fontUrl from "@fontsource-variable/roboto-slab/files/roboto-slab-latin-wght-normal.woff2?url";

const FAMILY = "Lexigrain Slab";

/** Makes the typeface known to a window; without it (or where a page forbids it) the reader's own serif stands in. */
export function loadTypeface(view: Window & typeof globalThis = window): void {
  const { fonts } = view.document;
  if ([...fonts].some(({ family }) => family.includes(FAMILY))) return;
  const url = new URL(fontUrl, import.meta.url).href;
  const face = new view.FontFace(FAMILY, `url(${JSON.stringify(url)}) format("woff2")`, { weight: "100 900" });
  fonts.add(face);
  // A face that cannot be loaded is not an error of the instrument.
  face.load().catch(() => undefined);
}

/** The house colours. */
export const CALM = css`
  --ground: oklch(0.155 0.012 60);
  --raised: oklch(0.2 0.014 60);
  --line: oklch(0.36 0.016 70);
  --dim: oklch(0.72 0.02 80);
  --ink: oklch(0.94 0.02 85);
  --glow: oklch(0.82 0.14 75);
  --warn: oklch(0.78 0.15 35);
`;
/** The strongest colours only. */
export const STARK = css`
  --ground: #000;
  --raised: #000;
  --line: #fff;
  --dim: #fff;
  --ink: #fff;
  --glow: #ffe000;
  --warn: #ffb000;
`;

/** Colours and times, set once on the outermost element: whatever lies in it inherits them. `contrast` and `motion` are its attributes. */
export const palette = css`
  :host {
    ${CALM}
    --fade: 0.9s;
    --slab: "Lexigrain Slab", "Rockwell", "Roboto Slab", Georgia, serif;
  }
  @media (prefers-contrast: more) {
    :host {
      ${STARK}
    }
  }
  :host([contrast="more"]) {
    ${STARK}
  }
  @media (prefers-reduced-motion: reduce) {
    :host {
      --fade: 0s;
    }
  }
  :host([motion="less"]) {
    --fade: 0s;
  }
`;

/** Every slider: a thin line, lit up to `--at`, and a knob. */
export const range = css`
  input[type="range"] {
    appearance: none;
    width: 100%;
    height: 1.5rem;
    margin: 0;
    background: none;
    cursor: ew-resize;
    touch-action: pan-y;
  }
  input[type="range"]::-webkit-slider-runnable-track {
    height: 2px;
    background: linear-gradient(to right, var(--fill, var(--glow)) var(--at, 0%), var(--line) var(--at, 0%));
  }
  input[type="range"]::-moz-range-track {
    height: 2px;
    background: linear-gradient(to right, var(--fill, var(--glow)) var(--at, 0%), var(--line) var(--at, 0%));
  }
  input[type="range"]::-webkit-slider-thumb {
    appearance: none;
    width: 0.9rem;
    height: 0.9rem;
    margin-top: calc(1px - 0.45rem);
    border-radius: 50%;
    background: var(--ink);
    border: 0;
  }
  input[type="range"]::-moz-range-thumb {
    width: 0.9rem;
    height: 0.9rem;
    border-radius: 50%;
    background: var(--ink);
    border: 0;
  }
  input[type="range"]:disabled {
    opacity: 0.5;
  }
`;

export const theme = css`
  ${range}
  :host {
    --small: clamp(0.85rem, 0.6rem + 0.5cqmin, 1.1rem);
    color: var(--ink);
    background: var(--ground);
    font-family: var(--slab);
    font-weight: 350;
  }
  * {
    box-sizing: border-box;
  }
  button,
  select,
  input,
  textarea {
    font: inherit;
    color: inherit;
  }
  button.plain,
  select {
    background: none;
    border: 1px solid var(--line);
    border-radius: 2rem;
    padding: 0.35rem 1rem;
    cursor: pointer;
    min-height: 2rem;
  }
  button.plain[aria-pressed="true"] {
    background: var(--glow);
    border-color: var(--glow);
    color: var(--ground);
  }
  button.plain:disabled {
    opacity: 0.5;
    cursor: default;
  }
  button.plain[aria-expanded="true"] {
    border-color: var(--glow);
    color: var(--glow);
  }
  button.plain:hover,
  select:hover {
    border-color: var(--ink);
  }
  select option {
    background: var(--raised);
  }
  :focus-visible {
    outline: 2px solid var(--glow);
    outline-offset: 3px;
  }
  .unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;
