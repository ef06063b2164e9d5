/** Bytes of a .lxg file → project. The file may come from a stranger: every number is checked before it is used. */
import { unpack } from "./coding";
import { blocksOf, ProjectError, readHead, type Head } from "./header";
import type { FindSound, Project } from "./project";
import type { Matrix, Sound, SoundSpace, Unit } from "../types";

/** A gain beyond this (60 dB) was never written by us. */
const MAX_GAIN = 1000;
/** Sounds are kept within full scale; what is far beyond is no audio. */
const MAX_SAMPLE = 8;

/**
 * Opens a project. Sounds that are only referenced are asked of `find`, whose samples must have the length that the file
 * says. Rejects with a ProjectError of one sentence whatever is wrong; never with anything else.
 */
export async function readProject(bytes: Uint8Array, find?: FindSound): Promise<Project> {
  const { head, after } = readHead(bytes);
  const { blocks, end } = blocksOf(head, after);
  if (!(end <= bytes.length))
    throw new ProjectError(`it should have ${end} bytes and has ${bytes.length}: it was cut off. Get it again.`);
  const take = (what: string): Uint8Array<ArrayBuffer> => {
    const block = blocks.find((b) => b.what === what);
    return block ? bytes.slice(block.at, block.at + block.bytes) : new Uint8Array(0);
  };
  const units = readUnits(head, take);
  const sounds = await readSounds(head, blocks, bytes, find);
  const { name, sampleRate, unit, skipped, space, mapping, state } = head;
  return {
    corpus: { name, sampleRate, unit, sounds, units, skipped },
    sounds: space && readSpace(space, head.units, take),
    mapping: mapping && { name: mapping.name, data: take("mapping").buffer },
    state,
  };
}

type Take = (what: string) => Uint8Array<ArrayBuffer>;

const integers = (bytes: Uint8Array<ArrayBuffer>): Uint32Array<ArrayBuffer> => new Uint32Array(bytes.buffer);

function readUnits(head: Head, take: Take): Unit[] {
  const [sound, start, length] = [take("unit sounds"), take("unit starts"), take("unit lengths")].map(integers);
  const gain = new Float64Array(take("unit gains").buffer);
  const first = integers(take("first stretches"));
  const stretches = integers(take("stretches"));
  const units: Unit[] = [];
  for (let i = 0; i < head.units; i++) {
    const bad = (what: string): ProjectError => new ProjectError(`unit ${i} ${what}; it is damaged.`);
    if (sound[i] >= head.sounds.length) throw bad("belongs to no sound");
    if (length[i] < 1 || start[i] + length[i] > head.sounds[sound[i]].frames) throw bad("lies outside its sound");
    if (!(gain[i] >= 0 && gain[i] <= MAX_GAIN)) throw bad("has an impossible gain");
    if (first[i + 1] <= first[i] || first[i + 1] > head.stretches) throw bad("has no stretch that sounds");
    const own = stretches.slice(2 * first[i], 2 * first[i + 1]);
    let from = 0;
    for (let k = 0; k < own.length; k += 2) {
      if (own[k] < from || own[k + 1] < 1 || own[k] + own[k + 1] > length[i]) throw bad("has a stretch outside of it");
      from = own[k] + own[k + 1];
    }
    units.push({ sound: sound[i], start: start[i], length: length[i], gain: gain[i], stretches: own });
  }
  if (first[0] !== 0 || first[head.units] !== head.stretches)
    throw new ProjectError("its table of stretches does not fit its units; it is damaged.");
  return units;
}

async function readSounds(
  head: Head,
  blocks: ReturnType<typeof blocksOf>["blocks"],
  bytes: Uint8Array,
  find: FindSound | undefined,
): Promise<Sound[]> {
  const sounds: Sound[] = [];
  let next = blocks.findIndex((b) => b.what.startsWith("sound "));
  for (const { file, hash, frames, coding, shift = 0 } of head.sounds) {
    let samples: Float32Array | undefined;
    if (coding) {
      const block = blocks[next++];
      samples = unpack(bytes.subarray(block.at, block.at + block.bytes), coding, shift);
      for (let i = 0; i < frames; i++)
        if (!(Math.abs(samples[i]) <= MAX_SAMPLE))
          throw new ProjectError(`"${file}" holds samples that are no sound; it is damaged.`);
    } else {
      samples = await find?.(file, hash, head.sampleRate);
      if (!samples)
        throw new ProjectError(`it refers to "${file}", which is not there. Put the sound back in its folder.`);
      if (samples.length !== frames)
        throw new ProjectError(
          `"${file}" is not as long as it was when the project was saved. Analyse the folder anew.`,
        );
    }
    sounds.push({ file, hash, samples });
  }
  return sounds;
}

function readSpace(space: NonNullable<Head["space"]>, rows: number, take: Take): SoundSpace {
  const numbers = (what: string, columns: number): Matrix => {
    const data = new Float32Array(take(what).buffer);
    for (let i = 0; i < data.length; i++)
      if (!Number.isFinite(data[i])) throw new ProjectError(`its ${what} are not all numbers; it is damaged.`);
    return { rows, columns, data };
  };
  return {
    name: space.name,
    vectors: numbers("vectors", space.dimensions),
    descriptors: numbers("descriptors", space.descriptors.length),
    descriptorNames: space.descriptors,
    ear: numbers("ear", space.ear),
  };
}
