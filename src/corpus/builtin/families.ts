/** All families of the built-in corpus, in the order in which they are made. */
import { birds, creatures, insects } from "./families/animals";
import { fire, steam, thunder, wind } from "./families/air";
import { drums, metal } from "./families/beaten";
import { beats, electric, fm } from "./families/electronic";
import { rustles, shaken, steps } from "./families/ground";
import { clockwork, creaks, motors, scrapes } from "./families/machines";
import { bowed, plucked } from "./families/strings";
import { bars, bells, glass, wood } from "./families/struck";
import { clouds, organs, pads, whistles } from "./families/tones";
import { babble, choirs, vowels, whispers } from "./families/voices";
import { rain, water } from "./families/water";
import { brass, flutes, reeds } from "./families/winds";
import type { Family } from "./studio";

export const FAMILIES: readonly Family[] = [
  plucked,
  bowed,
  flutes,
  reeds,
  brass,
  organs,
  pads,
  choirs,
  vowels,
  babble,
  whispers,
  whistles,
  birds,
  insects,
  creatures,
  bars,
  bells,
  glass,
  wood,
  drums,
  metal,
  beats,
  fm,
  electric,
  clouds,
  water,
  rain,
  wind,
  thunder,
  fire,
  steam,
  rustles,
  steps,
  shaken,
  scrapes,
  creaks,
  clockwork,
  motors,
];
