/** Names one run of one process. */
export interface ProcessIdentity {
  pid: number;
  /** Changes when the pid is used again; null where the system does not tell. */
  startedAt: string | null;
  /** Two processes see each other's pids only when this is equal: the host and its pid namespace. */
  where: string;
}
export declare function identifyProcess(pid?: number): ProcessIdentity;
/** Whether that very process still runs; null when it cannot be known from here, because it lives on another host. */
export declare function isRunning(one: ProcessIdentity): boolean | null;
