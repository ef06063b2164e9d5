/** Open Sound Control 1.0 and the argument types in common use, between bytes and messages. */

type OscArgument = number | string | boolean | readonly number[];

/** One message; MIDI arguments (type m) are four bytes: port, status, data, data. */
export interface OscMessage {
  readonly address: string;
  readonly args: readonly OscArgument[];
}

const BUNDLE = "#bundle";
/** Bundles within bundles deeper than this are nobody's. */
const DEEPEST = 8;

const padded = (length: number): number => (length + 4) & ~3;

/** The messages of a packet, bundles taken apart; their time tags are not waited for. Throws one sentence on what is no OSC. */
export function decodeOsc(bytes: Uint8Array, depth = 0): OscMessage[] {
  if (bytes.length % 4 !== 0 || bytes.length < 8) throw new Error(`A packet of ${bytes.length} bytes is no OSC.`);
  const reader = new Reader(bytes);
  const address = reader.text();
  if (address === BUNDLE) {
    if (depth >= DEEPEST) throw new Error("An OSC bundle is nested too deep.");
    reader.skip(8);
    const messages: OscMessage[] = [];
    while (!reader.done) messages.push(...decodeOsc(reader.piece(reader.int()), depth + 1));
    return messages;
  }
  if (!address.startsWith("/")) throw new Error("An OSC address begins with /.");
  if (reader.done) return [{ address, args: [] }];
  const types = reader.text();
  if (!types.startsWith(",")) throw new Error("An OSC message lacks its types.");
  return [{ address, args: [...types.slice(1)].flatMap((type) => reader.argument(type)) }];
}

/** Numbers go as 32-bit floats. */
export function encodeOsc({ address, args }: OscMessage): Uint8Array {
  const types = args.map((arg) => {
    if (typeof arg === "string") return "s";
    if (typeof arg === "boolean") return arg ? "T" : "F";
    return typeof arg === "number" ? "f" : "m";
  });
  const parts = [text(address), text(`,${types.join("")}`)];
  for (const arg of args) {
    if (typeof arg === "string") parts.push(text(arg));
    else if (typeof arg === "number") {
      const four = new Uint8Array(4);
      new DataView(four.buffer).setFloat32(0, arg);
      parts.push(four);
    } else if (typeof arg !== "boolean") parts.push(Uint8Array.from({ length: 4 }, (_, i) => arg[i] ?? 0));
  }
  return new Uint8Array(Buffer.concat(parts));
}

function text(value: string): Uint8Array {
  const bytes = new TextEncoder().encode(value);
  const all = new Uint8Array(padded(bytes.length));
  all.set(bytes);
  return all;
}

class Reader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get done(): boolean {
    return this.#at >= this.#bytes.length;
  }

  skip(count: number): void {
    if (count < 0 || this.#at + count > this.#bytes.length) throw new Error("An OSC packet ends too early.");
    this.#at += count;
  }

  piece(length: number): Uint8Array {
    const from = this.#at;
    this.skip(length);
    return this.#bytes.subarray(from, from + length);
  }

  int(): number {
    const at = this.#at;
    this.skip(4);
    return this.#view.getInt32(at);
  }

  text(): string {
    const end = this.#bytes.indexOf(0, this.#at);
    if (end < 0) throw new Error("An OSC text has no end.");
    const found = new TextDecoder().decode(this.#bytes.subarray(this.#at, end));
    this.skip(padded(end - this.#at));
    return found;
  }

  /** Types without a value that a control could take are passed over. */
  argument(type: string): OscArgument[] {
    const at = this.#at;
    switch (type) {
      case "i":
        return [this.int()];
      case "f":
        this.skip(4);
        return [this.#view.getFloat32(at)];
      case "d":
        this.skip(8);
        return [this.#view.getFloat64(at)];
      case "h":
        this.skip(8);
        return [Number(this.#view.getBigInt64(at))];
      case "s":
      case "S":
        return [this.text()];
      case "T":
      case "F":
        return [type === "T"];
      case "m":
        return [[...this.piece(4)]];
      case "b":
        this.skip(padded(this.int() - 1));
        return [];
      case "t":
        this.skip(8);
        return [];
      case "c":
      case "r":
        this.skip(4);
        return [];
      case "N":
      case "I":
        return [];
      default:
        throw new Error(`OSC type "${type}" is not known.`);
    }
  }
}
