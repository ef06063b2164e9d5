/** Hands a file to the browser's downloads. */

/** Thread: main; from a gesture. */
export function saveFile(content: Blob, name: string): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // The download has taken the address over long before.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
