/** The field in which words are typed: `beforeinput`, `input` and composition events → typing. */
import type { Performance } from "./performance";

/** Words on or back, by the arrow key. */
const SCRUBS: Readonly<Record<string, number | undefined>> = {
  ArrowLeft: -1,
  ArrowRight: 1,
  ArrowUp: -1,
  ArrowDown: 1,
};

/** Handlers for a textarea that holds only the unfinished word. Thread: main. */
export class Field {
  readonly #performance: Performance;
  readonly #began: () => void;
  #pause: ReturnType<typeof setTimeout> | undefined;

  /** `began`: something was typed; called within the gesture, before the word is taken. */
  constructor(performing: Performance, began: () => void) {
    this.#performance = performing;
    this.#began = began;
  }

  readonly beforeInput = (event: InputEvent): void => {
    const field = event.target as HTMLTextAreaElement;
    const { inputType, data } = event;
    if (event.isComposing || !event.cancelable) return;
    this.#began();
    if (inputType === "insertLineBreak" || inputType === "insertParagraph") {
      event.preventDefault();
      this.#performance.take(this.#performance.typing.line(), event.timeStamp);
      this.#log("Enter", event);
    } else if (inputType === "insertText" && data !== null && atEnd(field)) {
      // The plain path, from key to word: nothing waits for the field to be changed and read again.
      event.preventDefault();
      this.#edit(field, field.value + data, "typed", event.timeStamp);
      this.#log(data, event);
    } else if (inputType === "insertFromPaste" || inputType === "insertFromDrop") {
      event.preventDefault();
      this.#performance.paste(event.dataTransfer?.getData("text/plain") ?? data ?? "");
      this.#log("Paste", event);
    } else if (inputType.startsWith("delete") && inputType.endsWith("Backward") && field.value === "") {
      event.preventDefault();
      this.#performance.takeBack();
      this.#log("Backspace", event);
    } else return;
    this.#show(field);
  };

  /** Whatever the field did by itself: editing in the middle, corrections, input methods. */
  readonly input = (event: InputEvent): void => {
    const field = event.target as HTMLTextAreaElement;
    this.#began();
    this.#edit(field, field.value, event.isComposing ? "composing" : "typed", event.timeStamp);
    this.#log(event.inputType.startsWith("delete") ? "Backspace" : "Edit", event);
    if (!event.isComposing) this.#show(field);
  };

  readonly compositionEnd = (event: CompositionEvent): void => {
    const field = event.target as HTMLTextAreaElement;
    this.#edit(field, field.value, "committed", event.timeStamp);
    this.#show(field);
  };

  /** Keys going down and up: speed and weight of the hand. A key held down repeats and is one key. */
  readonly key = (event: KeyboardEvent): void => {
    const { keystrokes, player } = this.#performance;
    const way = SCRUBS[event.key];
    // While a replay plays, arrows in an empty field go through it.
    const scrubs = event.type === "keydown" && way !== undefined && this.#performance.typing.text === "";
    if (scrubs && player.scrub(way)) return event.preventDefault();
    const letter = [...event.key].length === 1 && event.key !== " ";
    if (!letter || event.ctrlKey || event.metaKey || event.repeat) return;
    if (event.type === "keydown") keystrokes.down(event.code, event.timeStamp / 1000);
    else keystrokes.up(event.code, event.timeStamp / 1000);
  };

  /** The word waits for nobody who has left. */
  close(): void {
    clearTimeout(this.#pause);
  }

  /** Every stroke stands in the score, corrections too. */
  #log(key: string, { timeStamp }: Event): void {
    const { player, typing } = this.#performance;
    player.keys.stroke(key, typing.text, timeStamp);
  }

  #edit(field: HTMLTextAreaElement, text: string, state: "typed" | "composing" | "committed", time: number): void {
    const { typing } = this.#performance;
    this.#performance.take(typing.edit(text, time / 1000, state), time);
    clearTimeout(this.#pause);
    if (typing.pauseAt === undefined) return;
    const wait = typing.pauseAt * 1000 - performance.now();
    const end = (): void => {
      this.#performance.take(typing.pause(performance.now() / 1000));
      this.#show(field);
    };
    this.#pause = setTimeout(end, Math.max(0, wait));
  }

  /** Only when it differs: setting a value ends an input method's composition. */
  #show(field: HTMLTextAreaElement): void {
    if (field.value !== this.#performance.typing.text) field.value = this.#performance.typing.text;
  }
}

const atEnd = (field: HTMLTextAreaElement): boolean =>
  field.selectionStart === field.value.length && field.selectionEnd === field.value.length;
