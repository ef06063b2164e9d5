/** Two targets side by side, each with a factor: the point a morph between two maps compares. */
import type { Target } from "../target";
import { packInside, unpackInside, type Arrays, type UnpackTarget } from "./nested";

/** (a · first(x), b · second(x)); of each target only the first `columns` numbers. */
export function jointly(
  first: Target,
  second: Target,
  factors: readonly [number, number],
  columns: readonly [number, number],
): Target {
  return {
    kind: "jointly",
    dimensions: columns[0] + columns[1],
    apply(vector) {
      const out = new Float32Array(columns[0] + columns[1]);
      const [x, y] = [first.apply(vector), second.apply(vector)];
      for (let c = 0; c < columns[0]; c++) out[c] = factors[0] * x[c];
      for (let c = 0; c < columns[1]; c++) out[columns[0] + c] = factors[1] * y[c];
      return out;
    },
    pack: () => ({
      ...packInside("a/", first),
      ...packInside("b/", second),
      settings: Float64Array.of(...factors, ...columns),
    }),
  };
}

/** The target that `pack` gave. */
export function jointlyTarget(arrays: Arrays, unpack: UnpackTarget): Target {
  const [a, b, wide, wider] = arrays["settings"];
  return jointly(unpackInside("a/", arrays, unpack), unpackInside("b/", arrays, unpack), [a, b], [wide, wider]);
}
