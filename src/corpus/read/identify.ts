/** What a file is, by its first bytes: names lie, content does not. */
import { Bytes } from "./bytes";

/** Containers that are read here, that a platform may read, and the few that are named when nobody can. */
export type Container =
  | "wav"
  | "aiff"
  | "caf"
  | "au"
  | "flac"
  | "ogg-flac"
  | "ogg-vorbis"
  | "ogg-opus"
  | "ogg"
  | "mp3"
  | "aac"
  | "mp4"
  | "webm"
  | "ac3"
  | "wma"
  | "amr"
  | "midi"
  | "text"
  | "empty"
  | "unknown";

/** Extensions that an import attempts; every other file of a folder is ignored without a word. */
const EXTENSIONS = new Set(
  "wav wave bwf rf64 w64 aif aiff aifc afc caf au snd flac oga ogg opus mp3 mp2 m4a m4b mp4 aac adts webm weba mka ac3 wma amr".split(
    " ",
  ),
);

/** Whether a file of this name is attempted as a sound. Hidden files (a leading dot, as "._" ones of macOS) are not. */
export function isAudioFile(name: string): boolean {
  const base = name.slice(name.lastIndexOf("/") + 1);
  const dot = base.lastIndexOf(".");
  return !base.startsWith(".") && dot > 0 && EXTENSIONS.has(base.slice(dot + 1).toLowerCase());
}

/** The container of these bytes; never throws. */
export function identify(all: Uint8Array): Container {
  if (all.length === 0) return "empty";
  const from = id3Length(all);
  const bytes = new Bytes(from > 0 && from < all.length ? all.subarray(from) : all, true);
  const tag = bytes.tag(0);
  const inner = bytes.tag(8);
  if ((tag === "RIFF" || tag === "RIFX" || tag === "RF64" || tag === "BW64") && inner === "WAVE") return "wav";
  if (tag === "riff" && bytes.tag(24) === "wave") return "wav";
  if (tag === "FORM" && (inner === "AIFF" || inner === "AIFC")) return "aiff";
  if (tag === "caff") return "caf";
  if (tag === ".snd") return "au";
  if (tag === "fLaC") return "flac";
  if (tag === "OggS") return oggContent(bytes);
  if (bytes.tag(4) === "ftyp") return "mp4";
  if (tag === "\x1aE\xdf\xa3") return "webm";
  if (tag === "0&\xb2u") return "wma";
  if (tag === "#!AM") return "amr";
  if (tag === "MThd") return "midi";
  return frameSync(bytes, from > 0);
}

/** Length of a leading ID3v2 tag, 0 without one. */
function id3Length(all: Uint8Array): number {
  if (all.length < 10 || String.fromCharCode(...all.subarray(0, 3)) !== "ID3") return 0;
  const [a, b, c, d] = all.subarray(6, 10);
  return 10 + ((a & 127) << 21) + ((b & 127) << 14) + ((c & 127) << 7) + (d & 127) + (all[5] & 16 ? 10 : 0);
}

/** The first packet of an Ogg stream names its codec. */
function oggContent(bytes: Bytes): Container {
  if (!bytes.has(26, 1)) return "ogg";
  const packet = 27 + bytes.u8(26);
  if (bytes.tag(packet, 5) === "\x7fFLAC") return "ogg-flac";
  if (bytes.tag(packet, 7) === "\x01vorbis") return "ogg-vorbis";
  if (bytes.tag(packet, 8) === "OpusHead") return "ogg-opus";
  return "ogg";
}

/** Streams of frames without a container: AC-3, AAC in ADTS, MPEG audio; else text or unknown. */
function frameSync(bytes: Bytes, tagged: boolean): Container {
  if (bytes.has(0, 4)) {
    const [first, second, third] = [bytes.u8(0), bytes.u8(1), bytes.u8(2)];
    if (first === 0x0b && second === 0x77) return "ac3";
    if (first === 0xff && (second & 0xf6) === 0xf0) return "aac";
    // Layer, bit rate and sample rate must not be the reserved values.
    if (first === 0xff && (second & 0xe0) === 0xe0 && (second & 6) !== 0 && third >> 4 !== 15 && (third & 12) !== 12)
      return "mp3";
    // An ID3 tag may be padded; nothing but MPEG audio follows one when no other container did.
    if (tagged) return "mp3";
  }
  const start = bytes.all.subarray(0, 512);
  return start.every((b) => b >= 32 || (b >= 9 && b <= 13)) ? "text" : "unknown";
}
