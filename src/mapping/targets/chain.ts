/** Targets one after the other: a preparation step by step, then what a method learned. */
import type { Target } from "../target";
import { packInside, unpackInside, type Arrays, type UnpackTarget } from "./nested";

/** The last of f1, f2 … applied to what the one before gave; at least one. */
export function chainOf(parts: readonly Target[]): Target {
  if (parts.length === 1) return parts[0];
  return {
    kind: "chain",
    dimensions: parts[parts.length - 1].dimensions,
    apply: (vector) => parts.reduce((x, part) => part.apply(x), vector),
    pack: () => Object.assign({}, ...parts.map((part, i) => packInside(`${i}/`, part))) as ReturnType<Target["pack"]>,
  };
}

/** The target that `pack` gave. */
export function chainTarget(arrays: Arrays, unpack: UnpackTarget): Target {
  const parts: Target[] = [];
  while (arrays[`${parts.length}/kind`]) parts.push(unpackInside(`${parts.length}/`, arrays, unpack));
  return chainOf(parts);
}
