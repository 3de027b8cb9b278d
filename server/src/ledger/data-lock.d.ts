/** Another process has this data folder open. */
export declare class DataDirInUse extends Error {
  readonly name = 'DataDirInUse';
  readonly dir: string;
  readonly pid: number;
  constructor(dir: string, pid: number);
}
export interface DataLock {
  release(): Promise<void>;
}
/**
 * Lets one process at a time into a data folder, by a file that only one can create.
 *
 * Units    `watchMs` is how long a lock from another host is watched before it counts as left behind.
 * Refuses  DataDirInUse, with the owner's pid. A lock whose process is gone, or whose pid belongs to a later process, is
 *          taken over.
 * Source   SPEC D2. The embedded database has no lock of its own and loses rows when it is opened twice.
 */
export declare function lockDataDir(dir: string, watchMs?: number): Promise<DataLock>;
