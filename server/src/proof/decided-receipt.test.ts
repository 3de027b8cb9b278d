import type { LogReceipt } from '@hoithi/shared/contract/contestant';
import type { LogPlace } from '@hoithi/shared/contract/log';
import type { DecisionWanted, ResultDesk } from '@hoithi/shared/contract/result-desk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAccount } from '../../test/open-staff.ts';
import { makeContest, openTestApp, roundClosesAtMs, type TestApp, testRules } from '../../test/open-test-app.ts';
import { enrolPerson, must, type ScriptedContestant, sit } from '../../test/scripted-contestant.ts';
import { type Browser, openBrowser } from '../../test/scripted-staff.ts';
import { dropPrediction, setRounds } from '../../test/test-rules.ts';
import type { CachedContest, CachedRound } from '../contest/contests.ts';
import { hashLeafText } from '../log/leaf-hash.ts';
import { publishRound } from '../round/publish-round.ts';

const reason = 'Thi hộ, có biên bản số 3';

describe('a receipt after a decision', () => {
  let test: TestApp;
  let contest: CachedContest;
  let round: CachedRound;
  let own: ScriptedContestant;
  let attemptId: string;
  let judge: Browser;
  let other: Browser;
  beforeAll(async () => {
    test = await openTestApp();
    test.clock.advance(Math.max(0, roundClosesAtMs - 3_600_000 * 48 - test.clock.nowMs()));
    const rules = testRules((each) => {
      each.time.lagCredit.quotaMs = 0;
      dropPrediction(each);
      setRounds(each.week, [[test.clock.nowMs() - 60_000, test.clock.nowMs() + 7_200_000]]);
    });
    ({ contest, round } = await makeContest(test.app, rules));
    const people: ScriptedContestant[] = [];
    for (const name of ['An', 'Bình']) {
      const person = await enrolPerson(test, contest, `Nguyễn Văn ${name}`);
      await sit(test, contest, round, person.cookie, { right: 13, paceMs: 2_000 });
      people.push(person);
    }
    own = people[0]!;
    const [row] = await test.db.query<{ id: string }>(
      'select attempt_id as id from submissions where contestant_id = $1',
      [own.contestantId],
    );
    attemptId = row?.id ?? '';
    test.clock.advance(round.closesAtMs + 60_000 - test.clock.nowMs());
    await test.open.runTimetable();
    round = test.app.contests.byRound(round.roundId)!.round;
    const roles = [{ role: 'organizer' as const, contestId: null, unitCode: null }];
    const signIn = async (name: string) => {
      const { session } = await openAccount(test, roles, null, name);
      return openBrowser(test, `hoithi_staff=${session.token}`);
    };
    [judge, other] = [await signIn('Bà Một'), await signIn('Ông Hai')];
  }, 120_000);
  afterAll(() => test.close());

  const decide = async (base: number, decision: DecisionWanted) => {
    await must(judge.post(`/api/organizer/rounds/${round.roundId}/result/decide`, { base, decision, reason }));
    await test.open.runLog();
  };
  /** Two people confirm the standing, and it is published. */
  async function publish() {
    const path = `/api/organizer/rounds/${round.roundId}/result`;
    const give = async (by: Browser, pendingId: string | null) => {
      const { finalize } = await must(by.get<ResultDesk>(path));
      await must(by.post(`${path}/finalize`, { hash: finalize.hash, pendingId, credential: null }));
    };
    await give(judge, null);
    const { finalize } = await must(other.get<ResultDesk>(path));
    await give(other, finalize.pending?.id ?? null);
    await must(publishRound(test.app, { actor: 'test', organizationId: null, contestIds: null }, round.roundId));
    await test.open.runLog();
  }
  async function read<T>(path: string, cookie = ''): Promise<T> {
    const answer = await fetch(`${test.url}/api/log/${contest.slug}/${path}`, { headers: { cookie } });
    return ((await answer.json()) as { value: T }).value;
  }
  const mine = () => read<LogReceipt>(`receipts/${attemptId}`, own.cookie);
  const anybodys = async () => read<LogPlace>(`inclusion?leaf=${hashLeafText((await mine()).leaf)}`);
  const done = (all: { leaf: string }[] = []) => all.map(({ leaf }) => JSON.parse(leaf).decision.do as string);

  it('[Z18] the owner reads a void at once and a corrected key once it is published, anybody both after the publication', async () => {
    await test.open.runLog();
    expect((await mine()).decided).toEqual([]);
    await decide(1, { kind: 'void', attemptId });
    expect((await mine()).decided).toMatchObject([{ index: expect.any(Number), proof: expect.any(Array) }]);
    const questionId = JSON.parse((await mine()).leaf).questions[0] as string;
    await decide(2, { kind: 'key', questionId, right: 'everybody' });
    expect(done((await mine()).decided)).toEqual(['void']);
    expect(await anybodys()).toMatchObject({ decided: [], leaf: null });
    await publish();
    expect(done((await mine()).decided)).toEqual(['void', 'key']);
    const { decided, leaf } = await anybodys();
    expect(done(decided)).toEqual(['void', 'key']);
    expect(leaf).toBe((await mine()).leaf);
  });

  it('[Z18] of another submission, and of a leaf that is none, nothing is said', async () => {
    const leaves = await test.db.query<{ leaf: string }>(
      `select leaf from log_entries where contest_id = $1 and (kind = 'close' or (kind = 'submission' and leaf not like '%' || $2 || '%'))`,
      [contest.contestId, attemptId],
    );
    expect(leaves).toHaveLength(2);
    for (const { leaf } of leaves) {
      const place = await read<LogPlace>(`inclusion?leaf=${hashLeafText(leaf)}`);
      expect(done(place.decided).filter((each) => each !== 'key')).toEqual([]);
    }
  });
});
