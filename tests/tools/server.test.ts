/** The server of `npm start`: what a browser gets, and what nobody gets. */
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { serve } from "../../tools/server.mjs";

const SCRIPT = "export const word = 'grain';\n".repeat(200);
let folder = "";
let server: Awaited<ReturnType<typeof serve>>;

beforeAll(async () => {
  const top = await mkdtemp(join(tmpdir(), "lexigrain-server-"));
  folder = join(top, "dist");
  await mkdir(join(folder, "assets"), { recursive: true });
  await writeFile(join(folder, "index.html"), "<!doctype html><title>Lexigrain</title>");
  await writeFile(join(folder, "assets", "a-1234.js"), SCRIPT);
  await writeFile(join(folder, "engine.wasm"), new Uint8Array(4000));
  await writeFile(join(top, "secret.txt"), "secret");
  await symlink(join(top, "secret.txt"), join(folder, "link.txt"));
  server = await serve(folder, { port: 0 });
});
afterAll(async () => {
  await server.close();
  await rm(join(folder, ".."), { recursive: true });
});

interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
}

/** Node's plain client: it sends the path as it is and decodes nothing. */
const ask = (path: string, headers: Record<string, string> = {}, method = "GET"): Promise<Answer> =>
  new Promise((resolve, reject) => {
    request({ host: "127.0.0.1", port: server.port, path, headers, method }, (response) => {
      const parts: Buffer[] = [];
      response.on("data", (part: Buffer) => parts.push(part));
      response.on("end", () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts) }),
      );
    })
      .on("error", reject)
      .end();
  });

describe("serve", () => {
  it("isolates the page and lets other origins load the element", async () => {
    const { status, headers } = await ask("/");
    expect(status).toBe(200);
    expect(headers["content-type"]).toBe("text/html; charset=utf-8");
    expect(headers["cross-origin-opener-policy"]).toBe("same-origin");
    expect(headers["cross-origin-embedder-policy"]).toBe("require-corp");
    expect(headers["cross-origin-resource-policy"]).toBe("cross-origin");
    expect(headers["access-control-allow-origin"]).toBe("*");
  });

  it("compresses by what the client takes, and not against its will", async () => {
    const br = await ask("/assets/a-1234.js", { "accept-encoding": "gzip, deflate, br" });
    expect(br.headers["content-encoding"]).toBe("br");
    expect(brotliDecompressSync(br.body).toString()).toBe(SCRIPT);
    expect(br.body.length).toBeLessThan(SCRIPT.length / 10);
    const gzip = await ask("/assets/a-1234.js", { "accept-encoding": "gzip, br;q=0" });
    expect(gunzipSync(gzip.body).toString()).toBe(SCRIPT);
    const plain = await ask("/assets/a-1234.js");
    expect(plain.headers["content-encoding"]).toBeUndefined();
    expect(plain.body.toString()).toBe(SCRIPT);
  });

  it("says application/wasm, so that modules compile while they arrive", async () => {
    expect((await ask("/engine.wasm")).headers["content-type"]).toBe("application/wasm");
  });

  it("answers 304 to the ETag it gave, and sends a changed file anew", async () => {
    const path = join(folder, "note.txt");
    await writeFile(path, "one");
    const first = await ask("/note.txt");
    const etag = String(first.headers["etag"]);
    expect((await ask("/note.txt", { "if-none-match": etag })).status).toBe(304);
    await writeFile(path, "other");
    const second = await ask("/note.txt", { "if-none-match": etag });
    expect(second.status).toBe(200);
    expect(second.body.toString()).toBe("other");
  });

  it("serves byte ranges", async () => {
    const part = await ask("/assets/a-1234.js", { range: "bytes=7-11", "accept-encoding": "br" });
    expect(part.status).toBe(206);
    expect(part.body.toString()).toBe("const");
    expect(part.headers["content-range"]).toBe(`bytes 7-11/${SCRIPT.length}`);
    expect((await ask("/assets/a-1234.js", { range: "bytes=-2" })).body.toString()).toBe(SCRIPT.slice(-2));
    expect((await ask("/assets/a-1234.js", { range: "bytes=999999-" })).status).toBe(416);
  });

  it("gives nothing from outside its folder", async () => {
    for (const path of ["/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/link.txt", "/%00", "/%"]) {
      expect((await ask(path)).status, path).toBe(404);
    }
  });

  it("answers HEAD without a body and refuses to be written to", async () => {
    const head = await ask("/assets/a-1234.js", {}, "HEAD");
    expect(head.headers["content-length"]).toBe(String(SCRIPT.length));
    expect(head.body.length).toBe(0);
    expect((await ask("/", {}, "POST")).status).toBe(405);
  });

  it("takes the next port when its own is taken, and can leave isolation out", async () => {
    const other = await serve(folder, { port: server.port, isolated: false });
    try {
      expect(other.port).toBeGreaterThan(server.port);
      const { headers } = await fetch(other.url);
      expect(headers.get("cross-origin-embedder-policy")).toBeNull();
    } finally {
      await other.close();
    }
  });
});
