import { createHash, randomUUID } from 'node:crypto';
import type { StoredMedia } from '@hoithi/shared/contract/banks';
import type { AnswerSaved, AttemptReceipt, AttemptView, QuestionView } from '@hoithi/shared/contract/contestant';
import { QuestionDraft, type QuestionMedia } from '@hoithi/shared/contract/question';
import type { Result } from '@hoithi/shared/contract/result';
import type { PhoneView } from '@hoithi/shared/contract/show';
import { Rulebook } from '@hoithi/shared/rulebook/model/rulebook';
import { exampleFile } from '@hoithi/shared/rulebook/test-rulebook';
import { openSealed } from '@hoithi/shared/rules/show/seal-question';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestApp, type TestApp } from '../../test/open-test-app.ts';
import { connectDevice, enrolPerson, enter, must, say } from '../../test/scripted-contestant.ts';
import { drive, joinByPhone, openMc, openTestRun, requestNow, testShow } from '../../test/scripted-show.ts';
import { readFirstOrganization } from '../accounts/accounts-sql.ts';
import { readQuestionFigures } from '../attempt/question-figures.ts';
import { makeBank } from '../banks/change-banks.ts';
import { reviewQuestion } from '../banks/review-questions.ts';
import { takeMedia } from '../banks/take-media.ts';
import { addQuestions, saveQuestion } from '../banks/write-questions.ts';
import { wav } from '../media/test-sounds.ts';
import { loadShow } from '../show/load-show.ts';
import { makeContest } from './create-contest.ts';
import { sealRound } from './seal-round.ts';

const options = ['a', 'b', 'c'].map((id) => ({ id, text: `Mục ${id}` }));
const about = {
  ...{ topic: 'Lịch sử địa phương', difficulty: 2, audiences: [], tags: [], explanation: 'Theo sử.', seconds: null },
  ...{ source: { document: 'Địa chí', clause: null, date: null, validTo: null }, translations: {}, media: [] },
  ...{ id: null, practiceOnly: false },
} as const;
const drafts = [
  { ...about, text: 'Câu một đáp án?', kind: 'one', options, right: ['b'] },
  { ...about, text: 'Câu nhiều đáp án?', kind: 'several', options, right: ['a', 'c'] },
  {
    ...{ ...about, text: 'Nhận định này đúng hay sai?', kind: 'true-false', right: ['true'] },
    options: ['true', 'false'].map((id) => ({ id, text: id === 'true' ? 'Đúng' : 'Sai' })),
  },
  { ...about, text: 'Xếp các mốc theo thời gian?', kind: 'order', options, right: ['c', 'a', 'b'] },
  { ...about, text: 'Cầu dài bao nhiêu ki-lô-mét?', kind: 'number', value: 12.5, tolerance: 0.5 },
  { ...about, text: 'Kinh đô ở đâu?', kind: 'text', accepted: ['Huế', 'Phú Xuân'] },
].map((each) => QuestionDraft.parse(each));
/** What is right, as a contestant gives it. */
const rightBy: Record<string, { optionIds: string[]; typed?: string }> = {
  one: { optionIds: ['b'] },
  several: { optionIds: ['c', 'a'] },
  'true-false': { optionIds: ['true'] },
  order: { optionIds: ['c', 'a', 'b'] },
  number: { optionIds: [], typed: '12,9' },
  text: { optionIds: [], typed: 'phu xuan' },
};

/** One round from 02/03/2026 over the topic of the bank, every kind asked. */
const rulebook = () =>
  Rulebook.parse(
    exampleFile((file) => {
      file.fields = file.fields.slice(0, 2);
      file.populations = file.populations.slice(0, 1);
      const [week] = file.rounds;
      if (week?.kind !== 'series') throw new Error('the example has a series');
      week.at = [
        { opensAt: '2026-03-02T00:00:00+07:00', closesAt: '2026-03-08T18:00:00+07:00' },
        { opensAt: '2026-03-09T00:00:00+07:00', closesAt: '2026-03-15T18:00:00+07:00' },
      ];
      for (const part of week.parts) {
        if (part.kind !== 'quiz') continue;
        part.kinds = ['one', 'several', 'true-false', 'order', 'number', 'text'];
        part.pacing = 'one-by-one';
        part.points = { default: { right: 10 } } as never;
        for (const paper of part.papers)
          Object.assign(paper, { count: 6, draw: { kind: 'bank', topics: ['lich su dia phuong'] } });
      }
    }),
  );

describe('a contest on the banks of its organization', () => {
  let test: TestApp;
  let organizationId: string;
  const bank = { id: '' };
  const media: QuestionMedia[] = [];
  /** The first question has a picture; the typed one picture and sound. */
  const shownBy = ({ kind }: QuestionDraft) => (kind === 'text' ? media : kind === 'one' ? media.slice(0, 1) : []);
  const send = async (kind: QuestionMedia['kind'], bytes: Buffer): Promise<string> =>
    (await must(takeMedia(test.app, bank, { kind, type: '' }, bytes) as Promise<Result<StoredMedia>>)).hash;
  const writer = () => ({ actor: 'account:writer', organizationId, contestIds: null }) as never;
  const reviewer = () => ({ actor: 'account:reviewer', organizationId, contestIds: null }) as never;
  beforeAll(async () => {
    test = await openTestApp();
    ({ id: organizationId } = await readFirstOrganization(test.db));
    const made = await must(makeBank(test.app, writer(), 'Ngân hàng thử') as Promise<Result<{ bankId: string }>>);
    bank.id = made.bankId;
    const picture = await sharp({ create: { width: 64, height: 48, channels: 3, background: '#b3261e' } })
      .png()
      .toBuffer();
    media.push(
      { kind: 'picture', hash: await send('picture', picture), alt: 'Cờ lễ hội' },
      { kind: 'sound', hash: await send('sound', wav(2)), alt: 'Tiếng trống' },
    );
    const questions = drafts.map((draft) => ({ ...draft, media: shownBy(draft) }));
    await must(addQuestions(test.app, writer(), bank, { questions, act: 'write' }));
  });
  afterAll(() => test.close());

  const rows = () =>
    test.db.query<{ id: string; version: number; text: string; state: string }>(
      'select id, version, text, state from bank_questions where bank_id = $1 order by number',
      [bank.id],
    );
  const approve = async (id: string) => {
    for (const to of ['reviewed', 'approved'] as const) {
      const version = (await rows()).find((each) => each.id === id)!.version;
      await must(
        reviewQuestion(test.app, reviewer(), { ...bank } as never, id, {
          restsOn: version,
          to,
          comment: null,
        }) as never,
      );
    }
  };
  const make = (slug: string, unapprovedReason: string | null = null) =>
    makeContest(test.app, {
      ...{ slug, rulebook: rulebook(), units: [], actor: 'test', organizationId, unapprovedReason },
    });

  it('[Q23] what nobody approved is taken with a reason alone', async () => {
    expect(await make('chua-duyet')).toMatchObject({ refusal: { code: 'questions_unapproved', questions: 6 } });
    const { contestId } = await must(make('co-ly-do', 'kiểm tra nội bộ'));
    const [audit] = await test.db.query<{ detail: object }>(
      `select detail from audit where contest_id = $1 and act = 'contest:create'`,
      [contestId],
    );
    expect(audit?.detail).toMatchObject({ questions: 6, unapprovedReason: 'kiểm tra nội bộ' });
    for (const { id } of await rows()) await approve(id);
    expect(await make('da-duyet')).toMatchObject({ ok: true });
  });

  it('[Q20] [Q5] [Q26] every kind is handed out, answered, scored and counted in a round', async () => {
    const contest = test.app.contests.bySlug('da-duyet')!;
    const round = contest.rounds[0]!;
    const person = await enrolPerson(test, contest);
    const device = await connectDevice(test, person.cookie);
    await enter(device, contest.slug);
    const attempt = await must(say<AttemptView>(device, 'attempt:start', { roundId: round.roundId }));
    const kinds: string[] = [];
    let question: QuestionView | null = attempt.questions[0] ?? null;
    const answer = (given: object) =>
      say<AnswerSaved>(device, 'answer:submit', {
        ...{ answerId: randomUUID(), attemptId: attempt.attemptId, questionId: question!.questionId, ...given },
      });
    while (question) {
      kinds.push(question.kind);
      expect(question.media).toEqual(shownBy(question as never));
      if (question.kind === 'number')
        expect(await answer({ optionIds: [], typed: 'mười' })).toMatchObject({
          refusal: { code: 'answer_unreadable', kind: 'number' },
        });
      if (question.kind === 'order')
        expect(await answer({ optionIds: ['a'] })).toMatchObject({
          refusal: { code: 'answer_unreadable', kind: 'order' },
        });
      test.clock.advance(3_000);
      const saved: AnswerSaved = await must(answer(rightBy[question.kind]!));
      question = saved.next;
    }
    expect(kinds.sort()).toEqual(Object.keys(rightBy).sort());
    await must(say<AttemptReceipt>(device, 'attempt:submit', { attemptId: attempt.attemptId }));
    const [row] = await test.db.query('select points, right_count from submissions where attempt_id = $1', [
      attempt.attemptId,
    ]);
    expect(row).toEqual({ points: 60, right_count: 6 });
    const figures = await readQuestionFigures(test.app, contest);
    expect(figures.map(({ shown, right, drift }) => [shown, right, drift])).toEqual(figures.map(() => [1, 1, null]));
    expect(figures).toHaveLength(6);
    const chosen = figures.flatMap(({ options }) => options.filter((each) => each.chosen > 0));
    expect(chosen.length).toBeGreaterThan(0);
    expect(chosen.every(({ right, chosen: times }) => right && times === 1)).toBe(true); // all was answered right
    device.disconnect();
  });

  it('[X10] [X11] picture and sound of a question that was handed out are fetched without a session, in ranges, and stay in caches', async () => {
    const types = ['image/jpeg', 'audio/wav'];
    for (const [at, { hash }] of media.entries()) {
      const address = `${test.url}/api/pictures/${hash}`;
      const whole = await fetch(address);
      const bytes = Buffer.from(await whole.arrayBuffer());
      const header = (name: string) => whole.headers.get(name);
      expect([whole.status, header('content-type'), header('accept-ranges')]).toEqual([200, types[at], 'bytes']);
      expect(header('cache-control')).toBe('public, max-age=31536000, immutable');
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(hash);
      const part = await fetch(address, { headers: { range: 'bytes=2-9' } });
      expect([part.status, part.headers.get('content-range')]).toEqual([206, `bytes 2-9/${bytes.length}`]);
      expect(Buffer.from(await part.arrayBuffer())).toEqual(bytes.subarray(2, 10));
      const again = await fetch(address, { headers: { 'if-none-match': header('etag') ?? '' } });
      expect(again.status).toBe(304);
    }
  });

  it('[H26a] [H7] a show has the picture of a question of the bank, named to phones and screens when the question opens', async () => {
    const contest = test.app.contests.bySlug('da-duyet')!;
    const frozen = (kind: string) => [...contest.bank.values()].find((each) => each.kind === kind)!.id;
    const cue = (kind: string) => ({ kind: 'question', seconds: 20, question: { bank: frozen(kind) } });
    const run = await openTestRun(test, contest, testShow([cue('one')]));
    const { socket: mc } = await openMc(test, contest);
    const phone = await joinByPhone(test, run.row.code, 'An');
    await drive(mc, run, { do: 'next' });
    const [{ hash, alt }] = media as [QuestionMedia];
    expect(phone.received.join()).not.toContain(hash);
    await requestNow(test, mc, run);
    const view = { code: run.row.code, token: phone.token };
    const { stage } = await must(say<PhoneView>(phone.socket as never, 'view:enter', view));
    if (!('opening' in stage.cue) || !stage.cue.opening || !stage.sealed) throw new Error('the question is open');
    const opened = openSealed(stage.sealed.box, stage.cue.opening.key);
    expect(opened).toMatchObject({ kind: 'one', picture: { url: `/api/pictures/${hash}`, alt } });
    expect((await fetch(`${test.url}${opened?.picture?.url}`)).headers.get('content-type')).toBe('image/jpeg');
    phone.socket.disconnect();
    mc.disconnect();
    expect(await loadShow(test.app, contest, testShow([cue('text')]), 'test')).toMatchObject({
      refusal: { code: 'show_file_invalid', problems: [{ place: 'cues[1].question.bank' }] },
    });
  });

  it('[Q21] [Q23] a later round takes the newest approved version; a sealed one stays as it was', async () => {
    const contest = () => test.app.contests.bySlug('da-duyet')!;
    const [one, two] = contest().rounds;
    expect(one?.sealed?.count).toBe(6);
    const [first] = await rows();
    const corrected = { ...drafts[0]!, text: 'Câu một đáp án, đã sửa?' };
    await must(
      saveQuestion(test.app, writer(), bank as never, first!.id, { restsOn: first!.version, question: corrected }),
    );
    await approve(first!.id);
    await must(sealRound(test.app, two!.roundId, 'test'));
    const textsOf = (at: number) => contest().rounds[at]!.sealed!.questionIds.map((id) => contest().bank.get(id)?.text);
    expect(textsOf(0)).toContain('Câu một đáp án?');
    expect(textsOf(0)).not.toContain('Câu một đáp án, đã sửa?');
    expect(textsOf(1)).toContain('Câu một đáp án, đã sửa?');
    expect(contest().rounds[1]!.sealed!.count).toBe(6);
  });
});
