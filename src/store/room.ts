/** How much of the browser's storage may be taken. */

/** What is kept may take this share of what the browser gives. */
const SHARE = 0.3;

/** The browser's own account of its storage, where there is one. */
interface StorageManager {
  estimate(): Promise<{ usage?: number; quota?: number }>;
}

/** Whether that many bytes more stay within our share. Without an account (old browsers) there is no room. */
export async function hasRoom(bytes: number): Promise<boolean> {
  const { storage } = (globalThis as { navigator?: { storage?: StorageManager } }).navigator ?? {};
  const { usage = Infinity, quota = 0 } = (await storage?.estimate()) ?? {};
  return usage + bytes < SHARE * quota;
}
