import { createHash, randomUUID } from 'node:crypto';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import type { ConfirmedByTwo, PendingAct } from '@hoithi/shared/contract/two-people';
import { canonicalJson } from '@hoithi/shared/rules/canonical-json';
import { contestsWith, type Permission } from '@hoithi/shared/rules/permissions';
import type { App } from '../app-parts.ts';
import { writeAudit } from '../platform/audit.ts';
import type { Queries } from '../platform/db/database.ts';
import { type Acting, isProofOld } from '../web/sessions.ts';
import { lockOrganization, readAccount, readRoles } from './accounts-sql.ts';
import {
  type ActForTwoRow,
  endActForTwo,
  insertActForTwo,
  isContestOf,
  readOpenActs,
  readProof,
} from './two-people-sql.ts';

/**
 * The base of acts that two different people confirm, each with an account, the role and a fresh proof. The first one's
 * confirmation waits (`confirmFirst`), the second one's ends it (`confirmSecond`) in the transaction that then does the act,
 * so that an act is done once or not at all. Both names are in the trail. SPEC I60-I62.
 *
 *   const both = await refusingTransaction(app.db, async (tx) => {
 *     const confirmed = await confirmSecond(tx, app, by, finalizing(standing), message);
 *     return confirmed.ok ? finalize(tx, standing, confirmed.value) : confirmed;
 *   });
 */

type TwoApp = Pick<App, 'clock'>;
export type Confirmer = Pick<Acting, 'actor' | 'accountId' | 'organizationId' | 'id'>;

/** What is confirmed: read in the same transaction, so that both confirm what is there now. */
export type ActForTwo = {
  /** As the trail names it: `result:finalize`. */
  act: string;
  /** On what: `round <id>`. One act on one object waits at a time. */
  object: string;
  contestId: string | null;
  /** Both must have it, where the contest is. */
  may: Permission;
  /** JSON without personal data; what changes it makes the first confirmation worthless. */
  subject: unknown;
};

/** How long the first confirmation waits for the second. */
export const pendingLastsMs = 3 * 86_400_000;

/** SHA-256 over what both confirm: the act, its object and its subject. */
export const hashForTwo = ({ act, object, contestId, subject }: ActForTwo): string =>
  createHash('sha256').update(canonicalJson({ act, object, contestId, subject })).digest('base64url');

/**
 * The first of two people confirms; the act waits for the second. `signed`: a passkey's assertion over the hash.
 *
 * Refuses  not_allowed, prove_again, not_signed_in; confirmed_other, where `hash` is not of what is there now;
 *          pending_open, where it waits already.
 * Source   SPEC I60.
 */
export async function confirmFirst(
  tx: Queries,
  app: TwoApp,
  by: Confirmer,
  of: ActForTwo,
  { hash, signed = null }: { hash: string; signed?: object | null },
): Promise<Result<PendingAct>> {
  const nowMs = app.clock.nowMs();
  const confirmer = await settleConfirmer(tx, by, of, nowMs);
  if (!confirmer.ok) return confirmer;
  if (hash !== hashForTwo(of)) return refuse({ code: 'confirmed_other' });
  const open = await readPendingActs(tx, app, by, of);
  if (open.some((each) => each.hash === hash)) return refuse({ code: 'pending_open' });
  // What was confirmed of an earlier state can never be done any more.
  for (const stale of open) await withdraw(tx, by, of, stale.id, confirmer.value.accountId, nowMs);
  const row = {
    ...{
      id: randomUUID(),
      organization_id: by.organizationId,
      contest_id: of.contestId,
      act: of.act,
      object: of.object,
    },
    ...{ hash, account_id: confirmer.value.accountId, means_no: confirmer.value.meansNo },
    ...{ proved_at_ms: confirmer.value.provedAtMs, signed },
    ...{ made_at_ms: nowMs, expires_at_ms: nowMs + pendingLastsMs },
  };
  await insertActForTwo(tx, row);
  await audit(tx, by, of, nowMs, 'two-people:first', { pending: row.id, hash });
  return accept(viewPending({ ...row, name: confirmer.value.name }, by));
}

/**
 * The second person confirms. The caller then does the act in the same transaction.
 *
 * Refuses  not_allowed, prove_again, not_signed_in; pending_over, where nothing waits any more: it ran out, was withdrawn or
 *          confirmed, or the first person lost the role or was reset; another_person, to the first one; confirmed_other,
 *          where what is there now is not what the first one or this one confirmed.
 * Source   SPEC I60, I61.
 */
export async function confirmSecond(
  tx: Queries,
  app: TwoApp,
  by: Confirmer,
  of: ActForTwo,
  { pendingId, hash, signed = null }: { pendingId: string; hash: string; signed?: object | null },
): Promise<Result<ConfirmedByTwo>> {
  const nowMs = app.clock.nowMs();
  const confirmer = await settleConfirmer(tx, by, of, nowMs);
  if (!confirmer.ok) return confirmer;
  const { accountId, name, provedAtMs } = confirmer.value;
  const pending = (await readPendingActs(tx, app, by, of)).find(({ id }) => id === pendingId);
  if (!pending) return refuse({ code: 'pending_over' });
  if (pending.first.accountId === accountId) return refuse({ code: 'another_person' });
  if (pending.hash !== hash || hash !== hashForTwo(of)) return refuse({ code: 'confirmed_other' });
  const end = { actId: pendingId, endedAs: 'confirmed', accountId, provedAtMs, signed, atMs: nowMs } as const;
  if (!(await endActForTwo(tx, end))) return refuse({ code: 'pending_over' });
  const people = { first: `account:${pending.first.accountId}`, second: `account:${accountId}` };
  await audit(tx, by, of, nowMs, 'two-people:second', { pending: pendingId, hash, ...people });
  return accept({ id: pendingId, hash, first: pending.first, second: { accountId, name } });
}

/** By whoever might confirm, the first person among them. Refuses  not_allowed, not_signed_in, pending_over. */
export async function withdrawPending(
  tx: Queries,
  app: TwoApp,
  by: Confirmer,
  of: Omit<ActForTwo, 'subject'>,
  pendingId: string,
): Promise<Result<Record<string, never>>> {
  const nowMs = app.clock.nowMs();
  const confirmer = await settleConfirmer(tx, by, of, nowMs, false);
  if (!confirmer.ok) return confirmer;
  const open = await readPendingActs(tx, app, by, of);
  if (!open.some(({ id }) => id === pendingId)) return refuse({ code: 'pending_over' });
  await withdraw(tx, by, of, pendingId, confirmer.value.accountId, nowMs);
  return accept({});
}

/** What waits for a second person, of one act on one object, and still may be confirmed. */
export async function readPendingActs(
  db: Queries,
  app: TwoApp,
  by: Pick<Confirmer, 'organizationId' | 'accountId'>,
  of: Omit<ActForTwo, 'subject'>,
): Promise<PendingAct[]> {
  const rows = (await readOpenActs(db, by.organizationId, app.clock.nowMs())).filter(
    (row) => row.act === of.act && row.object === of.object && row.contest_id === of.contestId,
  );
  const standing: PendingAct[] = [];
  for (const row of rows) if (await mayConfirm(db, row.account_id, of)) standing.push(viewPending(row, by));
  return standing;
}

const viewPending = (row: ActForTwoRow, { accountId }: Pick<Confirmer, 'accountId'>): PendingAct => ({
  ...{ id: row.id, act: row.act, object: row.object, hash: row.hash },
  first: { accountId: row.account_id, name: row.name },
  isOwn: row.account_id === accountId,
  madeAtMs: row.made_at_ms,
  expiresAtMs: row.expires_at_ms,
});

/** Whether an account that nobody removed has the role now, where the contest is. */
async function mayConfirm(db: Queries, accountId: string, { may, contestId }: Pick<ActForTwo, 'may' | 'contestId'>) {
  if ((await readAccount(db, accountId))?.removed_at_ms !== null) return false;
  const contestIds = contestsWith(await readRoles(db, [accountId]), may);
  return contestIds === null || (contestId !== null && contestIds.includes(contestId));
}

/**
 * Who confirms, as the database knows it now. From here to the end of the transaction nobody is removed, gains or loses a role
 * in the organization, and nobody else confirms there.
 */
async function settleConfirmer(
  tx: Queries,
  by: Confirmer,
  of: Pick<ActForTwo, 'may' | 'contestId'>,
  nowMs: number,
  fresh = true,
): Promise<Result<{ accountId: string; name: string; meansNo: number; provedAtMs: number }>> {
  const { accountId } = by;
  if (accountId === null) return refuse({ code: 'not_allowed' }); // a link names nobody
  await lockOrganization(tx, by.organizationId);
  // Before the proof: a reset ends the session and raises the number at once, so a session that lives has these ways to sign in.
  const account = await readAccount(tx, accountId);
  const provedAtMs = await readProof(tx, by.id, accountId, nowMs);
  if (provedAtMs === null) return refuse({ code: 'not_signed_in' });
  const isOwn =
    account?.organization_id === by.organizationId && (await isContestOf(tx, by.organizationId, of.contestId));
  if (account === null || !isOwn || !(await mayConfirm(tx, accountId, of))) return refuse({ code: 'not_allowed' });
  if (fresh && isProofOld({ provedAtMs }, nowMs)) return refuse({ code: 'prove_again' });
  return accept({ accountId, name: account.name, meansNo: account.means_no, provedAtMs });
}

async function withdraw(
  tx: Queries,
  by: Confirmer,
  of: Omit<ActForTwo, 'subject'>,
  actId: string,
  accountId: string,
  atMs: number,
): Promise<void> {
  await endActForTwo(tx, { actId, endedAs: 'withdrawn', accountId, provedAtMs: null, signed: null, atMs });
  await audit(tx, by, of, atMs, 'two-people:withdraw', { pending: actId });
}

const audit = (
  tx: Queries,
  { actor, organizationId }: Confirmer,
  { act, object, contestId }: Omit<ActForTwo, 'subject'>,
  atMs: number,
  kind: string,
  detail: Record<string, unknown>,
): Promise<void> =>
  writeAudit(tx, { contestId, organizationId, atMs, actor, act: kind, object, detail: { act, ...detail } });
