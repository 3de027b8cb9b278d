/** A private server that can be halted and resumed on the same port and data, and stopped for good. */
export interface TestServer {
  readonly url: string;
  readonly pid: number;
  halt(signal?: NodeJS.Signals): Promise<void>;
  resume(): Promise<void>;
  stop(): Promise<void>;
}

export function findProgram(name: string, moreFolders?: readonly string[]): string | null;
export function hasPostgres(): boolean;
export function startPostgres(options: { fsync: boolean }): Promise<TestServer>;
export function startRedis(): Promise<TestServer>;
