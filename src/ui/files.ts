/** Dropped and picked files and folders, nested as deep as they are, as a flat list of paths to be read. */

import type { LaidFile } from "../protocol";

/** A file to be read when its turn comes. */
export interface PickedFile {
  /** Path relative to the dropped or picked folder's parent, "/" between its parts. */
  readonly file: string;
  read(): Promise<Uint8Array>;
}

/** A project file: sounds, cutting and the page's own affairs in one. */
const PROJECT = /\.lxg$/i;

/** What a browser or one of our own readers may decode, and projects; everything else in a folder is passed over. */
const AUDIO =
  /\.(lxg|wav|wave|aiff?|aifc|flac|mp3|ogg|oga|opus|m4a|m4b|mp4|aac|caf|au|snd|w64|webm|weba|wma|ac3|amr)$/i;

/** What says how sounds are heard: vectors made elsewhere, a trained encoder, a model and its card. */
const HEARING = /\.(npy|csv|lxe|onnx|json)$/i;

/** The files that say how sounds are heard, when they came without any sound; undefined else. */
export const hearingOf = (files: readonly PickedFile[]): readonly PickedFile[] | undefined =>
  files.length > 0 && files.every(({ file }) => HEARING.test(file)) ? files : undefined;

/** Sounds without what lies beside them in their folder; what says how to hear them only when it came alone. */
const sorted = (files: readonly PickedFile[]): PickedFile[] => {
  const sounds = files.filter(({ file }) => AUDIO.test(file));
  return (sounds.length > 0 ? sounds : files).toSorted(byPath);
};

/** Sounds, and what says how they are heard. */
const soundly = (name: string): boolean => AUDIO.test(name) || HEARING.test(name);

/** Texts and vectors of words; where a name may be either, what came says how sounds are heard. */
const RELATING = /\.(txt|text|md|vec|vectors|bin|gz|tsv|glove|w2v)$/i;

const picked = (file: string, source: File): PickedFile => ({
  file,
  read: async () => new Uint8Array(await source.arrayBuffer()),
});

/** The project among the files, when it came alone: sounds beside it would have no place. */
export const projectOf = (files: readonly PickedFile[]): PickedFile | undefined =>
  files.length === 1 && PROJECT.test(files[0].file) ? files[0] : undefined;

/** Files of a folder picker (`webkitdirectory`) or of a plain file input. */
export function fromInput(list: FileList): PickedFile[] {
  const all = [...list].map((source) => picked(source.webkitRelativePath || source.name, source));
  return sorted(all.filter(({ file }) => soundly(file)));
}

/** What was dropped: sounds, and files that may relate words. */
export interface Dropped {
  readonly sounds: readonly PickedFile[];
  readonly words: readonly LaidFile[];
}

/** Files of a drop. Must be called in the drop event itself: the browser forgets the items afterwards. */
export async function fromDrop(transfer: DataTransfer): Promise<Dropped> {
  const items = [...transfer.items];
  const entries = items.flatMap((item) => item.webkitGetAsEntry() ?? []);
  // Files that no folder is behind: of another program, or of a script.
  const loose = items.flatMap((item) => (item.webkitGetAsEntry() ? [] : (item.getAsFile() ?? [])));
  const sounds = loose.filter(({ name }) => soundly(name)).map((file) => picked(file.name, file));
  const words: LaidFile[] = loose
    .filter(({ name }) => RELATING.test(name) && !soundly(name))
    .map((data) => ({ name: data.name, data }));
  const open = [...entries];
  for (let entry = open.pop(); entry; entry = open.pop()) {
    if (entry.isDirectory) open.push(...(await children(entry as FileSystemDirectoryEntry)));
    else if (soundly(entry.name) || RELATING.test(entry.name)) {
      const file = entry as FileSystemFileEntry;
      const source = await new Promise<File>((resolve, reject) => file.file(resolve, reject)).catch(() => undefined);
      const path = entry.fullPath.replace(/^\//, "");
      if (source && soundly(entry.name)) sounds.push(picked(path, source));
      else if (source) words.push({ name: path, data: source });
    }
  }
  return { sounds: sorted(sounds), words };
}

/** A directory reader gives at most a hundred entries at a time, and an empty list at the end. */
async function children(directory: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = directory.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return all;
    all.push(...some);
  }
}

/** By code points, so that a corpus is the same in every browser and in Node. */
const byPath = (a: PickedFile, b: PickedFile): number => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0);

/** The folder that all files share, else a count: a name for the corpus. */
export function corpusName(files: readonly PickedFile[]): string {
  const folder = files[0]?.file.split("/")[0];
  const shared = files.every(({ file }) => file.startsWith(`${folder}/`));
  if (folder !== undefined && shared) return folder;
  return files.length === 1 ? files[0].file : `${files.length} sounds`;
}
