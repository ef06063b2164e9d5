/** The page's end of `lexigrain bridge`: OSC and MIDI from programs on this machine, played words back to them. */
import { remoteDeed } from "../input";
import type { Midi } from "./midi";
import type { PlayedParts } from "./parts";

/** Thread: main. */
export class BridgeLine {
  readonly #session: PlayedParts & { readonly midi: Midi };
  readonly #changed: () => void;
  #socket: WebSocket | undefined;

  /** off · opening · on. */
  state: "off" | "opening" | "on" = "off";
  /** Why it is off. */
  reason = "";

  constructor(session: PlayedParts & { readonly midi: Midi }, changed: () => void) {
    this.#session = session;
    this.#changed = changed;
  }

  /** To the bridge on this machine. */
  connect(port: number): void {
    this.close();
    const { midi } = this.#session;
    const socket = new WebSocket(`ws://127.0.0.1:${port}/`);
    this.#socket = socket;
    this.#show("opening", "");
    socket.onopen = () => this.#show("on", "");
    socket.onmessage = ({ data, timeStamp }: MessageEvent<unknown>) => {
      if (typeof data === "string") this.take(data, timeStamp);
    };
    socket.onclose = () => {
      if (this.#socket !== socket) return;
      const never = this.state === "opening";
      this.#socket = undefined;
      midi.letGo();
      this.#show(
        "off",
        never ? `Nobody answers on port ${port}: run lexigrain bridge first.` : "The bridge has ended.",
      );
    };
  }

  close(): void {
    const socket = this.#socket;
    this.#socket = undefined;
    socket?.close();
    if (!socket) return;
    this.#session.midi.letGo();
    this.#show("off", "");
  }

  /** A cloud began: its word is told. */
  started(id: number): void {
    const word = this.state === "on" ? this.#session.performance.words.of(id) : undefined;
    if (!word || word.whisper) return;
    this.#socket?.send(JSON.stringify({ word: word.token, weight: word.placed?.units[0]?.weight ?? 1 }));
  }

  /** One line of the bridge. `time`: milliseconds of the page. */
  take(line: string, time: number): void {
    const deed = remoteDeed(line);
    if (!deed) return;
    const { shaping, performance, midi } = this.#session;
    switch (deed.type) {
      case "control":
        return shaping.turn(deed.id, deed.value);
      case "word":
        return performance.paste(`${deed.word} `);
      case "note":
        return midi.take([deed.velocity > 0 ? 0x90 : 0x80, deed.note, Math.round(127 * deed.velocity)], "OSC", time);
      case "preset": {
        const { presets } = shaping;
        const preset =
          typeof deed.name === "number" ? presets[deed.name] : presets.find(({ name }) => name === deed.name);
        return preset && shaping.blend(preset, preset, 0);
      }
      case "midi":
        return midi.take(deed.data, deed.device, time);
      case "stop":
        return performance.stop();
      case "panic":
        return performance.panic();
      case "undo":
        return shaping.undo();
      case "redo":
        return shaping.redo();
    }
  }

  #show(state: "off" | "opening" | "on", reason: string): void {
    [this.state, this.reason] = [state, reason];
    this.#changed();
  }
}
