import { randomUUID } from 'node:crypto';
import { type Correctable, correctable } from '@hoithi/shared/contract/correctable';
import type {
  AnswerDataRequest,
  AskAboutData,
  DataRequestsView,
  DeskDataRequest,
  OwnDataRequest,
} from '@hoithi/shared/contract/data-rights';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import type { SetConsents } from '@hoithi/shared/contract/sign-in';
import { dataEndsAt, dataRequestDueAt } from '@hoithi/shared/rulebook/judge/data-terms';
import type { App } from '../app-parts.ts';
import type { CachedContest } from '../contest/contests.ts';
import { lockContest } from '../contest/contests-sql.ts';
import { setConsents } from '../people/enrol.ts';
import { readEnrolledAt, readOwnProfile } from '../people/people-sql.ts';
import type { Contestant } from '../people/prove-contestant.ts';
import { writeAudit } from '../platform/audit.ts';
import type { Queries } from '../platform/db/database.ts';
import { viewPerson } from '../result/view-people.ts';
import { restoreResultsFiles } from '../round/publish-round.ts';
import { readPublishedPrizes } from '../round/published-names-sql.ts';
import type { Acting } from '../web/sessions.ts';
import { erasePerson, waitsOf } from './erase-person.ts';
import { countNamed } from './erase-sql.ts';
import {
  closeRequest,
  correctProfile,
  extendRequest,
  insertRequest,
  lockRequest,
  type RequestRow,
  readCorrectable,
  readRequests,
} from './requests-sql.ts';

type Deps = Pick<App, 'bus' | 'clock' | 'contests' | 'db' | 'publishedDir'>;
const shownMax = 300;

type Asked = { kind: RequestRow['kind']; about: RequestRow['about']; words: string | null };

/**
 * A person asks for a correction or an erasure. It has a number and the day by which the law wants it done, and is acknowledged
 * by that answer.
 *
 * Refuses  request_open: one of its kind is open already.
 * Source   SPEC S63.
 */
export const askAboutData = (
  app: Pick<App, 'clock' | 'db'>,
  contest: CachedContest,
  who: Contestant,
  asked: AskAboutData,
): Promise<Result<{ no: number; dueAtMs: number }>> =>
  saveRequest(app, contest, who.contestantId, {
    kind: asked.kind,
    about: asked.kind === 'correct' ? { fields: asked.fields } : {},
    words: asked.words === '' ? null : asked.words,
  });

function saveRequest(
  app: Pick<App, 'clock' | 'db'>,
  contest: CachedContest,
  contestantId: string,
  asked: Asked,
): Promise<Result<{ no: number; dueAtMs: number }>> {
  const { contestId, rulebook } = contest;
  const atMs = app.clock.nowMs();
  const dueAtMs = dataRequestDueAt(asked.kind, atMs, rulebook.locale.timezone);
  return app.db.transaction(async (tx): Promise<Result<{ no: number; dueAtMs: number }>> => {
    await lockContest(tx, contestId);
    const row = {
      id: randomUUID(),
      contest_id: contestId,
      contestant_id: contestantId,
      at_ms: atMs,
      due_at_ms: dueAtMs,
    };
    const no = await insertRequest(tx, { ...row, ...asked });
    if (no === null) return refuse({ code: 'request_open' });
    await audit(tx, contestId, atMs, 'contestant', 'data:asked', { no, kind: asked.kind, ...detailOf(asked) });
    return accept({ no, dueAtMs });
  });
}

/** Fields by their names, never what they say. */
const detailOf = ({ about }: Pick<Asked, 'about'>) => ({
  ...(about.fields ? { fields: Object.keys(about.fields) } : {}),
  ...(about.purpose ? { purpose: about.purpose } : {}),
});

const audit = (
  tx: Queries,
  contestId: string,
  atMs: number,
  actor: string,
  act: string,
  detail: { no: number } & Record<string, unknown>,
): Promise<void> => writeAudit(tx, { contestId, atMs, actor, act, object: `data request ${detail.no}`, detail });

/** The person takes an open request back. Refuses not_found, nothing_to_do. SPEC S63. */
export function takeBack(
  app: Pick<App, 'clock' | 'db'>,
  { contestId }: CachedContest,
  { contestantId }: Contestant,
  id: string,
): Promise<Result<Record<string, never>>> {
  return app.db.transaction(async (tx): Promise<Result<Record<string, never>>> => {
    const row = await lockRequest(tx, contestId, id);
    if (row?.contestant_id !== contestantId) return refuse({ code: 'not_found', what: 'request' });
    if (row.outcome !== null) return refuse({ code: 'nothing_to_do' });
    const atMs = app.clock.nowMs();
    await closeRequest(tx, id, { outcome: 'taken-back', answer: null, atMs, actor: 'contestant', accountId: null });
    await audit(tx, contestId, atMs, 'contestant', 'data:taken-back', { no: row.no, kind: row.kind });
    return accept({});
  });
}

/**
 * Consents given or withdrawn. What was published with a consent follows it at once; pictures are taken down by people, who are
 * asked to. SPEC S6a, S61.
 */
export async function changeConsents(
  app: Deps,
  contest: CachedContest,
  { contestantId, personId }: Contestant,
  message: SetConsents,
): Promise<Result<Record<string, never>>> {
  const before = await readOwnProfile(app.db, contest.contestId, personId);
  const saved = await setConsents(app, contest.slug, personId, message);
  if (!saved.ok) return saved;
  const withdrawn = message.consents.filter(({ purpose, given }) => !given && before?.given.includes(purpose));
  if (withdrawn.some(({ purpose }) => purpose === 'photos'))
    await saveRequest(app, contest, contestantId, { kind: 'withdraw', about: { purpose: 'photos' }, words: null });
  const isPublished = (await readPublishedPrizes(app.db, contestantId)).length > 0;
  if (isPublished && message.consents.some(({ purpose }) => purpose === 'publish-name'))
    await namesChanged(app, contest);
  return accept({});
}

/** Files of this process first, so that whoever changed something sees it; the others follow the fact. */
async function namesChanged(app: Deps, contest: CachedContest): Promise<void> {
  await restoreResultsFiles(app, contest);
  await app.contests.load(contest.contestId);
  app.bus.publish('contest:changed', { contestId: contest.contestId });
}

/**
 * The committee executes a request, refuses it with a reason, or extends its term once.
 *
 * Refuses  not_found; nothing_to_do where it is closed, or was extended; erasure_waits with what comes first.
 * Source   SPEC S64, S65, S66.
 */
export async function answerDataRequest(
  app: Deps,
  by: Acting,
  contest: CachedContest,
  id: string,
  { does, answer }: AnswerDataRequest,
): Promise<Result<Record<string, never>>> {
  const { contestId, rulebook } = contest;
  const atMs = app.clock.nowMs();
  let erased: Awaited<ReturnType<typeof erasePerson>> = null;
  const done = await app.db.transaction(async (tx): Promise<Result<Record<string, never>>> => {
    const row = await lockRequest(tx, contestId, id);
    if (!row) return refuse({ code: 'not_found', what: 'request' });
    if (row.outcome !== null || (does === 'extend' && row.extended)) return refuse({ code: 'nothing_to_do' });
    const said = { no: row.no, kind: row.kind, ...detailOf(row) };
    if (does === 'extend') {
      const dueAtMs = dataRequestDueAt(row.kind, row.due_at_ms - 1, rulebook.locale.timezone);
      await extendRequest(tx, id, dueAtMs);
      await audit(tx, contestId, atMs, by.actor, 'data:extended', {
        ...said,
        ...{ reason: answer, before: { dueAtMs: row.due_at_ms }, after: { dueAtMs } },
      });
      return accept({});
    }
    if (does === 'execute' && row.kind === 'delete') {
      const { waits = [] } = (await waitsOf(tx, contest, [row.contestant_id])).get(row.contestant_id) ?? {};
      if (waits.length > 0) return refuse({ code: 'erasure_waits', waits });
    }
    const outcome = does === 'execute' ? ('done' as const) : ('refused' as const);
    await closeRequest(tx, id, { outcome, answer, atMs, actor: by.actor, accountId: by.accountId });
    if (outcome === 'done' && row.kind === 'correct')
      await correctProfile(tx, row.contestant_id, row.about.fields ?? {});
    if (outcome === 'done' && row.kind === 'delete')
      erased = await erasePerson(tx, app, contest, row.contestant_id, 'request');
    await audit(tx, contestId, atMs, by.actor, outcome === 'done' ? 'data:executed' : 'data:refused', {
      ...said,
      personId: row.contestant_id,
      ...(row.kind === 'delete' && outcome === 'done' ? {} : { reason: answer }),
    });
    return accept({});
  });
  if (!done.ok || does !== 'execute') return done;
  const signedOut = erased as Awaited<ReturnType<typeof erasePerson>>;
  if (signedOut?.signedOut) app.bus.publish('session:closed', { personId: signedOut.personId });
  await namesChanged(app, contest);
  return done;
}

/** The committee's queue, people masked; what each erasure waits for, and what corrections change. SPEC S64. */
export async function viewDataRequests(
  app: Pick<App, 'clock' | 'db'>,
  by: Acting,
  contest: CachedContest,
): Promise<DataRequestsView> {
  const { contestId, rounds, rulebook } = contest;
  const nowMs = app.clock.nowMs();
  const rows = await readRequests(app.db, contestId, shownMax);
  const ids = [...new Set(rows.map((row) => row.contestant_id))];
  const people = new Map((await readEnrolledAt(app.db, ids, nowMs)).map((person) => [person.id, person]));
  const openIds = rows.filter(({ outcome }) => outcome === null).map((row) => row.contestant_id);
  const waits = await waitsOf(app.db, contest, openIds);
  const views: DeskDataRequest[] = [];
  for (const row of rows) {
    const isOpen = row.outcome === null;
    views.push({
      ...viewRequest(row),
      ...viewPerson(contest, people.get(row.contestant_id)),
      corrections: isOpen && row.kind === 'correct' ? await compare(app.db, row) : [],
      ...(isOpen && row.kind === 'delete' ? waits.get(row.contestant_id) : undefined),
      answeredBy: row.closed_by,
    } as DeskDataRequest);
  }
  const shown = views.filter(({ closed, corrections }) => closed === null && corrections.length > 0).length;
  if (shown > 0) await auditLook(app.db, contestId, nowMs, by.actor, rows);
  return {
    open: views.filter(({ closed }) => closed === null),
    closed: views.filter(({ closed }) => closed !== null),
    endsAtMs: dataEndsAt(rounds, rulebook),
    people: await countNamed(app.db, contestId),
    nowMs,
  };
}

/** Corrections show what a person is called or lives at: a look at contact data. SPEC S71. */
const auditLook = (
  db: Queries,
  contestId: string,
  atMs: number,
  actor: string,
  rows: readonly RequestRow[],
): Promise<void> => {
  const looked = rows.filter(({ kind, outcome, about }) => kind === 'correct' && outcome === null && about.fields);
  const detail = { people: looked.length, persons: looked.map((row) => row.contestant_id) };
  return writeAudit(db, { contestId, atMs, actor, act: 'data:read', object: 'data requests', detail });
};

async function compare(db: Queries, { contestant_id, about }: RequestRow): Promise<DeskDataRequest['corrections']> {
  const fields = about.fields ?? {};
  const now = await readCorrectable(db, contestant_id);
  const stored: Record<Correctable, string | null> = {
    ...{ name: now?.name ?? null, address: now?.address ?? null },
    ...{ email: now?.email ?? null, jobTitle: now?.job_title ?? null },
  };
  return correctable.flatMap((field) => {
    const wanted = fields[field];
    return wanted === undefined ? [] : [{ field, now: stored[field], wanted }];
  });
}

export const viewRequest = (row: RequestRow): OwnDataRequest => ({
  ...{ requestId: row.id, no: row.no, kind: row.kind, words: row.words },
  fields: correctable.filter((field) => row.about.fields?.[field] !== undefined),
  purpose: row.about.purpose ?? null,
  ...{ atMs: row.at_ms, dueAtMs: row.due_at_ms, extended: row.extended },
  closed:
    row.outcome === null ? null : { outcome: row.outcome, answer: row.answer, atMs: row.closed_at_ms ?? row.at_ms },
});
