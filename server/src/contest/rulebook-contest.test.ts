import type { AttemptView } from '@hoithi/shared/contract/contestant';
import type { PublicResults } from '@hoithi/shared/contract/results';
import { Enrol } from '@hoithi/shared/contract/sign-in';
import type { RulebookFile } from '@hoithi/shared/rulebook/model/rulebook';
import { exampleRulebook, label } from '@hoithi/shared/rulebook/test-rulebook';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { finalizeRound } from '../../test/finalize-round.ts';
import { openTestApp, type TestApp } from '../../test/open-test-app.ts';
import { connectDevice, enrolPerson, enter, must, say, sit } from '../../test/scripted-contestant.ts';
import { readFirstOrganization } from '../accounts/accounts-sql.ts';
import { verifyLedger } from '../archive/verify.ts';
import { makeProgramBank } from '../banks/program-bank.ts';
import { enrol } from '../people/enrol.ts';
import { closeRound } from '../round/change-round.ts';
import { publishRound } from '../round/publish-round.ts';
import { readPublication } from '../round/standings-sql.ts';
import type { CachedContest } from './contests.ts';
import { makeContest } from './create-contest.ts';

const topics = ['chuyen-doi-so'];

/** Two weeks of two audiences, each with questions and prizes of its own, and a final for the best of both weeks. */
function shape(file: RulebookFile): void {
  file.fields = [
    { kind: 'known', field: 'name' },
    {
      ...{ kind: 'choice', id: 'audience', label: label('Đối tượng') },
      choices: [
        { id: 'OFFICIAL', label: label('Cán bộ') },
        { id: 'CITIZEN', label: label('Người dân') },
      ],
    },
  ];
  file.populations = [
    { id: 'everyone', label: label('Mọi người'), where: { kind: 'everybody' } },
    { id: 'officials', label: label('Cán bộ'), where: { kind: 'field', field: 'audience', in: ['OFFICIAL'] } },
    { id: 'citizens', label: label('Người dân'), where: { kind: 'field', field: 'audience', in: ['CITIZEN'] } },
    {
      ...{ id: 'finalists', label: label('Người vào chung kết') },
      where: { kind: 'qualified', standing: 'total', top: 1, ties: 'all' },
    },
  ];
  const [week] = file.rounds;
  if (week?.kind !== 'series') throw new Error('the example has a series');
  week.parts = [
    {
      ...{ kind: 'quiz', pacing: 'one-by-one', points: { default: { right: 2, wrong: -1 } } },
      papers: [
        { for: 'officials', draw: { kind: 'bank', topics, avoidSeen: true }, count: 5 },
        { for: 'everyone', draw: { kind: 'bank', topics }, count: 3 },
      ],
    },
  ];
  week.attempts = { limits: [{ max: 1, per: 'day' }] };
  const { at: _at, ...body } = week;
  file.rounds.push({
    ...{ ...body, kind: 'round', id: 'final', label: label('Chung kết'), admits: 'finalists' },
    window: { opensAt: '2026-03-18T00:00:00+07:00', closesAt: '2026-03-19T00:00:00+07:00' },
  });
  const keys = [
    { metric: 'points' as const, order: 'most' as const },
    { metric: 'elapsed' as const, order: 'least' as const },
  ];
  file.standings = ['officials', 'citizens'].map((population) => ({
    ...{ id: population, label: label(population), population, over: ['week'], each: 'round', ties: 'committee' },
    by: { kind: 'keys', keys },
  }));
  file.standings.push({
    ...{ id: 'total', label: label('Cả hai tuần'), population: 'everyone', over: ['week'], ties: 'committee' },
    by: { kind: 'keys', keys: [{ metric: 'points', order: 'most', fold: 'sum' }] },
  });
  const prize = (name: string) => [
    { label: label(name), count: 1, value: { kind: 'goods' as const, label: label('Sách') } },
  ];
  file.awards = [
    {
      ...{ id: 'of-officials', label: label('Giải cán bộ'), from: 'officials' },
      take: { kind: 'places' },
      prizes: prize('giải Bông sen'),
    },
    {
      ...{ id: 'of-citizens', label: label('Giải người dân'), from: 'citizens' },
      take: { kind: 'places' },
      prizes: prize('giải Cây tre'),
    },
  ];
  file.caps = [{ over: ['of-officials', 'of-citizens'], per: 'contest', max: 1 }];
}

describe('a contest of a rulebook', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await openTestApp();
    const { id: organizationId } = await readFirstOrganization(test.db);
    await must(makeProgramBank(test.app, { actor: 'test', organizationId }));
  });
  afterAll(() => test.close());
  const organizer = { actor: 'organizer:test', organizationId: null, contestIds: null };

  const contestOf = (slug: string): CachedContest => {
    const contest = test.app.contests.bySlug(slug);
    if (!contest) throw new Error('the contest is there');
    return contest;
  };
  async function endRound(contest: CachedContest, at: number): Promise<PublicResults> {
    const { roundId } = contest.rounds[at]!;
    await must(closeRound(test.app, organizer, { roundId, reason: 'kết thúc sớm để thử' }));
    test.clock.advance(10_000);
    await test.open.runTimetable();
    await finalizeRound(test, roundId);
    await must(publishRound(test.app, organizer, roundId));
    return (await readPublication(test.db, roundId))!;
  }
  const prizesOf = ({ winners }: PublicResults) =>
    winners.map(({ award, prize, name, points }) => [award.label.vi, prize?.label.vi, prize?.value, name, points]);
  const book = { kind: 'goods', label: label('Sách') };

  it('[M4] [M7] [M12] [M14] [M21] papers, limits a day, marks, prizes by audience and a stage for the best are executed', {
    timeout: 60_000,
  }, async () => {
    const made = await makeContest(test.app, {
      ...{
        slug: 'theo-the-le',
        rulebook: exampleRulebook(shape),
        units: [],
        actor: 'test',
        unapprovedReason: 'thử nghiệm',
      },
    });
    expect(made).toMatchObject({ ok: true });
    const contest = contestOf('theo-the-le');
    expect(contest.rounds.map(({ name }) => name)).toEqual(['week-1', 'week-2', 'final']);
    const [first, second, final] = contest.rounds;
    if (!first || !second || !final) throw new Error('three rounds');
    const official = await enrolPerson(test, contest, 'Trần Văn Bình', 'OFFICIAL');
    const citizen = await enrolPerson(test, contest, 'Lê Thị Cúc', 'CITIZEN');

    await sit(test, contest, first, official.cookie, { right: 4, paceMs: 1_000 }); // 4 × 2 − 1
    await sit(test, contest, first, citizen.cookie, { right: 2, paceMs: 1_000 }); // 2 × 2 − 1
    const device = await connectDevice(test, official.cookie);
    await enter(device, contest.slug);
    const again = { roundId: first.roundId };
    expect(await say(device, 'attempt:start', again)).toMatchObject({ refusal: { code: 'no_attempts_left', max: 1 } });
    test.clock.advance(86_400_000);
    await sit(test, contest, first, official.cookie, { right: 0, paceMs: 1_000 }); // the next day, and worse
    expect(prizesOf(await endRound(contest, 0))).toEqual([
      ['Giải cán bộ', 'Giải Bông sen', book, 'Trần V. B.', 7],
      ['Giải người dân', 'Giải Cây tre', book, 'Lê T. C.', 3],
    ]);

    test.clock.advance(second.opensAtMs + 60_000 - test.clock.nowMs());
    await sit(test, contest, second, citizen.cookie, { right: 3, paceMs: 1_000 });
    expect(prizesOf(await endRound(contest, 1))).toEqual([]); // nobody wins twice

    test.clock.advance(final.opensAtMs + 60_000 - test.clock.nowMs());
    const start = { roundId: final.roundId };
    expect(await say(device, 'attempt:start', start)).toMatchObject({
      refusal: { code: 'not_admitted', round: label('Chung kết') },
    });
    device.disconnect();
    await sit(test, contest, final, citizen.cookie, { right: 3, paceMs: 1_000 }); // 3 + 6 against 7
    await endRound(contest, 2);
    expect((await verifyLedger(test.db)).findings).toEqual([]);
  });

  it('[S4] [M4] fields of the rules’ own are asked with their bounds, and papers go by them', async () => {
    const rulebook = exampleRulebook((file) => {
      shape(file);
      const [week] = file.rounds;
      if (week?.kind === 'series')
        week.at = [{ opensAt: '2026-03-01T00:00:00+07:00', closesAt: '2026-03-31T00:00:00+07:00' }];
      file.rounds = file.rounds.slice(0, 1);
      file.populations = file.populations.filter(({ id }) => id !== 'finalists');
      file.fields.push({ kind: 'number', id: 'grade', label: label('Lớp'), min: 1, max: 12 });
      file.fields.push({ kind: 'text', id: 'class', label: label('Tên lớp'), required: false });
      file.populations.push({
        ...{ id: 'upper', label: label('Lớp 6 trở lên') },
        where: { kind: 'number', field: 'grade', min: 6 },
      });
      for (const round of file.rounds) {
        const [quiz] = round.parts;
        if (quiz?.kind === 'quiz') quiz.papers.unshift({ for: 'upper', draw: { kind: 'bank', topics }, count: 7 });
      }
    });
    await must(
      makeContest(test.app, { slug: 'theo-lop', rulebook, units: [], actor: 'test', unapprovedReason: 'thử nghiệm' }),
    );
    const contest = contestOf('theo-lop');
    const person = await enrolPerson(test, contest); // a person; the profile follows
    const message = (own: Record<string, string | number>) =>
      Enrol.parse({
        ...{ name: 'Nguyễn Văn An', audience: 'OFFICIAL', own },
        consents: [{ purpose: 'take-part', given: true }],
      });
    const send = (own: Record<string, string | number>) => enrol(test.app, contest.slug, person.personId, message(own));
    const wrong: Record<string, string | number>[] = [{}, { grade: 13 }, { grade: 'bảy' }];
    for (const own of wrong)
      expect(await send(own)).toEqual({ ok: false, refusal: { code: 'profile_incomplete', fields: ['grade'] } });
    expect(await send({ grade: 7, class: '7A', stray: 'x' })).toMatchObject({ ok: true });
    const rows = await test.db.query(
      'select own, (select fields from stated_fields f where f.contestant_id = p.contestant_id) as stated from profiles p where contestant_id = $1',
      [person.contestantId],
    );
    expect(rows).toEqual([{ own: { grade: 7, class: '7A' }, stated: { grade: 7 } }]);

    const device = await connectDevice(test, person.cookie);
    await enter(device, contest.slug);
    const begun = await say<AttemptView>(device, 'attempt:start', { roundId: contest.rounds[0]!.roundId });
    device.disconnect();
    expect(begun).toMatchObject({ ok: true, value: { questionCount: 7 } });
  });
});
