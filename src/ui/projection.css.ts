/** How the second window looks: words for the last row, ten metres away, and grains rising from the sounding ones. */
import { STARK, CALM } from "./theme";

export const projectionStyles = `
  :root {
    ${CALM.cssText}
    background: var(--ground);
    color: var(--dim);
    font-family: "Lexigrain Slab", "Rockwell", "Roboto Slab", Georgia, serif;
    font-weight: 400;
    font-size: clamp(3rem, 11vmin, 12rem);
    line-height: 1.18;
    letter-spacing: -0.01em;
  }
  :root.stark {
    ${STARK.cssText}
  }
  html, body {
    height: 100%;
    margin: 0;
    overflow: hidden;
    cursor: none;
  }
  main {
    position: absolute;
    inset: 0;
    box-sizing: border-box;
    padding: 6vmin 5vw 12vmin;
    display: flex;
    flex-direction: column;
    justify-content: flex-end;
    overflow-wrap: anywhere;
  }
  p {
    margin: 0;
    min-height: 1.18em;
  }
  span {
    transition: color 0.9s ease-out;
  }
  span.sounding {
    color: oklch(0.92 0.13 var(--hue));
    transition: none;
  }
  .stark span.sounding {
    text-decoration: underline 0.07em;
    text-underline-offset: 0.12em;
  }
  .still span {
    transition: none;
  }
  i {
    font-style: normal;
    color: var(--ink);
  }
  i::after {
    content: "";
    display: inline-block;
    width: 0.05em;
    height: 0.85em;
    margin-inline-start: 0.04em;
    vertical-align: -0.08em;
    background: var(--glow);
  }
  canvas {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    pointer-events: none;
  }
  small {
    position: absolute;
    inset: auto 0 2vmin;
    text-align: center;
    font-size: 2.6vmin;
    letter-spacing: 0;
    opacity: 0.8;
  }
  :root:fullscreen small, .played small {
    display: none;
  }
`;
