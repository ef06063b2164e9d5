/** Types of server.mjs, for the tests. */
export interface Served {
  readonly url: string;
  readonly port: number;
  close(): Promise<unknown>;
}

export function serve(
  folder: string,
  options?: { port?: number; host?: string; isolated?: boolean; tries?: number },
): Promise<Served>;
