/**
 * A second hand for the built-in sounds: makes them from the last one down, beside the lexicon's worker, and is ended when
 * the two meet. Runs in a dedicated worker that the page starts for it and lets go of afterwards.
 */
import { builtinCount, synthesiseBuiltin } from "./corpus";
import type { MadeSound, SynthesisOrder } from "./protocol";

onmessage = ({ data: { sampleRate, port } }: MessageEvent<SynthesisOrder>) => {
  // Any message: the sounds are not known from an earlier visit.
  port.onmessage = () => {
    for (let index = builtinCount - 1; index >= 0; index--) {
      const { samples } = synthesiseBuiltin(index, sampleRate);
      const made: MadeSound = { index, samples };
      port.postMessage(made, [samples.buffer]);
    }
  };
};
