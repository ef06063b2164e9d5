/** How much corpus audio the engine makes room for. */
import type { Seconds } from "../types";

/** Less where the device says that it has little memory. */
export function room(): Seconds {
  const { deviceMemory } = navigator as { readonly deviceMemory?: number };
  return (deviceMemory ?? 4) >= 4 ? 40 * 60 : 12 * 60;
}
