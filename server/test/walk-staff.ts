import type { Result } from '@hoithi/shared/contract/result';
import { permissions } from '@hoithi/shared/rules/permissions';
import { snapshotWithin } from '../src/archive/snapshot-sql.ts';
import { proveTables } from '../src/archive/table-proof.ts';
import { MinuteShow } from '../src/demo/minute-show.ts';
import { crowdHere } from '../src/rehearsal/run-crowd-here.ts';
import { listRoutes } from '../src/site.ts';
import { describeNamespace } from '../src/web/open-namespace.ts';
import { isForStaff, type Route } from '../src/web/route.ts';
import type { TestApp } from './open-test-app.ts';
import { connect } from './scripted-show.ts';
import { addressNaming, bodyNaming, type StaffWorld } from './staff-world.ts';

/** What somebody received of the server: whether it was refused, and every text of it. */
export type Received = { refused: boolean; text: string };

export const nameOf = ({ method, path }: Route): string => `${method} ${path}`;

export const listStaffRoutes = (test: TestApp): Route[] =>
  listRoutes(test.app, {
    ...{ trustProxyHops: 0, metricsToken: null, gatherFigures: null, holdersOf: async () => [] },
    ...{ countScreens: async () => 0, crowd: crowdHere(test.app), minuteShow: new MinuteShow(test.app) },
  }).filter(({ may }) => isForStaff(may));

/** A request that names what is of a world, in its path, its query and its body. */
export async function requestNaming(
  test: TestApp,
  route: Route,
  world: StaffWorld,
  cookie: string,
  query = '',
): Promise<Received> {
  const headers = { cookie, origin: test.url, 'content-type': 'application/json' };
  const body = route.method === 'post' ? { body: JSON.stringify(bodyNaming(route, world)) } : {};
  const response = await fetch(`${test.url}${addressNaming(route, world)}${query}`, {
    method: route.method.toUpperCase(),
    headers,
    ...body,
  });
  return { refused: response.status === 403 || response.status === 404, text: await response.text() };
}

/** Names of all commands of staff, as `/namespace command`. */
export const listStaffCommands = (test: TestApp): string[] =>
  [...test.open.io._nsps.keys()].flatMap((namespace) => {
    const described = describeNamespace(test.open.io.of(namespace));
    if (!described || !(described.may in permissions)) return [];
    return Object.keys(described.commands).map((command) => `${namespace} ${command}`);
  });

/** Enters a page where it is a page, sends one command, and gathers all that the server sends to that device. */
export async function commandNaming(
  test: TestApp,
  place: string,
  message: object,
  cookie: string,
): Promise<Received & { code: string | null }> {
  const [namespace = '', command = ''] = place.split(' ');
  const socket = await connect(test.url, namespace, cookie).catch((refused: Error) => refused.message);
  if (typeof socket === 'string') return { refused: socket === 'not_allowed', code: socket, text: socket };
  const sent: unknown[] = [];
  socket.onAny((...given) => void sent.push(given));
  try {
    const result = (await socket.timeout(10_000).emitWithAck(command, message)) as Result<unknown>;
    const code = result.ok ? null : result.refusal.code;
    const refused = code === 'not_found' || code === 'not_allowed' || code === 'not_in_demo';
    return { refused, code, text: JSON.stringify([result, sent]) };
  } finally {
    socket.disconnect();
  }
}

/** Sessions and the trail grow by trying; a server goes on submitting attempts whose time is over, and writing the log. */
const mayGrow = new Set([
  ...['sessions', 'audit', 'audit_chain', 'submissions'],
  ...['contest_logs', 'contestant_seals', 'log_checkpoints', 'log_entries', 'log_nodes', 'log_pending', 'log_places'],
]);

/** A hash of every table that nobody may have changed. */
export async function hashTables(test: TestApp): Promise<Record<string, string>> {
  const proofs = await test.db.transaction(async (tx) => {
    const snapshot = await snapshotWithin(tx);
    return proveTables(snapshot, snapshot.tables);
  });
  return Object.fromEntries(proofs.flatMap(({ table, hash }) => (mayGrow.has(table) ? [] : [[table, hash]])));
}

export const countRefusals = async (test: TestApp): Promise<number> =>
  (await test.db.query("select 1 from audit where act = 'access:refused'")).length;

/** Tables of the installation itself. */
const ofInstallation = [
  'organizations',
  'accounts',
  'account_roles',
  'passkeys',
  'recovery_codes',
  'invitations',
  'backups',
];

/** A hash of what is of one contest, in every table that names it, and of what is of the installation. */
export async function hashContest(test: TestApp, contestId: string): Promise<Record<string, string | null>> {
  const { tables } = await test.db.transaction(snapshotWithin);
  const hashes: Record<string, string | null> = {};
  for (const { name, columns } of tables) {
    const named = columns.some((column) => column.name === 'contest_id') && name !== 'sessions';
    if (!named && !ofInstallation.includes(name)) continue;
    const [row] = await test.db.query<{ hash: string | null }>(
      `select md5(string_agg(t::text, '|' order by t::text)) as hash from "${name}" t where ${named ? 'contest_id = $1' : "$1 <> ''"}`,
      [contestId],
    );
    hashes[name] = row?.hash ?? null;
  }
  return hashes;
}
