/** Arrays as NumPy saves them (.npy, versions 1 to 3): little-endian floats and whole numbers, in C order. */

export interface NpyArray {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/** How numbers of a type are read. */
const TYPES: Readonly<Record<string, readonly [bytes: number, read: (view: DataView, at: number) => number]>> = {
  "<f8": [8, (view, at) => view.getFloat64(at, true)],
  "<f4": [4, (view, at) => view.getFloat32(at, true)],
  "<f2": [2, (view, at) => half(view.getUint16(at, true))],
  "<i8": [8, (view, at) => Number(view.getBigInt64(at, true))],
  "<i4": [4, (view, at) => view.getInt32(at, true)],
  "<i2": [2, (view, at) => view.getInt16(at, true)],
  "|i1": [1, (view, at) => view.getInt8(at)],
  "|u1": [1, (view, at) => view.getUint8(at)],
};

/** IEEE 754 binary16. */
function half(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 0) return sign * 2 ** -24 * fraction;
  if (exponent === 31) return fraction ? NaN : sign * Infinity;
  return sign * 2 ** (exponent - 25) * (1024 + fraction);
}

/** Throws one sentence (`file` named) for anything that is no such array. */
export function readNpy(bytes: Uint8Array, file: string): NpyArray {
  const fail = (what: string): never => {
    throw new Error(`${file} cannot be used as vectors: ${what}.`);
  };
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const magic = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];
  if (bytes.length < 12 || magic.some((byte, i) => bytes[i] !== byte)) return fail("it is no .npy file");
  const long = bytes[6] >= 2;
  const begin = long ? 12 : 10;
  const length = long ? view.getUint32(8, true) : view.getUint16(8, true);
  if (begin + length > bytes.length) return fail("it is cut off");
  const head = new TextDecoder("latin1").decode(bytes.subarray(begin, begin + length));
  const type = /'descr':\s*'([^']*)'/.exec(head)?.[1] ?? "";
  const shape = /'shape':\s*\(([\d,\s]*)\)/
    .exec(head)?.[1]
    .split(",")
    .filter((s) => s.trim())
    .map(Number);
  const known = TYPES[type];
  if (!known) return fail(`its numbers are of type "${type}", and float32 or float64 are needed`);
  if (!shape) return fail("it does not say its shape");
  if (/'fortran_order':\s*True/.test(head)) return fail("it is in Fortran order: save numpy.ascontiguousarray of it");
  const count = shape.reduce((product, size) => product * size, 1);
  const [size, read] = known;
  if (count > 2 ** 31 || begin + length + count * size > bytes.length) return fail("it is cut off");
  const data = new Float32Array(count);
  for (let i = 0; i < count; i++) data[i] = read(view, begin + length + i * size);
  if (!data.every(Number.isFinite)) return fail("it holds numbers that are not finite");
  return { shape, data };
}
