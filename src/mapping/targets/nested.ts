/** Targets inside targets: packed under a prefix, with their kind as bytes. */
import type { Numbers } from "../buffer";
import type { Target } from "../target";

export type Arrays = Readonly<Record<string, Numbers>>;
/** Turns kind and arrays back into a target; handed to the kinds that hold others. */
export type UnpackTarget = (kind: string, arrays: Arrays) => Target;

/** The arrays of a target, each name behind `prefix`, and its kind. */
export function packInside(prefix: string, target: Target): Record<string, Numbers> {
  const out: Record<string, Numbers> = { [`${prefix}kind`]: new TextEncoder().encode(target.kind) };
  for (const [name, numbers] of Object.entries(target.pack())) out[prefix + name] = numbers;
  return out;
}

/** The target that packInside stored. */
export function unpackInside(prefix: string, arrays: Arrays, unpack: UnpackTarget): Target {
  const own: Record<string, Numbers> = {};
  for (const [name, numbers] of Object.entries(arrays))
    if (name.startsWith(prefix)) own[name.slice(prefix.length)] = numbers;
  return unpack(new TextDecoder().decode(own["kind"]), own);
}
