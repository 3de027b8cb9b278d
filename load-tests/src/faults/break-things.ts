import { setTimeout as pause } from 'node:timers/promises';
import type { FaultsFlags } from '../flags.ts';
import type { Leaving } from '../stage/on-leaving.ts';
import type { Rig } from '../stage/open-rig.ts';
import { type RealServer, startServer } from '../stage/real-server.ts';
import type { TcpProxy } from './proxy.ts';

/** Two servers on one PostgreSQL and one Redis, behind a proxy. */
export type Pair = { rig: Rig; servers: [RealServer, RealServer]; proxy: TcpProxy };
/** `strike` resolves once the fault is there; `over` once it has passed, and answers when, on our own clock. */
export type Fault = { name: string; strike(): Promise<void>; over(): Promise<number>; wipesRankings: boolean };

export const portOf = (server: RealServer): number => Number(new URL(server.url).port);
const awayMs = 1_000;

export function listFaults(pair: Pair, flags: FaultsFlags, leaving: Leaving): Fault[] {
  const { postgres, redis } = pair.rig.stores;
  const passed = (): number => performance.now();
  const killed: Fault = {
    name: 'SIGKILL of one of two servers',
    wipesRankings: false,
    strike: () => pair.servers[0].kill(),
    async over() {
      const atMs = passed(); // the other one carries on
      pair.servers[0] = await startServer(pair.rig.settingsOfServer(), leaving);
      pair.proxy.pointTo(pair.servers.map(portOf));
      return atMs;
    },
  };
  const frozen: Fault = {
    name: `one of two servers frozen for ${flags.freezeSeconds} s`,
    wipesRankings: false,
    strike: async () => pair.servers[1].signal('SIGSTOP'),
    async over() {
      await pause(flags.freezeSeconds * 1_000);
      pair.servers[1].signal('SIGCONT');
      return passed();
    },
  };
  const redisLost: Fault = {
    name: 'Redis killed and started empty',
    wipesRankings: true,
    strike: () => redis.halt('SIGKILL'),
    async over() {
      await pause(awayMs);
      await redis.resume();
      return passed();
    },
  };
  const databaseRestarted: Fault = {
    name: 'PostgreSQL restarted',
    wipesRankings: false,
    strike: () => postgres.halt('SIGINT'),
    async over() {
      await postgres.resume();
      return passed();
    },
  };
  return [killed, frozen, redisLost, databaseRestarted];
}
