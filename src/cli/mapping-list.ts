/** `--mapping a,b:key=value,key=value,c`: several maps in one option. */
import { checkMapping } from "./learn";

/** Always measured, so that every figure stands beside its baselines. */
const BASELINES = ["identity", "random"];

/** The maps that were named, then the baselines. A part `key=value` without a colon belongs to the map before it. */
export function mappingNames(text: string): readonly string[] {
  const names: string[] = [];
  for (const part of text.split(",")) {
    const equals = part.indexOf("=");
    const continues = equals >= 0 && !part.slice(0, equals).includes(":") && names.length > 0;
    if (continues) names.push(`${names.pop() ?? ""},${part.trim()}`);
    else names.push(part.trim());
  }
  for (const name of names) checkMapping(name);
  return [...new Set([...names, ...BASELINES])];
}
