/** The little of WebSocket (RFC 6455) that a bridge on one's own machine needs: short texts to and from pages of known origins. */
import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";

const MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
/** Whoever sends more at once is no page of ours. */
const LONGEST = 65_536;
enum Opcode {
  text = 1,
  close = 8,
  ping = 9,
  pong = 10,
}

export interface PageSocketOptions {
  readonly port: number;
  readonly host: string;
  /** Whether pages of that origin may connect. */
  readonly allowed: (origin: string) => boolean;
  readonly onText: (text: string) => void;
  readonly onPages: (count: number) => void;
}

/** All pages that are connected now. Thread: Node's main one. */
export class PageSocket {
  readonly #server: Server;
  readonly #options: PageSocketOptions;
  readonly #pages = new Set<Duplex>();

  private constructor(options: PageSocketOptions) {
    this.#options = options;
    this.#server = createServer((_, response) => {
      response
        .writeHead(426, { "Content-Type": "text/plain" })
        .end("This is the bridge: a page of Lexigrain talks to it.\n");
    });
    this.#server.on("upgrade", (request, socket) => this.#upgrade(request, socket));
  }

  /** Listens; rejects when the port is taken. */
  static async open(options: PageSocketOptions): Promise<PageSocket> {
    const one = new PageSocket(options);
    await new Promise<void>((resolve, reject) => {
      one.#server.once("error", reject);
      one.#server.listen(options.port, options.host, resolve);
    });
    return one;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** To every page. */
  send(text: string): void {
    const bytes = frame(Opcode.text, Buffer.from(text));
    for (const page of this.#pages) page.write(bytes);
  }

  close(): Promise<void> {
    for (const page of this.#pages) page.destroy();
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }

  #upgrade(request: IncomingMessage, socket: Duplex): void {
    const { origin, "sec-websocket-key": key } = request.headers;
    socket.on("error", () => socket.destroy());
    if (origin === undefined || !this.#options.allowed(origin) || key === undefined) {
      socket.end("HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n");
      return;
    }
    const accept = createHash("sha1").update(`${key}${MAGIC}`).digest("base64");
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
    );
    this.#pages.add(socket);
    this.#options.onPages(this.#pages.size);
    let waiting = Buffer.alloc(0);
    socket.on("data", (data: Buffer) => {
      waiting = Buffer.concat([waiting, data]);
      const rest = this.#read(waiting, socket);
      if (rest) waiting = Buffer.from(rest);
      else socket.destroy();
    });
    socket.on("close", () => {
      this.#pages.delete(socket);
      this.#options.onPages(this.#pages.size);
    });
  }

  /** Takes whole frames off the front; undefined: this is to end. */
  #read(bytes: Buffer, socket: Duplex): Buffer | undefined {
    let rest = bytes;
    for (;;) {
      if (rest.length < 2) return rest;
      const opcode = rest[0] & 15;
      const short = rest[1] & 127;
      const head = short === 126 ? 8 : 6;
      // Pages mask what they send, in one piece, and never that much of it.
      if ((rest[0] & 128) === 0 || (rest[1] & 128) === 0 || short === 127) return undefined;
      if (rest.length < head) return rest;
      const length = short === 126 ? rest.readUInt16BE(2) : short;
      if (length > LONGEST) return undefined;
      if (rest.length < head + length) return rest;
      const mask = rest.subarray(head - 4, head);
      const data = Buffer.from(rest.subarray(head, head + length).map((byte, i) => byte ^ mask[i % 4]));
      rest = rest.subarray(head + length);
      if (opcode === (Opcode.close as number)) return undefined;
      if (opcode === (Opcode.ping as number)) socket.write(frame(Opcode.pong, data));
      if (opcode === (Opcode.text as number)) this.#options.onText(data.toString("utf8"));
    }
  }
}

function frame(opcode: Opcode, data: Buffer): Buffer {
  const head = data.length < 126 ? Buffer.from([128 | opcode, data.length]) : Buffer.from([128 | opcode, 126, 0, 0]);
  if (data.length >= 126) head.writeUInt16BE(Math.min(65_535, data.length), 2);
  return Buffer.concat([head, data.subarray(0, 65_535)]);
}
