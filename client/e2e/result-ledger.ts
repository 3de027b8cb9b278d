import type { Page } from 'playwright-core';
import type { CachedContest, CachedRound } from '../../server/src/contest/contests.ts';
import { bareUnit } from '../../server/src/contest/contests-sql.ts';
import { insertWhole } from '../../server/src/contest/create-contest.ts';
import { readBank } from '../../server/src/questions/program-questions.ts';
import { openAccount } from '../../server/test/open-staff.ts';
import { type TestApp, testRules } from '../../server/test/open-test-app.ts';
import { enrolPerson, sit } from '../../server/test/scripted-contestant.ts';
import { dropPrediction, setRounds } from '../../server/test/test-rules.ts';

/** A round of five questions, the same for everybody, in which the key of the last one is wrong. */
export type ClosedRound = {
  contest: CachedContest;
  round: CachedRound;
  /** The question with the wrong key, and what nearly everybody chose. */
  wrongKey: { text: string; chosen: string };
};

const slug = 'chung-ket-tuan';
const questionCount = 5;
/** Names as people have them: the longest must fit everywhere. `right`: how many of the first questions; `paceMs`: an answer. */
const crowd = [
  { name: 'Đặng Vũ Hoàng Yến', right: 5, paceMs: 2_000 },
  { name: 'Nguyễn Hoàng Thiên Kim Ngọc Bảo Trân Công Tằng Tôn Nữ', right: 4, paceMs: 2_000 },
  { name: 'Trần Thị Mỹ Lệ', right: 4, paceMs: 2_000 },
  { name: 'H’Bĭa Niê Kđăm Ŭn', right: 2, paceMs: 2_000 },
  { name: 'Lê Nguyễn Ngữ Nghĩa', right: 2, paceMs: 2_000 },
  { name: 'Phạm Quỳnh Ễnh Ương', right: 2, paceMs: 2_000 },
  { name: 'Võ Thị Sáu', right: 0, paceMs: 2_000 },
] as const;
export const holder = { name: 'Hồ Nguyễn Khánh Huyền', right: 3 };

/** Opens the round and lets the crowd answer; the one who holds the phone answers in `play`. Closes it, and settles it. */
export async function closeRound(test: TestApp, play: (contest: CachedContest, cookie: string) => Promise<void>) {
  const questions = (await readBank())
    .flatMap(({ topic, questions: own }) => own.map((body) => ({ id: body.id, topic, body, origin: null })))
    .filter(({ body }) => body.right.length === 1)
    .slice(0, questionCount);
  const rulebook = testRules((each) => {
    const { file, quiz, paper, week, prizes, time } = each;
    dropPrediction(each);
    setRounds(week, [[test.clock.nowMs() - 60_000, test.clock.nowMs() + 7_200_000]]);
    Object.assign(paper, { draw: { kind: 'fixed', questionIds: questions.map(({ id }) => id) }, count: questionCount });
    Object.assign(quiz, { shuffle: false });
    time.lagCredit.quotaMs = 0;
    for (const [at, count] of [1, 1, 3].entries()) prizes.prizes[at]!.count = count;
    Object.assign(file.publication ?? {}, { answers: 'after-publication' });
  });
  const unit = { ...bareUnit, headcount: 20, headcountDate: '2026-02-01', tile: null };
  const made = await insertWhole(
    test.app,
    {
      ...{ slug, demo: false, rulebook, actor: 'test' },
      units: [
        { ...unit, code: '18070', name: 'Phường Trần Phú', level: 'COMMUNE' as const, parentCode: null },
        { ...unit, code: '42.A.01', name: 'Sở Nội vụ', level: 'AGENCY' as const, parentCode: null },
      ],
    },
    questions,
  );
  if (!made.ok) throw new Error(`the contest was refused: ${JSON.stringify(made.refusal)}`);
  const found = () => {
    const contest = test.app.contests.bySlug(slug);
    const round = contest?.rounds[0];
    if (!contest || !round) throw new Error('the contest is there');
    return { contest, round };
  };
  const { contest, round } = found();
  for (const { name, ...plan } of crowd)
    await sit(test, contest, round, (await enrolPerson(test, contest, name)).cookie, plan);
  await play(contest, (await enrolPerson(test, contest, holder.name)).cookie);
  test.clock.advance(round.closesAtMs + 60_000 - test.clock.nowMs());
  await test.open.runTimetable();
  const last = questions.at(-1)?.body;
  if (!last) throw new Error('there are questions');
  const chosen = last.options.find(({ id }) => !last.right.includes(id));
  return { ...found(), wrongKey: { text: last.text, chosen: chosen?.text ?? '' } } satisfies ClosedRound;
}

/** Answers on the phone: as many right ones as its holder knows, then what the crowd chose. */
export async function answerOnPhone(page: Page, test: TestApp, contest: CachedContest): Promise<void> {
  await page.goto(`/c/${contest.slug}/thi`);
  await page.getByRole('button', { name: 'Bắt đầu' }).click();
  for (let position = 1; position <= questionCount; position++) {
    await page.getByText(`${position}/${questionCount}`).first().waitFor();
    const shown = (await page.getByRole('heading', { level: 1 }).first().innerText()).trim();
    const question = [...contest.bank.values()].find(({ text }) => shown.includes(text));
    if (question?.kind !== 'one') throw new Error(`the question is in the bank: ${shown}`);
    const isRight = position <= holder.right;
    const option = question.options.find(({ id }) => question.right.includes(id) === isRight);
    test.clock.advance(3_000);
    await page.getByRole('radio', { name: option?.text ?? '' }).check({ force: true });
    await page.getByRole('button', { name: 'Trả lời', exact: true }).click();
  }
  await page.getByRole('button', { name: 'Nộp bài' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Nộp bài' }).click();
  await page.getByText('ĐÃ NHẬN BÀI').waitFor();
}

/** The cookie of a new account of an organizer or a judge, who has just proved who it is. */
export async function signInStaff(test: TestApp, role: 'organizer' | 'judge', name: string): Promise<string> {
  const { session } = await openAccount(test, [{ role, contestId: null, unitCode: null }], null, name);
  return session.token;
}
