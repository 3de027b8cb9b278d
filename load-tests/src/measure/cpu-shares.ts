import { readFamilyCpuMs, readMachineCpuMs } from './process-figures.ts';

/** Processors kept busy by each part, on the average of the time watched: 1 is one core the whole time. */
export type CpuShares = { server: number; stores: number; crowd: number; machine: number; stolen: number };

export type ShareMeter = { begin(): () => CpuShares };

/** Which process used the processors. The crowd is this process; the machine is everything that ran on it; stolen is what its host gave to others. */
export function measureShares(pids: { server: number; stores: readonly number[] }): ShareMeter {
  const read = () => {
    const crowd = process.cpuUsage();
    const machine = readMachineCpuMs();
    return {
      server: readFamilyCpuMs(pids.server),
      stores: pids.stores.reduce((sum, pid) => sum + readFamilyCpuMs(pid), 0),
      crowd: (crowd.user + crowd.system) / 1000,
      machine: machine.busy,
      stolen: machine.stolen,
    };
  };
  return {
    begin() {
      const before = read();
      const sinceMs = performance.now();
      return () => {
        const after = read();
        const tookMs = performance.now() - sinceMs;
        const share = (part: keyof CpuShares): number => (after[part] - before[part]) / tookMs;
        return {
          server: share('server'),
          stores: share('stores'),
          crowd: share('crowd'),
          machine: share('machine'),
          stolen: share('stolen'),
        };
      };
    },
  };
}
