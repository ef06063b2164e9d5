/** The bridge: OSC there and back, real UDP to a real WebSocket, and pages of other origins kept out. */
import { createSocket } from "node:dgram";
import { connect } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { type Bridge, openBridge } from "../../src/cli/bridge/bridge";
import { MidiStream } from "../../src/cli/bridge/midi-stream";
import { decodeOsc, encodeOsc } from "../../src/cli/bridge/osc";

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

async function bridge(more: Partial<Parameters<typeof openBridge>[0]> = {}): Promise<Bridge & { said: string[] }> {
  const said: string[] = [];
  const own = { osc: 0, port: 0, host: "127.0.0.1", send: undefined, origins: [], midi: undefined };
  const one = await openBridge({ ...own, say: (sentence) => said.push(sentence), ...more });
  open.push(one);
  return { ...one, said };
}

/** A page as a browser would connect; `lines` are the texts it hears. */
async function page(port: number, origin: string) {
  const socket = connect(port, "127.0.0.1");
  open.push({ close: () => socket.destroy() });
  const lines: string[] = [];
  let [head, waiting] = ["", Buffer.alloc(0)];
  const heard: (() => void)[] = [];
  const tell = (): void => heard.splice(0).forEach((done) => done());
  socket.on("data", (data) => {
    waiting = Buffer.concat([waiting, data]);
    const end = head === "" ? waiting.indexOf("\r\n\r\n") : -1;
    if (end >= 0) [head, waiting] = [waiting.toString("utf8", 0, end), waiting.subarray(end + 4)];
    while (head !== "" && waiting.length >= 2) {
      const short = waiting[1];
      const from = short === 126 ? 4 : 2;
      const length = short === 126 ? waiting.readUInt16BE(2) : short;
      if (waiting.length < from + length) break;
      lines.push(waiting.toString("utf8", from, from + length));
      waiting = waiting.subarray(from + length);
    }
    tell();
  });
  socket.on("close", tell);
  socket.write(
    `GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\nOrigin: ${origin}\r\n\r\n`,
  );
  const until = async (done: () => boolean): Promise<void> => {
    while (!done()) await new Promise<void>((next) => heard.push(next));
  };
  await until(() => head !== "");
  return {
    head,
    lines,
    until,
    say: (text: string) => {
      const [mask, data] = [Buffer.from([1, 2, 3, 4]), Buffer.from(text)];
      const masked = data.map((byte, i) => byte ^ mask[i % 4]);
      socket.write(Buffer.concat([Buffer.from([0x81, 0x80 | data.length]), mask, masked]));
    },
  };
}

const send = (port: number, bytes: Uint8Array): Promise<void> =>
  new Promise((done) => {
    const udp = createSocket("udp4");
    udp.send(bytes, port, "127.0.0.1", () => udp.close(() => done()));
  });

describe("OSC", () => {
  it("goes there and back, also in bundles", () => {
    const messages = [
      { address: "/lexigrain/gain", args: [0.5] },
      { address: "/lexigrain/word", args: ["größer", true, false] },
      { address: "/lexigrain/panic", args: [] },
      { address: "/midi", args: [[0, 0x90, 60, 127]] },
    ];
    for (const message of messages) {
      const bytes = encodeOsc(message);
      expect(bytes.length % 4).toBe(0);
      expect(decodeOsc(bytes)).toEqual([message]);
    }
    const inner = messages.flatMap((message) => {
      const bytes = encodeOsc(message);
      return [Buffer.from([0, 0, 0, bytes.length]), Buffer.from(bytes)];
    });
    const bundle = Buffer.concat([Buffer.from("#bundle\0"), Buffer.alloc(8), ...inner]);
    expect(decodeOsc(new Uint8Array(bundle))).toEqual(messages);
  });

  it("has the bytes of the specification's own example, and integers", () => {
    const bytes = Buffer.from("/oscillator/4/frequency\0,f\0\0\x43\xdc\0\0", "latin1");
    expect(decodeOsc(new Uint8Array(bytes))).toEqual([{ address: "/oscillator/4/frequency", args: [440] }]);
    expect(Buffer.from(encodeOsc({ address: "/oscillator/4/frequency", args: [440] }))).toEqual(bytes);
    expect(decodeOsc(new Uint8Array(Buffer.from("/a\0\0,iN\0\xff\xff\xff\xff", "latin1")))[0].args).toEqual([-1]);
  });

  it("refuses what is none, in a sentence, and reads no byte beyond its end", () => {
    for (const text of [
      "",
      "abc",
      "nothing\0",
      "/a\0\0,f\0\0",
      "/aaa/bbb",
      "/a\0\0,q\0\0",
      "/a\0\0,b\0\0\x7f\xff\xff\xff",
    ])
      expect(() => decodeOsc(new Uint8Array(Buffer.from(text, "latin1")))).toThrow(/OSC/);
  });
});

describe("bridge", () => {
  it("brings OSC from UDP to the page, MIDI arguments as MIDI, and goes on after rubbish", async () => {
    const one = await bridge();
    const here = await page(one.port, "http://localhost:4173");
    expect(here.head).toContain("101");
    expect(here.head).toContain("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    await send(one.osc, Buffer.from("rubbish!"));
    await send(one.osc, encodeOsc({ address: "/lexigrain/gain", args: [0.5] }));
    await here.until(() => here.lines.length >= 1);
    await send(one.osc, encodeOsc({ address: "/x", args: [[0, 0x90, 60, 127]] }));
    await here.until(() => here.lines.length >= 2);
    expect(here.lines.map((line) => JSON.parse(line) as unknown)).toEqual([
      { address: "/lexigrain/gain", args: [0.5] },
      { midi: [0x90, 60, 127], device: "OSC" },
    ]);
    expect(one.said.join(" ")).toContain("OSC");
  });

  it("tells played words as OSC", async () => {
    const udp = createSocket("udp4");
    open.push({ close: () => udp.close() });
    await new Promise<void>((done) => udp.bind(0, "127.0.0.1", done));
    const heard = new Promise<Buffer>((done) => udp.once("message", done));
    const one = await bridge({ send: { host: "127.0.0.1", port: udp.address().port } });
    const here = await page(one.port, "http://127.0.0.1:8080");
    here.say("no json");
    here.say(JSON.stringify({ word: "frog", weight: 0.75 }));
    expect(decodeOsc(new Uint8Array(await heard))).toEqual([{ address: "/lexigrain/word", args: ["frog", 0.75] }]);
  });

  it("lets in pages of this machine, and others only by name", async () => {
    const one = await bridge({ origins: ["https://stage.example"] });
    for (const origin of ["http://localhost:1", "https://127.0.0.1", "https://stage.example"])
      expect((await page(one.port, origin)).head).toContain("101");
    for (const origin of ["https://evil.example", "http://localhost.evil.example", "null"])
      expect((await page(one.port, origin)).head).toContain("403");
  });
});

describe("raw MIDI", () => {
  it("is cut into messages: running status, clocks in between, no system exclusive", () => {
    const stream = new MidiStream();
    expect(stream.take([0x90, 60])).toEqual([]);
    expect(stream.take([0xf8, 100, 62, 0, 0xc0, 5, 6])).toEqual([
      [0xf8],
      [0x90, 60, 100],
      [0x90, 62, 0],
      [0xc0, 5],
      [0xc0, 6],
    ]);
    expect(stream.take([0xf0, 1, 2, 3, 0xf7, 4, 0xe1, 0, 64])).toEqual([[0xe1, 0, 64]]);
  });
});
