import type { OpenedQuestion, RoundQuestions } from '@hoithi/shared/contract/seals';
import { checkOpened } from '@hoithi/shared/rules/questions/commit-round';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { finalizeRound } from '../../test/finalize-round.ts';
import { openAccount } from '../../test/open-staff.ts';
import { makeContest, openTestApp, type TestApp, testRules } from '../../test/open-test-app.ts';
import { enrolPerson, must, sit } from '../../test/scripted-contestant.ts';
import { splitByTopics } from '../../test/test-rules.ts';
import { sealRound } from '../contest/seal-round.ts';
import { closeRound } from '../round/change-round.ts';
import { publishRound } from '../round/publish-round.ts';

describe('the questions of a round, sealed', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await openTestApp();
  });
  afterAll(() => test.close());
  const organizer = { actor: 'organizer:test', organizationId: null, contestIds: null };
  const read = async (slug: string, ordinal: number, from = 0): Promise<RoundQuestions> => {
    const response = await fetch(`${test.url}/api/contests/${slug}/rounds/${ordinal}/questions?from=${from}`);
    return must(response.json() as never);
  };
  /** Two weeks on topics of their own. */
  const twoTopics = () =>
    testRules((rules) => {
      rules.paper.count = 5;
      rules.publication.answers = 'after-publication';
      splitByTopics(rules, [['de-an-06'], ['can-cuoc-vneid']]);
    });

  it('[Q21] [Q22] nothing is handed out before the commitment, and each opened question proves itself', async () => {
    const { contest, round } = await makeContest(test.app, twoTopics());
    const person = await enrolPerson(test, contest);
    await sit(test, contest, round, person.cookie, { right: 5, paceMs: 1_000, prediction: 1 });
    const before = await read(contest.slug, 1);
    const own = contest.bankEntries.filter(({ topic, practice }) => topic === 'de-an-06' && !practice);
    expect(before).toMatchObject({ commitment: { count: own.length }, openCount: 0, opened: [], next: null });
    const [first] = await test.db.query<{ at: number; sealed: number }>(
      `select min(h.at_ms) as at, (select sealed_at_ms from round_seals where round_id = $1) as sealed
       from handouts h join attempts a on a.id = h.attempt_id where a.round_id = $1`,
      [round.roundId],
    );
    expect(first!.sealed).toBeLessThanOrEqual(first!.at);

    await closeRound(test.app, organizer, { roundId: round.roundId, reason: 'kết thúc sớm để thử' });
    test.clock.advance(10_000);
    await test.open.runTimetable();
    expect((await read(contest.slug, 1)).openCount).toBe(0); // not published yet
    await finalizeRound(test, round.roundId);
    await must(publishRound(test.app, organizer, round.roundId));
    const opened: OpenedQuestion[] = [];
    for (let from: number | null = 0; from !== null; ) {
      const page: RoundQuestions = await read(contest.slug, 1, from);
      opened.push(...page.opened);
      from = page.next;
    }
    expect(opened.map(({ id }) => id)).toEqual(own.map(({ questionId }) => questionId).sort());
    for (const each of opened) expect(checkOpened(before.commitment!, each)).toBe(true);
    expect(checkOpened(before.commitment!, { ...opened[0]!, body: { right: ['z'] } })).toBe(false);
  });

  it('[Q21] a round is sealed by hand once, and what it was sealed with is not rewritten', async () => {
    const { contest } = await makeContest(test.app, twoTopics());
    const coming = contest.rounds[1]!;
    const { session } = await openAccount(test, [{ role: 'secretary', contestId: null, unitCode: null }]);
    const seal = async () => {
      const response = await fetch(`${test.url}/api/organizer/rounds/${coming.roundId}/seal`, {
        method: 'POST',
        headers: { cookie: `hoithi_staff=${session.token}`, 'content-type': 'application/json' },
        body: '{}',
      });
      return must<{ root: string; count: number }>(response.json() as never);
    };
    const first = await seal();
    expect(await seal()).toEqual(first);
    expect((await read(contest.slug, 2)).commitment?.root).toBe(first.root);
    const [leaf] = await test.db.query<{ leaf: string }>('select leaf from log_entries where subject = $1', [
      `questions/${coming.name}`,
    ]);
    expect(JSON.parse(leaf!.leaf)).toMatchObject({ round: coming.name, root: first.root, count: first.count });
    const [sealed] = test.app.contests.byRound(coming.roundId)!.round.sealed!.questionIds;
    const rewrite = test.db.query(`update questions set body = '{}' where contest_id = $1 and question_id = $2`, [
      contest.contestId,
      sealed,
    ]);
    await expect(rewrite).rejects.toThrow(/not rewritten/);
    await expect(test.db.query('delete from sealed_questions')).rejects.toThrow(/append-only/);
  });

  it('[Q21] a round that is over is not sealed any more', async () => {
    const { contest, round } = await makeContest(test.app, twoTopics());
    test.clock.advance(7 * 86_400_000);
    const over = test.app.contests.byId(contest.contestId)!.rounds[0]!;
    expect(over.roundId).toBe(round.roundId);
    expect(await sealRound(test.app, round.roundId, 'test')).toMatchObject({ refusal: { code: 'round_phase' } });
  });
});
