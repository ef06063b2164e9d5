/** Why a file cannot be used: one sentence that names what it is and what to do, and nothing else. */

/** Thrown by the readers; the message is the sentence for the skipped list, without the file's name. */
export class Refusal extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = "Refusal";
  }
}
