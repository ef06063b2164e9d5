/** How the pad lies in its drawer: the surface with a ruler below and beside it, then what its axes turn. */
import { css } from "lit";

export const padStyles = css`
  :host {
    --high: clamp(9rem, 36cqh, 30rem);
    display: flex;
    flex-wrap: wrap;
    gap: 1rem 3cqw;
    overflow: auto;
    padding: 1.2rem 5cqw 1.2rem;
    font-size: var(--small);
    border-bottom: 1px solid var(--line);
  }
  .pad {
    position: relative;
    flex: 3 1 17rem;
    display: grid;
    grid-template: "y surface" var(--high) "none x" 1.5rem / 1.5rem minmax(0, 1fr);
  }
  .surface {
    grid-area: surface;
    position: relative;
    overflow: hidden;
    touch-action: none;
    cursor: crosshair;
    border: 1px solid var(--line);
    border-radius: 0.6rem;
    background: radial-gradient(circle, var(--line) 1px, transparent 1.5px) center / 2rem 2rem var(--raised);
  }
  .puck {
    position: absolute;
    inset: 0;
    pointer-events: none;
    background: radial-gradient(
      circle at var(--x) var(--y),
      oklch(0.8 0.13 var(--hue) / 0.5),
      oklch(0.8 0.13 var(--hue) / 0.12) 3.5rem,
      transparent 8rem
    );
  }
  .puck::before,
  .puck::after {
    content: "";
    position: absolute;
    background: oklch(0.8 0.13 var(--hue) / 0.45);
  }
  .puck::before {
    inset: 0 auto 0 var(--x);
    width: 1px;
  }
  .puck::after {
    inset: var(--y) 0 auto;
    height: 1px;
  }
  .puck.second {
    filter: hue-rotate(120deg);
  }
  .said {
    position: absolute;
    padding: 0.35rem 0.8rem;
    pointer-events: none;
    font-variant-numeric: tabular-nums;
  }
  .said.y {
    inset: 0 auto auto 0;
  }
  .said.x {
    inset: auto 0 0 auto;
  }
  .ruler.x {
    grid-area: x;
  }
  .ruler.y {
    grid-area: y;
    width: var(--high);
    transform-origin: 0 0;
    transform: translateY(var(--high)) rotate(-90deg);
  }
  .axes {
    flex: 1 1 20rem;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    gap: 0.4rem 0.6rem;
    align-items: center;
    margin-bottom: 0.55rem;
  }
  .row label {
    display: grid;
    grid-template-columns: 5.2rem 9.5rem;
    align-items: center;
    color: var(--dim);
  }
  .row select {
    color: var(--ink);
    min-width: 0;
  }
  .dim {
    color: var(--dim);
  }
  input.typed {
    width: 4.2rem;
    min-height: 2rem;
    padding: 0.2rem 0.5rem;
    background: var(--raised);
    border: 1px solid var(--line);
    border-radius: 0.4rem;
  }
  input[type="checkbox"] {
    accent-color: var(--glow);
    width: 1.05rem;
    height: 1.05rem;
    margin: 0;
  }
  p {
    margin: 0;
  }
`;
