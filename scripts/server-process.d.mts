export interface ServerProcess {
  readonly url: string;
  readonly pid: number;
  /** The one-time link of the first account, a path; where there are accounts, the path where they sign in. */
  readonly organizerPath: string;
  /** All that it has written so far. */
  output(): string;
  kill(signal: NodeJS.Signals): Promise<void>;
}

export function findFreePort(): Promise<number>;
/**
 * Starts the built server on 127.0.0.1 with these settings; resolves once it says that it is ready. The Node that runs it and
 * the folder it is in are this one and this checkout, unless set otherwise.
 */
export function startServer(
  settings: Record<string, string>,
  flags?: readonly string[],
  from?: { node?: string; root?: string },
): Promise<ServerProcess>;
