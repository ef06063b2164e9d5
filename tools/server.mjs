/**
 * A small static file server for the built page: compressed, cached by ETag, with byte ranges and the headers that make
 * a page cross-origin isolated (shared memory). Only for one's own machine and for tests; reads nothing outside its folder.
 */
import { createHash } from "node:crypto";
import { readFile, realpath, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, sep } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".map": "application/json; charset=utf-8",
  ".webmanifest": "application/manifest+json; charset=utf-8",
  ".svg": "image/svg+xml; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".wav": "audio/wav",
};
/** Already dense: compressing them again only costs time. */
const DENSE = new Set([".png", ".woff2", ".ico"]);
/** Bytes from which the first visitor would wait too long for a dense coding. */
const LARGE = 8 << 20;

const ISOLATION = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
};

/** Lets a page of another origin load the built element. */
const OPEN = {
  "Cross-Origin-Resource-Policy": "cross-origin",
  "Access-Control-Allow-Origin": "*",
  "X-Content-Type-Options": "nosniff",
};

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

/** 9 is within 3% of the densest and a tenth of its time; of a model's runtime even that is half a minute of waiting. */
const quality = ({ bytes }) => (bytes.length > LARGE ? 1 : 9);

/** The coding the client takes, best first; "" for none. */
function coding(accepted = "") {
  const taken = accepted.split(",").map((part) => part.trim());
  const takes = (name) => taken.some((part) => part.split(";")[0] === name && !/;\s*q=0(\.0*)?$/.test(part));
  return takes("br") ? "br" : takes("gzip") ? "gzip" : "";
}

/** {start, end} of a "bytes=a-b" header within size, undefined when there is none, null when it cannot be met. */
function byteRange(header, size) {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? "");
  if (!match || (match[1] === "" && match[2] === "")) return undefined;
  const start = match[1] === "" ? Math.max(0, size - Number(match[2])) : Number(match[1]);
  const end = match[1] === "" || match[2] === "" ? size - 1 : Math.min(size - 1, Number(match[2]));
  return start > end || start >= size ? null : { start, end };
}

/** Reads and compresses files once per change; keeps what it made. */
class Files {
  #folder;
  #kept = new Map();

  constructor(folder) {
    this.#folder = folder;
  }

  /** The file of a URL path, {path, bytes, etag}; undefined when it is not there or lies outside the folder. */
  async find(url) {
    let name;
    try {
      name = decodeURIComponent(new URL(url, "http://localhost").pathname);
    } catch {
      return undefined;
    }
    if (name.includes("\0")) return undefined;
    try {
      const top = await realpath(this.#folder);
      let path = join(top, name);
      if ((await stat(path)).isDirectory()) path = join(path, "index.html");
      path = await realpath(path);
      if (!path.startsWith(top + sep)) return undefined;
      const { mtimeMs, size } = await stat(path);
      const kept = this.#kept.get(path);
      if (kept?.mtimeMs === mtimeMs && kept.size === size) return kept;
      const bytes = await readFile(path);
      const etag = createHash("sha256").update(bytes).digest("base64url").slice(0, 22);
      const file = { path, bytes, etag, mtimeMs, size, coded: new Map() };
      this.#kept.set(path, file);
      return file;
    } catch {
      return undefined;
    }
  }

  /** The file's bytes in that coding; made once, the first asker waits. */
  encoded(file, how) {
    if (how === "") return Promise.resolve(file.bytes);
    const made =
      file.coded.get(how) ??
      (how === "br"
        ? brotli(file.bytes, {
            params: {
              [constants.BROTLI_PARAM_QUALITY]: quality(file),
              [constants.BROTLI_PARAM_SIZE_HINT]: file.bytes.length,
            },
          })
        : zip(file.bytes, { level: quality(file) }));
    file.coded.set(how, made);
    return made;
  }
}

async function answer(files, isolated, request, response) {
  const headers = { ...OPEN, ...(isolated ? ISOLATION : {}) };
  if (request.method !== "GET" && request.method !== "HEAD")
    return void response.writeHead(405, { ...headers, Allow: "GET, HEAD" }).end();
  const file = await files.find(request.url);
  if (!file)
    return void response.writeHead(404, { ...headers, "Content-Type": TYPES[".txt"] }).end("There is no such file.\n");
  const type = extname(file.path).toLowerCase();
  headers["Content-Type"] = TYPES[type] ?? "application/octet-stream";
  headers["Vary"] = "Accept-Encoding";
  // Names under assets/ carry a hash of their content; everything else is asked for anew.
  headers["Cache-Control"] = file.path.includes(`${sep}assets${sep}`)
    ? "public, max-age=31536000, immutable"
    : "no-cache";
  const range = byteRange(request.headers.range, file.bytes.length);
  const how =
    range !== undefined || DENSE.has(type) || file.bytes.length < 512 ? "" : coding(request.headers["accept-encoding"]);
  headers["ETag"] = `"${file.etag}${how && `-${how}`}"`;
  if (request.headers["if-none-match"] === headers["ETag"]) return void response.writeHead(304, headers).end();
  if (range === null)
    return void response.writeHead(416, { ...headers, "Content-Range": `bytes */${file.bytes.length}` }).end();
  let body = await files.encoded(file, how);
  if (how) headers["Content-Encoding"] = how;
  else headers["Accept-Ranges"] = "bytes";
  if (range) {
    headers["Content-Range"] = `bytes ${range.start}-${range.end}/${body.length}`;
    body = body.subarray(range.start, range.end + 1);
  }
  headers["Content-Length"] = body.length;
  response.writeHead(range ? 206 : 200, headers).end(request.method === "HEAD" ? undefined : body);
}

/** Listens on the first free port from `port` on (0: any). Rejects when the host cannot be had. */
function listen(server, port, host, tries) {
  return new Promise((resolve, reject) => {
    const onError = (error) => {
      if (error.code !== "EADDRINUSE" || tries <= 1) reject(error);
      else listen(server, port + 1, host, tries - 1).then(resolve, reject);
    };
    server.once("error", onError);
    server.listen(port, host, () => {
      server.off("error", onError);
      resolve(server.address().port);
    });
  });
}

/**
 * Serves a folder. Options: `port` (4173; the next free one is taken, 0 = any), `host` (127.0.0.1),
 * `isolated` (true: with COOP and COEP), `tries` (20: how many ports are tried).
 * Gives {url, port, close()}.
 */
export async function serve(folder, { port = 4173, host = "127.0.0.1", isolated = true, tries = 20 } = {}) {
  const files = new Files(folder);
  const server = createServer((request, response) => {
    answer(files, isolated, request, response).catch((error) => response.destroy(error));
  });
  const bound = await listen(server, port, host, tries);
  const name = host.includes(":") ? `[${host}]` : host === "0.0.0.0" || host === "127.0.0.1" ? "localhost" : host;
  return {
    url: `http://${name}:${bound}/`,
    port: bound,
    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}
