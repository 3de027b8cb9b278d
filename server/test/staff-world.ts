import { randomUUID } from 'node:crypto';
import { byServer } from '../src/contest/contest-scope.ts';
import type { CachedContest } from '../src/contest/contests.ts';
import { insertDraft, insertDraftVersion } from '../src/drafts/drafts-sql.ts';
import { addExclusions } from '../src/people/exclusions.ts';
import { inviteStaff } from '../src/people/staff-links.ts';
import { startRehearsal } from '../src/rehearsal/start-rehearsal.ts';
import { insertRequest } from '../src/rights/requests-sql.ts';
import { openScreen } from '../src/show/screens-sql.ts';
import { insertSlips } from '../src/slips/slips-sql.ts';
import type { Route } from '../src/web/route.ts';
import { openAccount } from './open-staff.ts';
import { makeContest, type TestApp, testRules } from './open-test-app.ts';
import { insertEmptyShow, insertSmallBank } from './route-address.ts';
import { enrolPerson } from './scripted-contestant.ts';
import { device, openTestRun, testQuestion, testShow } from './scripted-show.ts';

/** Something of every kind that staff can name, of one contest, and what would betray it in an answer to others. */
export type StaffWorld = {
  contest: CachedContest;
  ids: Record<'contestId' | 'roundId' | 'attemptId' | 'accountId' | 'invitationId' | 'linkId' | 'rehearsalId', string> &
    Record<'showId' | 'runId' | 'draftId' | 'showDraftId' | 'slipId' | 'requestId' | 'bankId' | 'questionId', string>;
  /** Ids and names. */
  marks: string[];
};

const reason = 'không phải của tôi';
const workload = {
  ...{ people: 10, seconds: 60, joinSeconds: 10, lockPercent: 0, lockSeconds: 5 },
  ...{ dropPercent: 0, slowPercent: 0, resendPercent: 0 },
};

export async function makeStaffWorld(
  test: TestApp,
  name: string,
  given: { organizationId: string; demo?: boolean },
): Promise<StaffWorld> {
  const rules = testRules((own) => {
    own.file.meta.name = { vi: `Cuộc thi ${name}`, en: `Contest ${name}` };
  });
  const { contest, round } = await makeContest(test.app, rules, given.demo ?? false, given.organizationId);
  const { contestId } = contest;
  const person = await enrolPerson(test, contest, `Người ${name}`);
  const attemptId = await startAttempt(test, round.roundId, person.cookie);
  const by = { ...byServer('test'), organizationId: given.organizationId };
  await addExclusions(test.app, by, {
    contestId,
    role: 'JURY',
    reason: 'Thành viên Ban Giám khảo',
    marks: ['0912345678'],
  });
  await inviteStaff(test.app, by, { contestId, role: 'mc', unitCode: null, revokeOthers: false });
  const screen = await openScreen(test.db, contestId);
  const run = await openTestRun(test, contest, testShow([testQuestion('cau-1')]));
  const { accountId } = await openAccount(test, [], given.organizationId, `Bà ${name}`);
  const invitation = await inviteFor(test, given.organizationId, `Ông ${name}`);
  const rehearsalId = await rehearse(test, by, contestId);
  const [link] = await test.db.query<{ id: string }>('select id from staff_links where contest_id = $1', [contestId]);
  const slipId = randomUUID();
  const slip = { id: slipId, unitCode: null, name: `Người ${name}`, code: '222222222', personId: null };
  await insertSlips(test.db, contestId, test.clock.nowMs(), [slip]);
  const ids = {
    requestId: await askForData(test, contestId, person.contestantId),
    ...{ slipId, contestId, roundId: round.roundId, attemptId, accountId, rehearsalId, invitationId: invitation },
    ...(await insertSmallBank(test, given.organizationId, name, [contestId])),
    showDraftId: await insertEmptyShow(test, contestId, name),
    draftId: await beginDraft(test, given.organizationId, name),
    ...{ linkId: link?.id ?? '', showId: run.row.show_id, runId: run.row.id },
  };
  await test.open.runLog(); // now, so that no timer writes it between two hashes
  return { contest, ids, marks: [...Object.values(ids), contest.slug, name, screen.token, run.row.code] };
}

async function askForData(test: TestApp, contestId: string, contestantId: string): Promise<string> {
  const [id, at_ms] = [randomUUID(), test.clock.nowMs()];
  const asked = { kind: 'delete', about: {}, words: null } as const;
  await insertRequest(test.db, {
    id,
    contest_id: contestId,
    contestant_id: contestantId,
    at_ms,
    due_at_ms: at_ms,
    ...asked,
  });
  return id;
}

async function startAttempt(test: TestApp, roundId: string, cookie: string): Promise<string> {
  const response = await fetch(`${test.url}/api/attempts`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie },
    body: JSON.stringify({ roundId }),
  });
  const { value } = (await response.json()) as { value: { attemptId: string } };
  return value.attemptId;
}

async function inviteFor(test: TestApp, organizationId: string, name: string): Promise<string> {
  const id = randomUUID();
  await test.db.query(
    `insert into invitations (token_hash, id, organization_id, name, function, roles, made_by, made_at_ms, expires_at_ms)
     values ($1, $2, $3, $4, '', '[]', 'test', $5, $6)`,
    [randomUUID(), id, organizationId, name, test.clock.nowMs(), test.clock.nowMs() + 86_400_000],
  );
  return id;
}

async function beginDraft(test: TestApp, organizationId: string, title: string): Promise<string> {
  const id = randomUUID();
  const nowMs = test.clock.nowMs();
  await insertDraft(test.db, {
    id,
    organization_id: organizationId,
    title,
    version: 1,
    made_by: 'test',
    made_at_ms: nowMs,
  });
  const content = JSON.stringify({ slug: '', units: { kind: 'none' }, rulebook: { name: title } });
  await insertDraftVersion(test.db, { draft_id: id, version: 1, content, places: [], actor: 'test', at_ms: nowMs });
  return id;
}

/** One that is over: there may be one at a time. */
async function rehearse(test: TestApp, by: ReturnType<typeof byServer>, contestId: string): Promise<string> {
  const message = { contestId, workload, crowd: 'elsewhere', besideOpenRound: true } as const;
  const started = await startRehearsal(test.app, by, message);
  if (!started.ok) throw new Error(`the rehearsal was refused: ${JSON.stringify(started.refusal)}`);
  await test.db.query('update rehearsals set ended_at_ms = made_at_ms, ending = $2 where id = $1', [
    started.value.rehearsalId,
    'stopped',
  ]);
  return started.value.rehearsalId;
}

/** The path of a route that names what is of this world. */
export function addressNaming({ path }: Pick<Route, 'path'>, { contest, ids }: StaffWorld): string {
  const id = path.includes('/links/')
    ? ids.linkId
    : path.includes('/invitations/')
      ? ids.invitationId
      : ids.rehearsalId;
  const values: Record<string, string> = {
    ...ids,
    ...{
      id,
      slug: contest.slug,
      unitCode: '18070',
      code: '18070',
      award: '0',
      ordinal: '1',
      version: '1',
      level: 'DISTRICT',
      topicId: ids.bankId,
      as: 'docx',
      list: 'danh-sach',
      kind: 'officials',
      contestantId: ids.attemptId,
    },
  };
  return path.replace(/:(\w+)/g, (_whole, name: string) => {
    if (values[name] === undefined) throw new Error(`the test knows no value for :${name}`);
    return values[name];
  });
}

/** A body that its schema reads, for routes that name in it what is of this world; others refuse before they read one. */
export const bodyNaming = ({ method, path }: Pick<Route, 'method' | 'path'>, { ids }: StaffWorld): object => {
  const grants = [{ role: 'mc', contestId: ids.contestId, unitCode: null }];
  const bodies: Record<string, object> = {
    'post /api/organizer/rehearsals': { contestId: ids.contestId, workload, crowd: 'elsewhere', besideOpenRound: true },
    'post /api/organizer/contests/:contestId/shows': { from: 'draft', draftId: ids.showDraftId },
    'post /api/organizer/drafts': { from: 'draft', draftId: ids.draftId },
    'post /api/accounts/invite': { name: 'Ai đó', function: '', grants },
    'post /api/accounts/:accountId/roles': { grants },
  };
  return bodies[`${method} ${path}`] ?? {};
};

/** A message of each staff command that names what is of this world. */
export const messagesNaming = ({ ids }: StaffWorld): Record<string, object> => {
  const { contestId, roundId, attemptId, runId, showId, draftId } = ids;
  return {
    '/organizer contest:watch': { contestId },
    '/organizer round:close': { roundId, reason },
    '/organizer round:extend': { roundId, closesAt: '2026-03-20T18:00:00+07:00', reason },
    '/organizer round:publish': { roundId },
    '/organizer staff:invite': { contestId, role: 'mc' },
    '/organizer exclusions:add': { contestId, role: 'JURY', reason: 'Thành viên Ban Giám khảo', marks: ['0912345670'] },
    '/organizer exclusions:list': { contestId },
    '/organizer exclusions:remove': { contestId, ids: ['00000000-0000-4000-8000-0000000000aa'] },
    '/organizer attempts:find': { contestId, phone: '0912345678' },
    '/organizer attempt:void': { attemptId, voided: true, reason },
    '/organizer units:list': { contestId },
    '/organizer units:merge': { contestId, code: '18070', into: '42.A.01', reason },
    '/organizer draft:attend': { draftId, part: 'rounds' },
    '/unit-leader view:enter': { contestId, unitCode: '18070' },
    '/unit-leader roster:read': { unitCode: '42.A.01' },
    '/mc view:enter': { contestId },
    '/mc run:open': { showId, rehearsal: false, device },
    '/mc run:count': { runId, sinceMs: 0 },
    '/mc run:take': { runId, device },
    '/mc run:drive': { runId, seq: 0, device, command: { do: 'next' } },
    '/mc run:moderate': { runId, act: { do: 'naming', naming: { approval: true, lobby: 'units' } } },
    '/mc run:report': { runId },
  };
};

/** A message of each staff command that names nothing: it acts on the sender's own, or on the installation. */
export const ownMessages: Readonly<Record<string, object>> = {
  '/organizer view:enter': {},
  '/organizer night:watch': {},
  '/organizer night:leave': {},
  '/mc screen:show': { picture: 'welcome' },
  '/mc screen:renew': {},
  '/mc screen:corner': { on: true },
  '/mc screen:sound': { on: true, volume: 50, bed: 'none', captions: true },
  '/mc sound:remove': { hash: 'a'.repeat(64) },
  '/mc clock:read': {},
};

/** A code of digits also lies inside hashes and times: it counts where nothing of its kind stands beside it. */
export const holds = (text: string, mark: string): boolean =>
  /^\d+$/.test(mark) ? new RegExp(`(?<![0-9a-f])${mark}(?![0-9a-f])`).test(text) : text.includes(mark);
