/** One buffer for everything a fitted map holds: magic, version, a JSON head, then the arrays as they lie in memory. */

const MAGIC = 0x4d47584c; // "LXGM" read as little-endian
const VERSION = 1;

/** Plain values that JSON keeps bit for bit. */
type HeadValue = string | number | boolean | null | readonly HeadValue[] | { readonly [key: string]: HeadValue };
export type Numbers = Float32Array | Float64Array | Int32Array | Uint32Array | Uint8Array;

/** What `packMap` stores and `unpackMap` gives back. */
export interface PackedMap {
  readonly head: { readonly [key: string]: HeadValue };
  readonly arrays: { readonly [name: string]: Numbers };
}

const KINDS = { Float32Array, Float64Array, Int32Array, Uint32Array, Uint8Array };
type Kind = keyof typeof KINDS;

/** Layout: u32 magic, version, bytes of JSON; JSON {head, arrays: [[name, kind, length]…]}; arrays, each 8-aligned. */
export function packMap(map: PackedMap): ArrayBuffer {
  const list = Object.entries(map.arrays);
  const described = list.map(([name, a]) => [name, a.constructor.name, a.length]);
  const json = new TextEncoder().encode(JSON.stringify({ head: map.head, arrays: described }));
  let size = align(12 + json.length);
  for (const [, a] of list) size = align(size + a.byteLength);
  const buffer = new ArrayBuffer(size);
  new Uint32Array(buffer, 0, 3).set([MAGIC, VERSION, json.length]);
  new Uint8Array(buffer, 12).set(json);
  let at = align(12 + json.length);
  for (const [, a] of list) {
    new Uint8Array(buffer, at, a.byteLength).set(new Uint8Array(a.buffer, a.byteOffset, a.byteLength));
    at = align(at + a.byteLength);
  }
  return buffer;
}

/** The inverse of packMap, arrays as views into the buffer; throws one sentence on anything else. */
export function unpackMap(buffer: ArrayBuffer): PackedMap {
  const start = new Uint32Array(buffer.slice(0, 12));
  if (start.length < 3 || start[0] !== MAGIC) throw new Error("This is not a saved map of Lexigrain.");
  if (start[1] !== VERSION)
    throw new Error(`This map was saved in format ${start[1]}; this version reads format ${VERSION}: fit it again.`);
  const json = new TextDecoder().decode(new Uint8Array(buffer, 12, start[2]));
  const { head, arrays: described } = JSON.parse(json) as {
    head: PackedMap["head"];
    arrays: [string, Kind, number][];
  };
  const arrays: Record<string, Numbers> = {};
  let at = align(12 + start[2]);
  for (const [name, kind, length] of described) {
    const array = new KINDS[kind](buffer, at, length);
    arrays[name] = array;
    at = align(at + array.byteLength);
  }
  return { head, arrays };
}

/** A text of the head; throws one sentence when it is none. */
export function headText(map: PackedMap, key: string): string {
  const value = map.head[key];
  if (typeof value !== "string") throw new Error(`This saved map is damaged: it does not say its ${key}.`);
  return value;
}

const align = (n: number): number => (n + 7) & ~7;
