/** The settings of lines as voices, as they are kept and laid into projects and scores: believed only as far as they are sane. */
import { control } from "../controls";
import type { Json } from "../types";
import type { Voices, VoiceSettings } from "./voices";

/** A line and its settings; whether it loops is of the moment. */
export type KeptVoice = Pick<VoiceSettings, "muted" | "alone" | "gain" | "pan" | "shift" | "route"> & {
  readonly line: number;
};

const MOST_LINES = 5000;
const BOUNDS = { gain: [-40, 12], pan: [-100, 100], shift: [0, 2000], route: [0, control("route").max] } as const;

/** Of all lines that have any. */
export function voicesAsKept(voices: Voices): (KeptVoice & { readonly [key: string]: Json })[] {
  return [...voices.all]
    .map(([line, { muted, alone, gain, pan, shift, route }]) => ({ line, muted, alone, gain, pan, shift, route }))
    .filter(({ muted, alone, gain, pan, shift, route }) => muted || alone || gain || pan || shift || route)
    .sort((a, b) => a.line - b.line);
}

/** Lays what is sane of it on the lines; the rest is passed over. */
export function layVoices(kept: unknown, voices: Voices): void {
  if (!Array.isArray(kept)) return;
  for (const row of kept.slice(0, MOST_LINES) as unknown[]) {
    if (typeof row !== "object" || row === null) continue;
    const { line, muted, alone, ...numbers } = row as Readonly<Record<string, unknown>>;
    if (!Number.isInteger(line) || (line as number) < 0 || (line as number) >= MOST_LINES) continue;
    const bounded = Object.entries(BOUNDS).flatMap(([id, [least, most]]) => {
      const value = numbers[id];
      return typeof value === "number" && value >= least && value <= most ? [[id, value] as const] : [];
    });
    const settings = { muted: muted === true, alone: alone === true, ...Object.fromEntries(bounded) };
    voices.set(line as number, { ...settings, route: Math.round((settings as { route?: number }).route ?? 0) });
  }
}
