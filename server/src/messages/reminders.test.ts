import { randomUUID } from 'node:crypto';
import type { Reminder, RemindersView } from '@hoithi/shared/contract/reminders';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FakeGateway } from '../../test/fake-gateway.ts';
import { openAccount } from '../../test/open-staff.ts';
import { makeContest, openTestApp, type TestApp, testRules } from '../../test/open-test-app.ts';
import { readActs } from '../../test/read-acts.ts';
import { enrolPerson, must, type ScriptedContestant, sit } from '../../test/scripted-contestant.ts';
import { type Browser, openBrowser } from '../../test/scripted-staff.ts';
import { dropPrediction, setRounds } from '../../test/test-rules.ts';
import { byServer } from '../contest/contest-scope.ts';
import { type CachedContest, type CachedRound, Contests } from '../contest/contests.ts';
import { addExclusions } from '../people/exclusions.ts';
import { insertConsents } from '../people/people-sql.ts';
import { httpGateway } from '../platform/gateway/http-gateway.ts';
import type { MessageGateway } from '../platform/gateway/message-gateway.ts';
import { noBudget, routeOf } from '../platform/gateway/test-routes.ts';
import { countUnfinished } from './reminders-sql.ts';
import { runReminders } from './send-reminders.ts';

const texts = { vi: '{{contest}}: {{address}}', en: '{{contest}}: {{address}}' };

describe('a message to all who have not finished', { timeout: 60_000 }, () => {
  let test: TestApp;
  let fake: FakeGateway;
  let contest: CachedContest;
  let round: CachedRound;
  let staff: Browser;
  let people: ScriptedContestant[];
  beforeAll(async () => {
    fake = await FakeGateway.open();
    let inner: MessageGateway | null = null;
    const gateway: MessageGateway = {
      get routes() {
        return inner?.routes ?? [];
      },
      send: async (message) => (await inner?.send(message)) ?? { ok: false, reason: 'not open yet' },
    };
    test = await openTestApp({}, { gateway });
    inner = httpGateway({ db: test.db, clock: test.clock, log: pino({ level: 'silent' }) }, [
      routeOf(fake.origin, 'codes', { price: 100 }), // carries no reminders
      routeOf(fake.origin, 'sms', {
        ...{ title: 'SMS', price: 800, budget: { ...noBudget, messagesPerDay: 500, moneyPerMonth: 80_000 } },
        reminder: { body: null, texts },
      }),
    ]);
    const rules = testRules((each) => {
      dropPrediction(each);
      setRounds(each.week, [[test.clock.nowMs() - 60_000, test.clock.nowMs() + 7_200_000]]);
    });
    ({ contest, round } = await makeContest(test.app, rules));
    people = [];
    for (const name of ['An', 'Bình', 'Chi', 'Dung', 'Em']) people.push(await enrolPerson(test, contest, name));
    staff = await signIn();
  });
  afterAll(async () => {
    fake.close();
    await test.close();
  });

  async function signIn(): Promise<Browser> {
    const { session } = await openAccount(test, [{ role: 'organizer', contestId: null, unitCode: null }]);
    return openBrowser(test, `hoithi_staff=${session.token}`);
  }
  const path = () => `/api/organizer/contests/${contest.contestId}/reminders`;
  const view = () => must(staff.get<RemindersView>(path()));
  const send = (id: string) => staff.post<{ reminder: Reminder }>(path(), { id, roundId: round.roundId });
  const id = randomUUID();

  it('[S57] it says first how many it goes to, what it costs, and what is left of each budget', async () => {
    const [finished, withdrew, excluded] = people as [ScriptedContestant, ScriptedContestant, ScriptedContestant];
    expect(await view()).toMatchObject({ people: 5, withoutPhone: 0, withoutConsent: 0, reminders: [] });
    await sit(test, contest, round, finished.cookie, { right: 3, paceMs: 1_000 });
    const consent = { purpose: 'notices', text_hash: 'x', text_version: 'notices.1' };
    await insertConsents(test.db, withdrew.contestantId, test.clock.nowMs(), [{ ...consent, given: true }]);
    await insertConsents(test.db, withdrew.contestantId, test.clock.nowMs() + 1, [{ ...consent, given: false }]);
    const [row] = await test.db.query<{ phone: string }>('select phone from people where id = $1', [excluded.personId]);
    const list = { contestId: contest.contestId, role: 'JURY', reason: 'Thành viên Ban Giám khảo' } as const;
    await must(addExclusions(test.app, byServer('organizer:test'), { ...list, marks: [row?.phone ?? ''] }));
    expect(await view()).toMatchObject({
      ...{ people: 2, withoutPhone: 0, withoutConsent: 1, carried: true, round: { roundId: round.roundId } },
      routes: [{ title: 'SMS', price: 800, cost: 1_600, left: 100 }],
    });
    const asking = { contestId: contest.contestId, roundId: round.roundId, asks: true };
    expect(await countUnfinished(test.db, asking)).toMatchObject({ people: 0, without_consent: 3 });
  });

  it('[S57] pressed twice, also from two pages at the same instant, it begins once, and is in the trail by name', async () => {
    const answers = await Promise.all([send(id), send(id), send(randomUUID())]);
    const begun = await Promise.all(answers.map((answer) => must(Promise.resolve(answer))));
    expect(new Set(begun.map(({ reminder }) => reminder.id)).size).toBe(1);
    expect((await view()).reminders).toMatchObject([{ people: 2, actorName: 'Trần Thị Thử' }]);
    const acts = (await readActs(test.db, contest.contestId, 20)).filter(({ act }) => act === 'reminder:send');
    expect(acts).toMatchObject([{ actorName: 'Trần Thị Thử', detail: { people: 2 } }]);
  });

  it('[S58] messages leave in the background, one a person in all processes; whoever finished meanwhile gets none', async () => {
    const [, , , last, em] = people as ScriptedContestant[];
    await sit(test, contest, round, last?.cookie ?? '', { right: 3, paceMs: 1_000 });
    const justStarted = { ...test.app, contests: new Contests(test.db) }; // it has not read the contest yet
    expect(await runReminders(justStarted)).toBe(0);
    await Promise.all([runReminders(test.app), runReminders(test.app), runReminders(test.app)]);
    await runReminders(test.app);
    const [row] = await test.db.query<{ phone: string }>('select phone from people where id = $1', [em?.personId]);
    expect(fake.received.map(({ path: to, body }) => [to, (JSON.parse(body) as { to: string }).to])).toEqual([
      ['/sms', `0${row?.phone.slice(3)}`],
    ]);
    expect(fake.received[0]?.body).toContain(`/c/${contest.slug}`);
    const [reminder] = (await view()).reminders;
    expect(reminder).toMatchObject({ people: 2, sent: 1, failed: 0, passedOver: 1, endedAtMs: expect.any(Number) });
    expect(await test.db.query('select 1 from reminder_people')).toEqual([]);
  });

  it('[S57] the same id sends nothing again; a new one does, and what no route takes is counted', async () => {
    const known = (await view()).reminders[0]?.id ?? '';
    expect(await send(known)).toMatchObject({ value: { reminder: { id: known } } });
    expect(await runReminders(test.app)).toBe(0);
    fake.behave = () => ({ status: 500 });
    test.clock.advance(60_000);
    const again = randomUUID();
    await must(send(again));
    await runReminders(test.app);
    expect((await view()).reminders[0]).toMatchObject({ id: again, sent: 0, failed: 1 });
  });

  it('[S57] a round that is not open reminds nobody', async () => {
    test.clock.advance(8_000_000);
    expect(await view()).toMatchObject({ round: null, people: 0 });
    expect(await send(randomUUID())).toMatchObject({ refusal: { code: 'prove_again' } });
    staff = await signIn();
    expect(await send(randomUUID())).toMatchObject({ refusal: { code: 'round_phase' } });
  });
});
