/** The outputs that a line can go to, in words. */
import { control } from "../controls";

interface RouteChoice {
  /** Of the control "route". */
  readonly value: number;
  readonly label: string;
}

const STEREO: Readonly<Record<string, string>> = { "1": "left", "2": "right" };

/** Those that so many loudspeakers allow, all of them first; what is chosen stays among them. */
export function routesOf(channels: number, chosen: number): readonly RouteChoice[] {
  const names = control("route").choices ?? [];
  return names.flatMap((name, value) => {
    const speakers = name.split("+").map(Number);
    const there = value === 0 || (Math.max(...speakers) <= channels && speakers.length < channels);
    if (!there && value !== chosen) return [];
    const label = (channels === 2 && STEREO[name]) || name;
    return [{ value, label: there ? label : `${name} (not here: all)` }];
  });
}
