/** The smallest ONNX models: one that gives back what it is given, with the input's sizes declared. Written by hand. */

/** A protobuf field: a number (varint) or bytes with their length. */
function field(id: number, value: number | string | Uint8Array): number[] {
  if (typeof value === "number") return [...varint(id << 3), ...varint(value)];
  const bytes = typeof value === "string" ? new TextEncoder().encode(value) : value;
  return [...varint((id << 3) | 2), ...varint(bytes.length), ...bytes];
}

function varint(value: number): number[] {
  const out: number[] = [];
  for (; value > 127; value = Math.floor(value / 128)) out.push((value % 128) | 128);
  return [...out, value];
}

const message = (...fields: readonly number[][]): Uint8Array => Uint8Array.from(fields.flat());

const FLOAT = 1;
const INT64 = 7;

function tensor(name: string, type: number, dims: readonly number[]): Uint8Array {
  const shape = message(...dims.map((size) => field(1, message(field(1, size)))));
  return message(field(1, name), field(2, message(field(1, message(field(1, type), field(2, shape))))));
}

/** output = input; a further input of whole numbers, `mask` [name, length], is asked for and not used. */
export function identityModel(dims: readonly number[], output: string, mask?: readonly [string, number]): Uint8Array {
  const node = message(field(1, "input"), field(2, output), field(4, "Identity"));
  const graph = message(
    field(1, node),
    field(2, "tiny"),
    field(11, tensor("input", FLOAT, dims)),
    ...(mask ? [field(11, tensor(mask[0], INT64, [1, mask[1]]))] : []),
    field(12, tensor(output, FLOAT, dims)),
  );
  return message(field(1, 8), field(7, graph), field(8, message(field(1, ""), field(2, 13))));
}
