/** Starts a module worker, also when its script lies on another origin than the page. */

/**
 * A worker's script must be of the page's own origin; a blob that imports the real script is. Needs
 * `worker-src blob:` and the script's origin in `script-src` where the page has a content security policy.
 * Thread: main.
 */
export function startWorker(url: string, name: string): Worker {
  if (new URL(url).origin === location.origin) return new Worker(url, { type: "module", name });
  const shim = URL.createObjectURL(new Blob([`import ${JSON.stringify(url)};`], { type: "text/javascript" }));
  const worker = new Worker(shim, { type: "module", name });
  // The address has been read once the constructor's fetch has begun; a minute is ample and leaks nothing for good.
  setTimeout(() => URL.revokeObjectURL(shim), 60_000);
  return worker;
}
