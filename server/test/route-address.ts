import { randomUUID } from 'node:crypto';
import type { QuestionDraft } from '@hoithi/shared/contract/question';
import { readFirstOrganization } from '../src/accounts/accounts-sql.ts';
import { insertBank } from '../src/banks/banks-sql.ts';
import { addQuestions } from '../src/banks/write-questions.ts';
import type { CachedContest } from '../src/contest/contests.ts';
import { insertDraft, insertDraftVersion } from '../src/drafts/drafts-sql.ts';
import type { Clock } from '../src/platform/clock/clock.ts';
import type { Database } from '../src/platform/db/database.ts';
import { insertShowDraft, insertShowDraftVersion } from '../src/show/show-drafts-sql.ts';
import type { Route } from '../src/web/route.ts';

/** What belongs to an organization and is named in paths. */
export type NamedIds = { draftId: string; showDraftId: string; bankId: string; questionId: string };

/** The path of a route with a value that exists in this contest, or could, for each parameter. */
export function addressIn({ path }: Pick<Route, 'path'>, contest: CachedContest, ids: NamedIds): string {
  const values: Record<string, string> = {
    contestId: contest.contestId,
    slug: contest.slug,
    roundId: contest.rounds[0]?.roundId ?? '',
    unitCode: '18070',
    code: '18070',
    award: '0',
    ordinal: '1',
    list: 'doan',
    version: '1',
    level: 'DISTRICT',
    attemptId: randomUUID(),
    contestantId: randomUUID(),
    accountId: randomUUID(),
    runId: randomUUID(),
    slipId: randomUUID(),
    requestId: randomUUID(),
    id: randomUUID(),
    ...ids,
    topicId: randomUUID(),
    name: 'x.png',
    as: 'pdf',
    kind: 'staff',
    hash: 'a'.repeat(64),
    document: '1.json',
  };
  return path.replace(/:(\w+)/g, (_whole, name: string) => {
    if (values[name] === undefined) throw new Error(`the test knows no value for :${name}`);
    return values[name];
  });
}

/** A draft and a bank of the organization that the installation began with; the contest draws from the bank. */
export async function insertNamed(test: { db: Database; clock: Clock }, contestId: string): Promise<NamedIds> {
  const { id } = await readFirstOrganization(test.db);
  const showDraftId = await insertEmptyShow(test, contestId, '');
  return {
    draftId: await insertBlankDraft(test),
    showDraftId,
    ...(await insertSmallBank(test, id, 'Ngân hàng', [contestId])),
  };
}

async function insertBlankDraft({ db, clock }: { db: Database; clock: Clock }): Promise<string> {
  const [id, at_ms] = [randomUUID(), clock.nowMs()];
  const organization_id = (await readFirstOrganization(db)).id;
  await insertDraft(db, { id, organization_id, title: '', version: 1, made_by: 'test', made_at_ms: at_ms });
  await insertDraftVersion(db, { draft_id: id, version: 1, content: '{}', places: [], actor: 'test', at_ms });
  return id;
}

/** A show of a contest that is being written. */
export async function insertEmptyShow(
  { db, clock }: { db: Database; clock: Clock },
  contestId: string,
  title: string,
): Promise<string> {
  const [id, at_ms] = [randomUUID(), clock.nowMs()];
  const made = { version: 1, made_by: 'test', made_at_ms: at_ms };
  await insertShowDraft(db, { id, contest_id: contestId, slug: 'thu-soan', title, cues: 0, ...made });
  const content = JSON.stringify({ title: { vi: title, en: title }, rules: {}, cues: [] });
  await insertShowDraftVersion(db, { draft_id: id, version: 1, content, places: [], actor: 'test', at_ms });
  return id;
}

/** A bank with one question, from which these contests draw. */
export async function insertSmallBank(
  { db, clock }: { db: Database; clock: Clock },
  organizationId: string,
  name: string,
  contestIds: readonly string[],
): Promise<{ bankId: string; questionId: string }> {
  const [bankId, atMs] = [randomUUID(), clock.nowMs()];
  const made = { organization_id: organizationId, origin: null, made_by: 'test', made_at_ms: atMs };
  await insertBank(db, { id: bankId, name, ...made });
  for (const contestId of contestIds)
    await db.query('insert into contest_banks (contest_id, bank_id) values ($1, $2)', [contestId, bankId]);
  const by = { actor: 'test', organizationId };
  const questions = [bankQuestion(`${name}: câu hỏi?`)];
  const added = await addQuestions({ db, clock }, by, { id: bankId }, { act: 'write', questions });
  if (!added.ok) throw new Error(`the question was refused: ${added.refusal.code}`);
  return { bankId, questionId: added.value.added[0]?.questionId ?? '' };
}

/** A question with four options, the second of them right. */
export const bankQuestion = (text: string): QuestionDraft => ({
  id: null,
  text,
  kind: 'one',
  options: ['Một', 'Hai', 'Ba', 'Bốn'].map((each, at) => ({ id: 'abcd'.charAt(at), text: each })),
  right: ['b'],
  topic: null,
  difficulty: null,
  audiences: [],
  tags: [],
  source: null,
  explanation: null,
  seconds: null,
  translations: {},
  media: [],
  practiceOnly: false,
});
