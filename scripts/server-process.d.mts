export interface ServerProcess {
  readonly url: string;
  readonly pid: number;
  /** The one-time link of the organizer, a path. */
  readonly organizerPath: string;
  /** All that it has written so far. */
  output(): string;
  kill(signal: NodeJS.Signals): Promise<void>;
}

export function findFreePort(): Promise<number>;
/** Starts `server/src/main.ts` of a checkout on 127.0.0.1 with these settings; resolves once it says that it is ready. */
export function startServer(
  settings: Record<string, string>,
  flags?: readonly string[],
  checkout?: string,
): Promise<ServerProcess>;
