import { setTimeout as pause } from 'node:timers/promises';
import type { FaultName, FaultsFlags } from '../flags.ts';
import type { Leaving } from '../stage/on-exit.ts';
import type { Rig } from '../stage/open-rig.ts';
import { type RealServer, type ServerSettings, startServer } from '../stage/real-server.ts';
import type { TcpProxy } from './proxy.ts';

/** Two servers behind a proxy, their PostgreSQL and their Redis each behind another one, as behind a network. */
export type Pair = {
  rig: Rig;
  servers: [RealServer, RealServer];
  settingsOfServer(): ServerSettings;
  proxy: TcpProxy;
  network: { postgres: TcpProxy; redis: TcpProxy };
};
/** `strike` resolves once the fault is there; `over` once it has passed, and answers when, on our own clock. */
export type Fault = { name: string; strike(): Promise<void>; over(): Promise<number>; wipesRankings: boolean };

export const portOf = ({ url }: { url: string }): number => Number(new URL(url).port);
const unavailableMs = 1_000;
const cutMs = 2_000;

export function listFaults(pair: Pair, flags: FaultsFlags, leaving: Leaving): Fault[] {
  const { postgres, redis } = pair.rig.stores;
  const faults: Record<FaultName, Fault> = {
    kill: {
      name: 'SIGKILL of one of two servers',
      wipesRankings: false,
      strike: () => pair.servers[0].kill(),
      async over() {
        const atMs = performance.now(); // the other one carries on
        pair.servers[0] = await startServer(pair.settingsOfServer(), leaving);
        pair.proxy.pointTo(pair.servers.map(portOf));
        return atMs;
      },
    },
    freeze: lasting(`one of two servers frozen for ${flags.freezeSeconds} s`, flags.freezeSeconds * 1_000, {
      begin: () => pair.servers[1].signal('SIGSTOP'),
      end: () => pair.servers[1].signal('SIGCONT'),
    }),
    redis: {
      ...lasting('Redis killed and started empty', unavailableMs, {
        begin: () => redis.halt('SIGKILL'),
        end: () => redis.resume(),
      }),
      wipesRankings: true,
    },
    postgres: lasting('PostgreSQL restarted', 0, {
      begin: () => postgres.halt('SIGINT'),
      end: () => postgres.resume(),
    }),
    ...listNetworkFaults(pair, flags),
  };
  return flags.only.map((name) => faults[name]);
}

function listNetworkFaults(
  { proxy, network }: Pair,
  flags: FaultsFlags,
): Record<'cut' | 'hold' | 'silent' | 'proxy', Fault> {
  const both = [network.postgres, network.redis];
  const all = (how: 'cut' | 'hold' | 'heal') => () => {
    for (const connection of both) connection[how]();
  };
  return {
    cut: lasting(`the network between servers and stores cut for ${cutMs / 1_000} s`, cutMs, {
      begin: all('cut'),
      end: all('heal'),
    }),
    hold: lasting(
      `that network carries nothing for ${flags.freezeSeconds} s, without any signal`,
      flags.freezeSeconds * 1_000,
      { begin: all('hold'), end: all('heal') },
    ),
    // New connections go through at once: what takes time is to find out that the old ones are dead.
    silent: lasting('every open connection to PostgreSQL and Redis silent for good', 0, {
      begin: () => {
        for (const connection of both) connection.silence();
      },
      end: () => undefined,
    }),
    proxy: lasting('the proxy before the servers restarted', unavailableMs / 2, { begin: proxy.cut, end: proxy.heal }),
  };
}

/** A fault that begins, lasts for so long and ends. */
function lasting(name: string, lastsMs: number, { begin, end }: { begin(): unknown; end(): unknown }): Fault {
  return {
    name,
    wipesRankings: false,
    async strike() {
      await begin();
    },
    async over() {
      await pause(lastsMs);
      await end();
      return performance.now();
    },
  };
}
