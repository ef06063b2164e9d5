/** How the start gate lies over the empty stage: name, three words, a button. */
import { css } from "lit";

export const gateStyles = css`
  .gate {
    position: absolute;
    inset: 0 0 auto;
    min-height: 70cqh;
    display: flex;
    flex-direction: column;
    align-items: center;
    justify-content: center;
    gap: 1.2rem;
    text-align: center;
    pointer-events: none;
    padding: 0 8cqw;
  }
  .gate > * {
    pointer-events: auto;
    margin: 0;
    text-wrap: balance;
  }
  h1 {
    font-weight: 200;
    font-size: clamp(3rem, 15cqmin, 11rem);
    letter-spacing: -0.035em;
    line-height: 1;
  }
  .guide {
    font-size: clamp(1.1rem, 3.4cqmin, 2.4rem);
    color: var(--dim);
    font-weight: 300;
  }
  .start {
    font-size: clamp(1.1rem, 3cqmin, 1.8rem);
    font-weight: 400;
    color: var(--ground);
    background: var(--glow);
    border: 0;
    border-radius: 3rem;
    padding: 0.6em 2.4em;
    margin-top: 0.6rem;
    cursor: pointer;
  }
  .hint {
    color: var(--dim);
    font-size: var(--small);
  }
  .failure,
  .problem {
    color: var(--warn);
    max-width: 46rem;
    font-size: clamp(1rem, 2.4cqmin, 1.6rem);
  }
`;
