import pg from 'pg';

/** A question that is open for so long makes its line doubtful; twice doubtful, a look apart, it is dead. Units: ms. */
const suspectAfterMs = 4_000;
const checkEveryMs = 1_000;
const requestWithinMs = 3_000;

/** The driver knows which process of the server is at the other end, and does not declare it. */
type Line = pg.ClientBase & { processID?: number | null; end?: () => Promise<void> };
type Open = { sinceMs: number; suspect: boolean };

export type DeadConnections = {
  /** A fresh line, before its first question. Only one that leads to the server itself is watched, none through a pooler. */
  meet(line: pg.ClientBase): Promise<void>;
  /** Does one question's work on this line; rejects as the driver does when the line was found dead. */
  during<T>(line: pg.ClientBase, work: () => Promise<T>): Promise<T>;
  stop(): void;
};

/**
 * A network that has forgotten a line leaves it open and silent, and a question on it would wait for its whole bound.
 * So the server is asked over a fresh line what it does for the old one: where it waits for us while we wait for it, the
 * line is dead and is ended. A long statement is `active` there, and so is one that waits for a lock.
 *
 * Source   SPEC N15.
 */
export function watchDeadConnections(config: pg.ClientConfig): DeadConnections {
  const open = new Map<Line, Open>();
  const processOf = new WeakMap<Line, number>();
  let looking = false;

  async function look(): Promise<void> {
    const beforeMs = performance.now() - suspectAfterMs;
    const doubtful = [...open].filter(([, { sinceMs }]) => sinceMs <= beforeMs);
    if (doubtful.length === 0) return;
    const pids = doubtful.flatMap(([line]) => processOf.get(line) ?? []);
    if (pids.length === 0) return;
    const busy = await readBusy(config, pids);
    for (const [line, known] of doubtful) {
      if (open.get(line) !== known) continue; // answered meanwhile
      const pid = processOf.get(line);
      const idle = pid !== undefined && !busy.has(pid);
      if (idle && known.suspect) void line.end?.().catch(() => undefined); // its question hears that it was ended
      known.suspect = idle;
    }
  }
  const timer = setInterval(() => {
    if (looking) return;
    looking = true;
    look()
      .catch(() => undefined) // nobody answers a fresh line either: the store is away, and every question has its bound
      .finally(() => {
        looking = false;
      });
  }, checkEveryMs);
  timer.unref();

  return {
    async meet(line: Line) {
      const { rows } = await line.query<{ pid: number }>('select pg_backend_pid() as pid');
      const [own] = rows;
      if (own && own.pid === line.processID) processOf.set(line, own.pid);
    },
    async during(line, work) {
      const own: Open = { sinceMs: performance.now(), suspect: false };
      open.set(line, own);
      try {
        return await work();
      } finally {
        if (open.get(line) === own) open.delete(line);
      }
    },
    stop: () => clearInterval(timer),
  };
}

/** Which of these processes of the server work on a statement now. */
async function readBusy(config: pg.ClientConfig, pids: readonly number[]): Promise<Set<number>> {
  const asker = new pg.Client({ ...config, connectionTimeoutMillis: requestWithinMs, query_timeout: requestWithinMs });
  asker.on('error', () => undefined);
  try {
    await asker.connect();
    // Where the server does not track its processes nothing is known, and nobody is ended.
    const { rows } = await asker.query<{ pid: number }>(
      `select pid from pg_stat_activity where pid = any($1::int[]) and (state = 'active' or state is null or state = 'disabled')`,
      [[...pids]],
    );
    return new Set(rows.map(({ pid }) => pid));
  } finally {
    await asker.end().catch(() => undefined);
  }
}
