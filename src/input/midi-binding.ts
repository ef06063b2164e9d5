/** What a controller is bound to, and how its numbers become a place on a slider. */

/** How a relative encoder counts: two's complement (1 up, 127 down), around 64 (65 up, 63 down), or by a sign bit (1 up, 65 down). */
export type Encoding = "twos" | "offset" | "sign";

export interface MidiBinding {
  /** Device name: a replugged device is the same device. Gamepads have theirs. */
  readonly device: string;
  /** 0..15 */
  readonly channel: number;
  /** `pressure`: of the channel; `poly`: of the key `number`. `axis`, `button`: of a gamepad. */
  readonly kind: "cc" | "nrpn" | "relative" | "pressure" | "poly" | "bend" | "axis" | "button";
  readonly number: number;
  /** Control id. */
  readonly control: string;
  /** Part of the slider's travel that the controller covers; from > to turns it round. */
  readonly from: number;
  readonly to: number;
  /** −3..3: 0 even; above, more of the way lies at the controller's end, below at its beginning. Absent: 0. */
  readonly curve?: number;
  /** Of a relative encoder; absent: twos. */
  readonly encoding?: Encoding;
}

/** Which controllers stand still when they are let go: these need no pick-up. */
export const springs = ({ kind }: Pick<MidiBinding, "kind">): boolean => kind !== "cc" && kind !== "nrpn";

/** Where on the slider the controller wants it. `whole`: the controller's own place, 0..1. */
export function travelOf({ from, to, curve = 0 }: MidiBinding, whole: number): number {
  return from + (to - from) * Math.pow(whole, Math.pow(2, curve));
}

/** The controller's place for a place on the slider, 0..1: what its lights or its motor are to show. */
export function wholeOf({ from, to, curve = 0 }: MidiBinding, travel: number): number {
  const share = from === to ? 0 : Math.min(1, Math.max(0, (travel - from) / (to - from)));
  return Math.pow(share, Math.pow(2, -curve));
}

/** Detents of an encoder's message, to either side. */
export function steps(value: number, encoding: Encoding = "twos"): number {
  if (encoding === "offset") return value - 64;
  if (encoding === "sign") return value < 64 ? value : 64 - value;
  return value < 64 ? value : value - 128;
}

/** "CC 20, channel 1" */
export function bindingText({ kind, number, channel }: MidiBinding): string {
  const where = `channel ${channel + 1}`;
  switch (kind) {
    case "cc":
      return `CC ${number}, ${where}`;
    case "relative":
      return `CC ${number} (turns), ${where}`;
    case "nrpn":
      return `NRPN ${number}, ${where}`;
    case "pressure":
      return `pressure, ${where}`;
    case "poly":
      return `pressure of key ${number}, ${where}`;
    case "bend":
      return `wheel, ${where}`;
    case "axis":
      return `axis ${number + 1}`;
    case "button":
      return `button ${number + 1}`;
  }
}
