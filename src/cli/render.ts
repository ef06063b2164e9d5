/** `render`: a text becomes a WAV file, and if asked a timeline of what sounds when. */
import { control, ENGINE_CONTROLS } from "../controls";
import type { ControlValues } from "../protocol";
import type { Corpus } from "../types";
import { UsageError } from "./failure";
import type { Console } from "./console";
import { checkLearning, learn } from "./learn";
import type { Arguments } from "./options";
import { jsonText, writeOutput } from "./output-file";
import { perform } from "./perform";
import { scoreLength, type ScoredWord } from "./score";
import { readTiming, TIMING } from "./scoring";
import { COMMON, readSettings } from "./settings";
import { SOURCE } from "./source";
import { timelineOf } from "./timeline";
import type { Verb } from "./verb";
import { type Bits, WavWriter } from "./wav";
import { readText, type Word, wordsOf } from "./words";

async function givenText(args: Arguments): Promise<Word[]> {
  const text = args.text("text");
  const file = args.text("text-file");
  if ((text === undefined) === (file === undefined))
    throw new UsageError('Either --text "…" or --text-file F is needed.');
  return wordsOf(text ?? (await readText("--text-file", file ?? "")));
}

function bitDepth(args: Arguments): Bits {
  const bits = Number(args.text("bits"));
  if (bits !== 16 && bits !== 24 && bits !== 32)
    throw new UsageError(`--bits ${args.text("bits")}: 16, 24 or 32 is needed.`);
  return bits;
}

/** Azimuths of --speakers; none: an even ring. */
function speakerPlaces(args: Arguments): number[] {
  const given = args.text("speakers");
  if (given === undefined) return [];
  const places = given.split(",").map((part) => (part.trim() === "" ? NaN : Number(part)));
  const distinct = new Set(places.map((place) => ((place % 360) + 360) % 360)).size === places.length;
  if (places.length < 3 || places.length > 16 || !distinct || !places.every((place) => Math.abs(place) <= 360))
    throw new UsageError(`--speakers ${given}: 3 to 16 different azimuths in degrees are needed, as -30,30,110,-110.`);
  return places;
}

/** Where the voices go, by --routes: values of the control "route"; none: all loudspeakers. */
function voiceRoutes(args: Arguments, channels: number): number[] {
  const given = args.text("routes");
  if (given === undefined) return [];
  if (!args.on("voices")) throw new UsageError("--routes: only with --voices, which makes every line a voice.");
  const names = control("route").choices ?? [];
  return given.split(",").map((part) => {
    const name = part.trim();
    const route = names.indexOf(name);
    if (route < 0 || (route > 0 && Math.max(...name.split("+").map(Number)) > channels))
      throw new UsageError(
        `--routes ${given}: all, a loudspeaker from 1 to ${channels} or a pair as 1+2 is needed each.`,
      );
    return route;
  });
}

/** What was given with --set and belongs to the engine. */
const engineValues = (set: ControlValues): ControlValues =>
  Object.fromEntries(ENGINE_CONTROLS.filter(({ id }) => id in set).map(({ id }) => [id, set[id]]));

interface Target {
  readonly path: string;
  readonly bits: Bits;
  readonly channels: number;
  readonly speakers: readonly number[];
  readonly routes: readonly number[];
  readonly seed: number;
  readonly set: ControlValues;
}

/** Renders to the file; gives the largest sample, linear. */
async function renderTo(target: Target, score: readonly ScoredWord[], corpus: Corpus, out: Console): Promise<number> {
  const frames = scoreLength(score);
  const file = await WavWriter.create(target.path, frames, target.channels, corpus.sampleRate, target.bits);
  let done = 0;
  let peak = 0;
  try {
    for await (const { channels, count } of perform({ ...target, corpus, score, frames })) {
      await file.append(channels, count);
      for (const channel of channels) for (const sample of channel) peak = Math.max(peak, Math.abs(sample));
      done += count;
      out.progress(done / frames, "rendering");
    }
  } finally {
    await file.close();
  }
  return peak;
}

export const render: Verb = {
  name: "render",
  summary: "a text becomes a WAV file",
  usage: '[--sounds DIR] (--text "…" | --text-file F) --out F.wav [options]',
  options: [
    ...SOURCE,
    { name: "text", value: '"…"', help: "The text to play." },
    { name: "text-file", value: "FILE", help: "A file with the text to play (UTF-8)." },
    { name: "out", value: "FILE.wav", help: "The WAV file to write.", writes: true },
    { name: "timeline", value: "FILE.json", help: "Also write what sounds when.", writes: true },
    { name: "bits", value: "16|24|32", fallback: "24", help: "Bits a sample; 32 is IEEE float." },
    { name: "speakers", value: "DEG,DEG,…", help: "A loudspeaker a channel at these azimuths, 3 to 16; 90 is right." },
    { name: "routes", value: "R,R,…", help: "Loudspeakers of each voice: all, one (3) or a pair (1+2); round again." },
    { name: "channels", value: "N", fallback: "2", help: "Output channels, 1 to 16." },
    ...TIMING,
    ...COMMON,
  ],
  check: checkLearning,
  async run(args, out) {
    const settings = readSettings(args);
    const speakers = speakerPlaces(args);
    const channels = speakers.length || (args.number("channels", 1, 16, true) ?? 2);
    const target: Target = {
      path: args.needed("out"),
      bits: bitDepth(args),
      channels,
      speakers,
      routes: voiceRoutes(args, channels),
      seed: settings.seed,
      set: engineValues(settings.set),
    };
    if (args.positionals.length > 0)
      throw new UsageError(`"${args.positionals[0]}" is one argument too many: the text goes into --text.`);
    const words = await givenText(args);
    const scoreOf = readTiming(args, settings);
    const lexicon = await learn(
      args,
      settings,
      words.map(({ text }) => text),
      out,
    );
    const score = await scoreOf(words, lexicon);
    const peak = await renderTo(target, score, lexicon.corpus, out);
    const timeline = timelineOf(score, lexicon.corpus, settings);
    const timelinePath = args.text("timeline");
    if (timelinePath !== undefined) await writeOutput("--timeline", timelinePath, jsonText(timeline));
    const seconds = scoreLength(score) / lexicon.corpus.sampleRate;
    if (args.on("json")) await out.document({ out: target.path, seconds, peak, ...timeline }, true);
    else
      out.say(
        `${target.path}: ${score.length} words, ${seconds.toFixed(2)} s, peak ${(20 * Math.log10(peak)).toFixed(1)} dBFS`,
      );
  },
};
