/** Where everything lies in the engine's memory: one bump allocation at setup, nothing afterwards. */

/** Longest piece rendered at once, and the grid on which grains are planned, frames. */
export const TICK: i32 = 128;
/** Most clouds at once, the fading ones included. */
export const CLOUDS: i32 = 160;
/** Above this many clouds the quietest is asked to leave. */
export const CLOUD_LIMIT: i32 = 128;
/** Most units in one cloud, and pairs (start, length) of sounding stretches in one cloud. */
export const UNITS: i32 = 8;
export const STRETCHES: i32 = 512;
/** Most output channels. */
export const CHANNELS: i32 = 16;
/** Number of parameters with room for more. */
export const PARAMETERS: i32 = 40;
/** Byte address of corpus frame 0; engine.ts knows the same number. */
export const CORPUS_OFFSET: usize = 16 * 1024 * 1024;
/** Zeroed bytes on both sides of the corpus, so that a grain's first and last tick may read outside it. */
export const GUARD: usize = 128 * 1024;
/** One row of a bus: a tick and room for the rest of the last vector. */
export const BUS_STRIDE: i32 = (TICK + 4) * 4;

let top: usize = 0;

/** Starts the allocation behind the static data. */
export function resetLayout(): void {
  top = (__heap_base + 63) & ~63;
}

/** Takes zeroed, 64-byte aligned memory. */
export function take(bytes: usize): usize {
  const at = top;
  top = (top + bytes + 63) & ~63;
  memory.fill(at, 0, top - at);
  return at;
}

/** Whether all that was taken ends before the guard of the corpus. */
export function layoutFits(): bool {
  return top <= CORPUS_OFFSET - GUARD;
}

/** Zeroes whole vectors of aligned memory: quicker than memory.fill, which leaves the module. */
export function clear(at: usize, bytes: usize): void {
  const zero = f32x4.splat(0);
  for (const end = at + bytes; at < end; at += 16) v128.store(at, zero);
}
