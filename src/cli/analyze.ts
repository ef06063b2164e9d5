/** `analyze`: sounds are cut, described and encoded once and kept in a project file, for every other verb and the page. */
import { writeProject } from "../store";
import { Failure, messageOf, UsageError } from "./failure";
import { checkLearning, learnSounds } from "./learn";
import type { Option } from "./options";
import { writeOutput } from "./output-file";
import { COMMON, readSettings } from "./settings";
import { RATE } from "./source";
import type { Verb } from "./verb";

const OPTIONS: readonly Option[] = [
  { name: "out", value: "FILE.lxg", help: "The project file to write.", writes: true },
  {
    name: "audio",
    value: "packed|referenced",
    fallback: "packed",
    help: "Audio inside the file, or only named by hash.",
  },
  RATE,
  ...COMMON,
];

export const analyze: Verb = {
  name: "analyze",
  summary: "cut, describe and encode a folder into a project file",
  usage: "DIR --out F.lxg [options]",
  options: OPTIONS,
  check: checkLearning,
  async run(args, out) {
    const settings = readSettings(args);
    const path = args.needed("out");
    const audio = args.text("audio");
    if (audio !== "packed" && audio !== "referenced")
      throw new UsageError(`--audio ${audio}: packed or referenced is needed.`);
    const [folder, ...more] = args.positionals;
    if (folder === undefined || more.length > 0)
      throw new UsageError("One folder is needed: lexigrain analyze DIR --out F.lxg");
    const { corpus, sounds } = await learnSounds(args, settings, out, folder);
    let bytes: Uint8Array;
    try {
      bytes = writeProject({ corpus, sounds }, audio);
    } catch (error) {
      throw new Failure(messageOf(error));
    }
    await writeOutput("--out", path, bytes);
    const report = {
      out: path,
      bytes: bytes.length,
      sounds: corpus.sounds.length,
      units: corpus.units.length,
      sampleRate: corpus.sampleRate,
      unit: corpus.unit,
      soundEncoder: sounds.name,
      skipped: corpus.skipped,
    };
    if (args.on("json")) await out.document(report, true);
    else out.say(`${path}: ${report.sounds} sounds, ${report.units} units, ${(bytes.length / 1e6).toFixed(1)} MB`);
  },
};
