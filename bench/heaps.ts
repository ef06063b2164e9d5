/** The heaps of a page's threads, each asked by its own line of the browser's protocol, after forced collections. */
import type { CDPSession } from "playwright";

/** Bytes: all that V8 has in use, and what of it are objects, closures, arrays and strings, without compiled code. */
export interface Heap {
  readonly all: number;
  readonly objects: number;
}

/** What two worlds hold of each other, script and page, is found free only by a second look. */
const COLLECTIONS = 3;
/** Kinds of nodes of a snapshot that are no objects of scripts. */
const OTHERS = new Set(["code", "native", "synthetic", "hidden", "object shape"]);

interface Snapshot {
  readonly snapshot: { readonly meta: { readonly node_fields: string[]; readonly node_types: [string[]] } };
  readonly nodes: number[];
}

/** What a snapshot's text says of objects, bytes. */
function objectsIn(text: string): number {
  const { snapshot, nodes } = JSON.parse(text) as Snapshot;
  const { node_fields: fields, node_types: types } = snapshot.meta;
  const [type, size] = [fields.indexOf("type"), fields.indexOf("self_size")];
  let sum = 0;
  for (let at = 0; at < nodes.length; at += fields.length)
    if (!OTHERS.has(types[0][nodes[at + type]])) sum += nodes[at + size];
  return sum;
}

type Ask = (method: string) => Promise<{ readonly usedSize?: number }>;

/** From now on each thread of the page is known; the function given measures all of them: "page", "worker", "worklet". */
export async function watchHeaps(session: CDPSession): Promise<() => Promise<ReadonlyMap<string, Heap>>> {
  const threads = new Map<string, string>();
  const answers = new Map<string, (result: { usedSize?: number }) => void>();
  let text = "";
  session.on("Target.attachedToTarget", ({ sessionId, targetInfo }) => threads.set(sessionId, targetInfo.type));
  session.on("Target.detachedFromTarget", ({ sessionId }) => threads.delete(sessionId));
  session.on("HeapProfiler.addHeapSnapshotChunk", ({ chunk }) => (text += chunk));
  session.on("Target.receivedMessageFromTarget", ({ sessionId, message }) => {
    const told = JSON.parse(message) as { id?: number; result?: { usedSize?: number }; params?: { chunk?: string } };
    text += told.params?.chunk ?? "";
    answers.get(`${sessionId} ${told.id}`)?.(told.result ?? {});
  });
  await session.send("Target.setAutoAttach", { autoAttach: true, waitForDebuggerOnStart: false, flatten: false });
  let ids = 0;
  const askThread = (sessionId: string, method: string): ReturnType<Ask> =>
    new Promise((resolve, reject) => {
      const id = ++ids;
      answers.set(`${sessionId} ${id}`, resolve);
      session
        .send("Target.sendMessageToTarget", { sessionId, message: JSON.stringify({ id, method }) })
        .catch((error: unknown) => reject(error instanceof Error ? error : new Error(String(error))));
    });
  const measure = async (ask: Ask): Promise<Heap> => {
    await ask("HeapProfiler.enable");
    for (let i = 0; i < COLLECTIONS; i++) await ask("HeapProfiler.collectGarbage");
    const { usedSize = NaN } = await ask("Runtime.getHeapUsage");
    text = "";
    await ask("HeapProfiler.takeHeapSnapshot");
    return { all: usedSize, objects: objectsIn(text) };
  };
  return async () => {
    const page: Ask = (method) => session.send(method as "Runtime.getHeapUsage");
    const heaps = new Map([["page", await measure(page)]]);
    for (const [sessionId, type] of threads) heaps.set(type, await measure((method) => askThread(sessionId, method)));
    return heaps;
  };
}
