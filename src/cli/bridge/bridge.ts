/** The bridge: OSC over UDP and raw MIDI in, to the page over a WebSocket; what the page plays, out as OSC. */
import { createSocket } from "node:dgram";
import { createReadStream } from "node:fs";
import { messageOf } from "../failure";
import { MidiStream } from "./midi-stream";
import { decodeOsc, encodeOsc } from "./osc";
import { PageSocket } from "./web-socket";

export interface BridgeOptions {
  /** UDP port for OSC; 0: any. */
  readonly osc: number;
  /** WebSocket port for the page; 0: any. */
  readonly port: number;
  readonly host: string;
  /** Where OSC of played words goes. */
  readonly send: { readonly host: string; readonly port: number } | undefined;
  /** Pages of this machine may always connect; further ones by origin. */
  readonly origins: readonly string[];
  /** A raw MIDI device file. */
  readonly midi: string | undefined;
  readonly say: (sentence: string) => void;
}

export interface Bridge {
  readonly osc: number;
  readonly port: number;
  close(): Promise<void>;
}

const OWN = /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/** Rejects with the system's sentence when a port is taken. */
export async function openBridge(options: BridgeOptions): Promise<Bridge> {
  const { say, send, host } = options;
  const udp = createSocket(host.includes(":") ? "udp6" : "udp4");
  const pages = await PageSocket.open({
    port: options.port,
    host,
    allowed: (origin) => OWN.test(origin) || options.origins.includes(origin),
    onPages: (count) => say(count === 1 ? "One page is connected." : `${count} pages are connected.`),
    onText: (text) => {
      const message = played(text);
      if (message && send) udp.send(encodeOsc(message), send.port, send.host);
    },
  });
  udp.on("message", (bytes) => {
    try {
      for (const message of decodeOsc(bytes)) {
        const midi = message.args.find((arg) => typeof arg === "object");
        if (midi) pages.send(JSON.stringify({ midi: midi.slice(1), device: "OSC" }));
        else pages.send(JSON.stringify(message));
      }
    } catch (error) {
      say(messageOf(error));
    }
  });
  try {
    await new Promise<void>((resolve, reject) => {
      udp.once("error", reject);
      udp.bind(options.osc, host, resolve);
    });
  } catch (error) {
    await pages.close();
    udp.close();
    throw error;
  }
  udp.on("error", (error) => say(messageOf(error)));
  const stream = options.midi === undefined ? undefined : createReadStream(options.midi, { highWaterMark: 64 });
  const cut = new MidiStream();
  stream?.on("data", (bytes) => {
    for (const midi of cut.take(bytes as Buffer)) pages.send(JSON.stringify({ midi, device: options.midi }));
  });
  stream?.on("error", (error) => say(`${options.midi} cannot be heard: ${messageOf(error)}.`));
  return {
    osc: udp.address().port,
    port: pages.port,
    close: async () => {
      stream?.destroy();
      udp.close();
      await pages.close();
    },
  };
}

/** What a page says that it played, checked: `{"word": "red", "weight": 0.7}`. */
function played(text: string) {
  try {
    const said = JSON.parse(text) as { readonly word?: unknown; readonly weight?: unknown } | null;
    if (typeof said?.word !== "string") return undefined;
    return { address: "/lexigrain/word", args: [said.word, typeof said.weight === "number" ? said.weight : 1] };
  } catch {
    return undefined;
  }
}
