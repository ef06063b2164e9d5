/** Project → bytes of a .lxg file. The same project gives the same bytes. */
import { pack } from "./coding";
import { blocksOf, HEAD, MAGIC, VERSION, type Head, type SoundHead } from "./header";
import type { AudioPlace, Project } from "./project";
import type { Matrix } from "../types";

/** Bytes of one array, whatever it holds. */
const raw = (a: Matrix["data"] | Float64Array | Uint32Array): Uint8Array =>
  new Uint8Array(a.buffer, a.byteOffset, a.byteLength);

/**
 * Lays a project down; all numbers little endian, as every machine that runs WebAssembly is. Audio that is "packed" comes
 * back bit for bit (see coding.ts), so that what was analysed plays exactly as what is read from its folder.
 * Throws one sentence when the file would be larger than memory can hold.
 */
export function writeProject(project: Project, audio: AudioPlace = "packed"): Uint8Array<ArrayBuffer> {
  const { corpus, sounds: space, mapping, state } = project;
  const packed = audio === "packed" ? corpus.sounds.map(({ samples }) => pack(samples)) : [];
  const stretches = corpus.units.reduce((sum, unit) => sum + unit.stretches.length / 2, 0);
  const head: Head = {
    name: corpus.name,
    sampleRate: corpus.sampleRate,
    unit: corpus.unit,
    units: corpus.units.length,
    stretches,
    sounds: corpus.sounds.map(({ file, hash, samples }, i): SoundHead => {
      const own = { file, hash, frames: samples.length };
      return audio === "packed" ? { ...own, coding: packed[i].coding, shift: packed[i].shift } : own;
    }),
    skipped: corpus.skipped,
    ...(space && {
      space: {
        name: space.name,
        dimensions: space.vectors.columns,
        descriptors: space.descriptorNames,
        ear: space.ear.columns,
      },
    }),
    ...(mapping && { mapping: { name: mapping.name, bytes: mapping.data.byteLength } }),
    ...(state !== undefined && { state }),
  };
  const headBytes = new TextEncoder().encode(JSON.stringify(head));
  const { blocks, end } = blocksOf(head, HEAD + headBytes.length);
  const contents: Uint8Array[] = unitBlocks(project);
  if (space) contents.push(raw(space.vectors.data), raw(space.descriptors.data), raw(space.ear.data));
  if (mapping) contents.push(new Uint8Array(mapping.data));
  for (const { bytes } of packed) contents.push(bytes);
  const out = allocate(end);
  for (let i = 0; i < MAGIC.length; i++) out[i] = MAGIC.charCodeAt(i);
  const view = new DataView(out.buffer);
  view.setUint32(8, VERSION, true);
  view.setUint32(12, headBytes.length, true);
  out.set(headBytes, HEAD);
  blocks.forEach((block, i) => out.set(contents[i], block.at));
  return out;
}

function allocate(bytes: number): Uint8Array<ArrayBuffer> {
  try {
    return new Uint8Array(bytes);
  } catch {
    const size = (bytes / 2 ** 30).toFixed(1);
    throw new Error(`The project would take ${size} GB, which does not fit in memory. Save it without its audio.`);
  }
}

/** The six blocks of the unit table, in the order of `blocksOf`. */
function unitBlocks({ corpus: { units } }: Project): Uint8Array[] {
  const firsts = new Uint32Array(units.length + 1);
  units.forEach((unit, i) => (firsts[i + 1] = firsts[i] + unit.stretches.length / 2));
  const stretches = new Uint32Array(2 * firsts[units.length]);
  units.forEach((unit, i) => stretches.set(unit.stretches, 2 * firsts[i]));
  return [
    raw(Uint32Array.from(units, (unit) => unit.sound)),
    raw(Uint32Array.from(units, (unit) => unit.start)),
    raw(Uint32Array.from(units, (unit) => unit.length)),
    raw(Float64Array.from(units, (unit) => unit.gain)),
    raw(firsts),
    raw(stretches),
  ];
}
