/** What encoders read and write on the command line; Ctrl+C ends a training with what was learned so far. */
import { readFile, writeFile } from "node:fs/promises";
import type { EncoderIo } from "../lexicon";
import type { Console } from "./console";
import { Failure, fileTrouble } from "./failure";

/** How often losses are said on stderr where nobody watches the progress line: the first epoch and every tenth. */
const TOLD = 10;

/** A second Ctrl+C ends the process as ever. */
export function encoderIo(out: Console): EncoderIo {
  let enough = false;
  let listening = false;
  const stop = (): void => {
    enough = true;
    out.say("Training ends after this epoch; a second Ctrl+C ends everything.");
  };
  return {
    readFile: (path) => readFile(path),
    writeFile: async (path, bytes) => {
      await writeFile(path, bytes).catch((error: unknown) => {
        throw new Failure(`${path} cannot be written: ${fileTrouble(error)}.`);
      });
    },
    watch: {
      epoch: ({ encoder, epoch, of, loss, heldOut }) => {
        if (!listening) process.once("SIGINT", stop);
        listening = true;
        if (epoch !== 1 && epoch % TOLD !== 0 && epoch !== of) return;
        const held = Number.isFinite(heldOut) ? `, held out ${heldOut.toFixed(4)}` : "";
        out.say(`${encoder}: epoch ${epoch} of ${of}, loss ${loss.toFixed(4)}${held}`);
      },
      enough: () => enough,
    },
    trained: () => {
      process.off("SIGINT", stop);
      listening = false;
    },
  };
}
