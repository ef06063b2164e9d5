/** What the engine has to tell: records (kind, cloud's id, frame), 24 bytes each, that the host empties after each render. */
import { take } from "./layout";

export const enum EventKind {
  started,
  ended,
}

/** Room for every cloud to start and end within one tick, several times over. */
const SIZE: i32 = 1024;

let ring: usize = 0;
let count: i32 = 0;

export function setupEvents(): void {
  ring = take(<usize>SIZE * 24);
  count = 0;
}

export function emit(kind: EventKind, id: f64, frame: i64): void {
  if (count >= SIZE) return;
  const at = ring + <usize>count * 24;
  store<i32>(at, kind);
  store<f64>(at, id, 8);
  store<f64>(at, <f64>frame, 16);
  count++;
}

export function eventsPointer(): usize {
  return ring;
}

/** How many wait; reading them empties the ring. */
export function takeEvents(): i32 {
  const n = count;
  count = 0;
  return n;
}
