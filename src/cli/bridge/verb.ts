/** `lexigrain bridge`: keeps a bridge open until it is ended. */
import { UsageError } from "../failure";
import type { Verb } from "../verb";
import { openBridge } from "./bridge";

/** "host:port" */
function target(text: string | undefined): { readonly host: string; readonly port: number } | undefined {
  if (text === undefined) return undefined;
  const found = /^(.+):(\d+)$/.exec(text);
  const port = Number(found?.[2]);
  if (!found || !(port >= 1 && port <= 65_535)) throw new UsageError(`--send ${text}: HOST:PORT is needed.`);
  return { host: found[1], port };
}

export const bridge: Verb = {
  name: "bridge",
  summary: "OSC and raw MIDI to a page in the browser, played words to OSC",
  usage: "[options]",
  options: [
    { name: "osc", value: "PORT", fallback: "9000", help: "UDP port on which OSC is heard." },
    { name: "port", value: "PORT", fallback: "9001", help: "Port of the page's connection." },
    {
      name: "host",
      value: "ADDRESS",
      fallback: "127.0.0.1",
      help: "Where both listen; only this machine unless you say so.",
    },
    { name: "send", value: "HOST:PORT", help: "Where played words are told as OSC." },
    {
      name: "origin",
      value: "URL",
      many: true,
      help: "A page from elsewhere that may connect, as https://example.org.",
    },
    { name: "midi", value: "FILE", help: "A raw MIDI device, as /dev/snd/midiC1D0 on Linux." },
  ],
  check: () => Promise.resolve(),
  async run(args, out) {
    const one = await openBridge({
      osc: args.number("osc", 0, 65_535, true) ?? 9000,
      port: args.number("port", 0, 65_535, true) ?? 9001,
      host: args.needed("host"),
      send: target(args.text("send")),
      origins: args.list("origin"),
      midi: args.text("midi"),
      say: (sentence) => out.say(sentence),
    });
    out.say(
      `OSC is heard on UDP port ${one.osc}; on the page: Desk, Devices, Connect to port ${one.port}. Ctrl+C ends it.`,
    );
    await new Promise<void>((resolve) => {
      for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
    });
    await one.close();
  },
};
