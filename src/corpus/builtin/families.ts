/** All families of the built-in corpus, in the order in which they are made. */
import { birds, creatures, insects } from "./families/animals";
import { fire, steam } from "./families/heat";
import { thunder, wind } from "./families/weather";
import { drums, metal } from "./families/beaten";
import { beats } from "./families/beats";
import { electric } from "./families/electric";
import { fm } from "./families/fm";
import { rustles, shaken, steps } from "./families/ground";
import { clockwork } from "./families/clockwork";
import { creaks } from "./families/creaks";
import { scrapes } from "./families/scrapes";
import { motors } from "./families/motors";
import { bowed, plucked } from "./families/strings";
import { bars, bells, glass, wood } from "./families/struck";
import { clouds } from "./families/clouds";
import { organs, pads } from "./families/tones";
import { whistles } from "./families/whistles";
import { babble, choirs, vowels } from "./families/voices";
import { whispers } from "./families/whispers";
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
