/**
 * The service worker of the page: it opens again without network. The build writes FILES in front of this. Names under
 * assets/ carry a hash of their content and are taken from the copy at once; everything else is asked for anew, and
 * taken from the copy only when nobody answers. Only index.html registers it: an embedded element is left alone.
 */
/* global caches, FILES, self */
const KEPT = "lexigrain page";
const HASHED = /\/assets\//;

/** Fetches what is not here yet, and lets go of the files of earlier builds. */
async function gather() {
  const cache = await caches.open(KEPT);
  const wanted = FILES.map((name) => new URL(name, self.registration.scope).href);
  for (const url of wanted) {
    if (HASHED.test(url) && (await cache.match(url))) continue;
    const answer = await fetch(url, { cache: HASHED.test(url) ? "default" : "no-cache" });
    if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
    await cache.put(url, answer);
  }
  for (const { url } of await cache.keys()) if (!wanted.includes(url)) await cache.delete(url);
}

async function answer(request) {
  const cache = await caches.open(KEPT);
  const kept = () => cache.match(request, { ignoreVary: true, ignoreSearch: request.mode === "navigate" });
  if (HASHED.test(request.url)) return (await kept()) ?? fetch(request);
  try {
    return await fetch(request);
  } catch (error) {
    const found = await kept();
    if (found) return found;
    throw error;
  }
}

self.addEventListener("install", (event) => event.waitUntil(gather().then(() => self.skipWaiting())));
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { method, url, headers } = event.request;
  // Parts of files and other origins are none of ours.
  if (method === "GET" && url.startsWith(self.registration.scope) && !headers.has("range"))
    event.respondWith(answer(event.request));
});
