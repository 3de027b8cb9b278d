import { randomUUID } from 'node:crypto';
import { bankLimits } from '@hoithi/shared/contract/banks';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import { foldText } from '@hoithi/shared/rules/fold';
import type { App } from '../app-parts.ts';
import { writeAudit } from '../platform/audit.ts';
import type { Queries } from '../platform/db/database.ts';
import { outOfScope } from '../web/route.ts';
import type { Acting } from '../web/sessions.ts';
import {
  type BankRow,
  countBanks,
  deleteTopicRow,
  ensureTopicRows,
  insertBank,
  listTopics,
  lockBank,
  removeBankRow,
  renameBankRow,
  renameTopicRow,
} from './banks-sql.ts';

type BanksApp = Pick<App, 'clock' | 'db'>;

/** Writes what was done in a bank to the trail. Question texts and keys do not go there: their versions hold them. */
export const auditBank = (
  tx: Queries,
  { actor, organizationId }: Pick<Acting, 'actor' | 'organizationId'>,
  atMs: number,
  act: string,
  object: string,
  detail: Record<string, unknown>,
): Promise<void> => writeAudit(tx, { contestId: null, organizationId, atMs, actor, act, object, detail });

/** Whether somebody may change what concerns every contest: no role in some contests alone. SPEC Q12. */
export const reachesAll = (by: Acting): Result<null> =>
  by.contestIds === null ? accept(null) : outOfScope({ code: 'not_allowed' });

/** An empty bank. SPEC Q11. */
export async function makeBank(app: BanksApp, by: Acting, name: string): Promise<Result<{ bankId: string }>> {
  const [bankId, atMs] = [randomUUID(), app.clock.nowMs()];
  return app.db.transaction(async (tx) => {
    if ((await countBanks(tx, by.organizationId)) >= bankLimits.banks)
      return refuse({ code: 'too_many_banks', max: bankLimits.banks });
    const bank = { id: bankId, organization_id: by.organizationId, name, origin: null };
    await insertBank(tx, { ...bank, made_by: by.actor, made_at_ms: atMs });
    await auditBank(tx, by, atMs, 'bank:make', bankId, { before: null, after: name });
    return accept({ bankId });
  });
}

export async function renameBank(app: BanksApp, by: Acting, bank: BankRow, name: string): Promise<Result<null>> {
  const atMs = app.clock.nowMs();
  return app.db.transaction(async (tx) => {
    await renameBankRow(tx, bank.id, name, atMs);
    await auditBank(tx, by, atMs, 'bank:rename', bank.id, { before: bank.name, after: name });
    return accept(null);
  });
}

/** Takes a bank out of every list. What contests took from it stays theirs. SPEC Q11. */
export async function removeBank(app: BanksApp, by: Acting, bank: BankRow, reason: string): Promise<Result<null>> {
  const atMs = app.clock.nowMs();
  return app.db.transaction(async (tx) => {
    if (!(await removeBankRow(tx, bank.id, atMs))) return refuse({ code: 'not_found', what: 'bank' });
    await auditBank(tx, by, atMs, 'bank:remove', bank.id, { before: bank.name, after: null, reason });
    return accept(null);
  });
}

/** The topics of these names by their folded form; those that are not there are made. null: more than a bank may have. */
export async function ensureTopics(
  tx: Queries,
  bankId: string,
  names: readonly string[],
  atMs: number,
): Promise<ReadonlyMap<string, { id: string; name: string }> | null> {
  const wanted = new Map([...names].reverse().map((name) => [foldText(name) || name, name])); // the first spelling wins
  if (wanted.size === 0) return new Map();
  const topics = [...wanted].map(([folded, name]) => ({ id: randomUUID(), name, folded }));
  const rows = await ensureTopicRows(tx, bankId, topics, atMs);
  const all = await listTopics(tx, bankId);
  return all.length > bankLimits.topics ? null : new Map(rows.map(({ folded, id, name }) => [folded, { id, name }]));
}

export async function makeTopic(
  app: BanksApp,
  by: Acting,
  bank: BankRow,
  name: string,
): Promise<Result<{ topicId: string }>> {
  const atMs = app.clock.nowMs();
  return app.db.transaction(async (tx) => {
    if ((await lockBank(tx, bank.id)) === null) return refuse({ code: 'not_found', what: 'bank' });
    if ((await listTopics(tx, bank.id)).length >= bankLimits.topics)
      return refuse({ code: 'bank_full', max: bankLimits.topics });
    const made = await ensureTopics(tx, bank.id, [name], atMs);
    const topic = made && [...made.values()][0];
    if (!topic) return refuse({ code: 'bank_full', max: bankLimits.topics });
    await auditBank(tx, by, atMs, 'bank:topic', bank.id, { topicId: topic.id, before: null, after: topic.name });
    return accept({ topicId: topic.id });
  });
}

export async function renameTopic(
  app: BanksApp,
  by: Acting,
  bank: BankRow,
  topicId: string,
  name: string,
): Promise<Result<null>> {
  const atMs = app.clock.nowMs();
  return app.db.transaction(async (tx) => {
    if ((await lockBank(tx, bank.id)) === null) return refuse({ code: 'not_found', what: 'bank' });
    const before = (await listTopics(tx, bank.id)).find(({ id }) => id === topicId);
    if (!before) return refuse({ code: 'not_found', what: 'topic' });
    if (!(await renameTopicRow(tx, { bankId: bank.id, topicId, name, folded: foldText(name) || name })))
      return refuse({ code: 'name_taken' });
    await auditBank(tx, by, atMs, 'bank:topic', bank.id, { topicId, before: before.name, after: name });
    return accept(null);
  });
}

/** Deletes a topic that no question stands under. */
export async function removeTopic(app: BanksApp, by: Acting, bank: BankRow, topicId: string): Promise<Result<null>> {
  const atMs = app.clock.nowMs();
  return app.db.transaction(async (tx) => {
    const before = (await listTopics(tx, bank.id)).find(({ id }) => id === topicId);
    if (!before) return refuse({ code: 'not_found', what: 'topic' });
    if (!(await deleteTopicRow(tx, bank.id, topicId))) return refuse({ code: 'nothing_to_do' });
    await auditBank(tx, by, atMs, 'bank:topic', bank.id, { topicId, before: before.name, after: null });
    return accept(null);
  });
}
