import pg from 'pg';

/** A query that is open for this long makes its connection suspect; suspect in two checks in a row, it is dead. Units: ms. */
const suspectAfterMs = 4_000;
const checkEveryMs = 1_000;
const requestWithinMs = 3_000;

/** The driver knows which process of the server is at the other end, and does not declare it. */
type Connection = pg.ClientBase & { processID?: number | null; end?: () => Promise<void> };
type OpenQuery = { sinceMs: number; suspect: boolean };

export type DeadConnections = {
  /** A new connection, before its first query. Only one that leads to the server itself is watched, none through a pooler. */
  watch(connection: pg.ClientBase): Promise<void>;
  /** Runs one query on this connection; rejects as the driver does when the connection was found dead. */
  during<T>(connection: pg.ClientBase, work: () => Promise<T>): Promise<T>;
  stop(): void;
};

/**
 * A network that has dropped a connection leaves it open and silent, and a query on it would wait for its whole bound. So
 * the server is asked over a new connection what it does for the old one: where it waits for us while we wait for it, the
 * connection is dead and is ended. A long statement is `active` there, and so is one that waits for a lock.
 *
 * Source   SPEC N15.
 */
export function watchDeadConnections(config: pg.ClientConfig): DeadConnections {
  const open = new Map<Connection, OpenQuery>();
  const processOf = new WeakMap<Connection, number>();
  let checking = false;

  async function check(): Promise<void> {
    const beforeMs = performance.now() - suspectAfterMs;
    const suspects = [...open].filter(([, { sinceMs }]) => sinceMs <= beforeMs);
    if (suspects.length === 0) return;
    const pids = suspects.flatMap(([connection]) => processOf.get(connection) ?? []);
    if (pids.length === 0) return;
    const busy = await readBusy(config, pids);
    for (const [connection, known] of suspects) {
      if (open.get(connection) !== known) continue; // answered meanwhile
      const pid = processOf.get(connection);
      const idle = pid !== undefined && !busy.has(pid);
      if (idle && known.suspect) void connection.end?.().catch(() => undefined); // its query rejects
      known.suspect = idle;
    }
  }
  const timer = setInterval(() => {
    if (checking) return;
    checking = true;
    check()
      .catch(() => undefined) // a new connection is not answered either: the store is unavailable, and every query has its bound
      .finally(() => {
        checking = false;
      });
  }, checkEveryMs);
  timer.unref();

  return {
    async watch(connection: Connection) {
      const { rows } = await connection.query<{ pid: number }>('select pg_backend_pid() as pid');
      const [own] = rows;
      if (own && own.pid === connection.processID) processOf.set(connection, own.pid);
    },
    async during(connection, work) {
      const own: OpenQuery = { sinceMs: performance.now(), suspect: false };
      open.set(connection, own);
      try {
        return await work();
      } finally {
        if (open.get(connection) === own) open.delete(connection);
      }
    },
    stop: () => clearInterval(timer),
  };
}

/** Which of these processes of the server work on a statement now. */
async function readBusy(config: pg.ClientConfig, pids: readonly number[]): Promise<Set<number>> {
  const client = new pg.Client({ ...config, connectionTimeoutMillis: requestWithinMs, query_timeout: requestWithinMs });
  client.on('error', () => undefined);
  try {
    await client.connect();
    // Where the server does not track its processes nothing is known, and no connection is ended.
    const { rows } = await client.query<{ pid: number }>(
      `select pid from pg_stat_activity where pid = any($1::int[]) and (state = 'active' or state is null or state = 'disabled')`,
      [[...pids]],
    );
    return new Set(rows.map(({ pid }) => pid));
  } finally {
    await client.end().catch(() => undefined);
  }
}
