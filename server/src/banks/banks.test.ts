import type { BankList, BankView, QuestionPage, QuestionsAdded, QuestionView } from '@hoithi/shared/contract/banks';
import type { QuestionDraft } from '@hoithi/shared/contract/question';
import type { QuestionsPreview } from '@hoithi/shared/contract/question-paste';
import type { Result } from '@hoithi/shared/contract/result';
import type { Grant, StaffRole } from '@hoithi/shared/contract/staff';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAccount } from '../../test/open-staff.ts';
import { makeContest, openTestApp, type TestApp, testRules } from '../../test/open-test-app.ts';
import { bankQuestion } from '../../test/route-address.ts';

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.refusal)}`);
  return result.value;
}

describe('banks of questions', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await openTestApp();
  });
  afterAll(() => test.close());

  const staff = async (role: StaffRole = 'question-writer', contestId: string | null = null) =>
    (await openAccount(test, [{ role, contestId, unitCode: null } as Grant])).session.token;
  async function get<T>(token: string, path: string): Promise<T> {
    const response = await fetch(`${test.url}/api/organizer/banks${path}`, {
      headers: { cookie: `hoithi_staff=${token}` },
    });
    return must((await response.json()) as Result<T>);
  }
  async function post<T>(token: string, path: string, body: unknown): Promise<Result<T>> {
    const response = await fetch(`${test.url}/api/organizer/banks${path}`, {
      method: 'POST',
      headers: { cookie: `hoithi_staff=${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return (await response.json()) as Result<T>;
  }
  const makeBank = async (token: string, name = 'Ngân hàng thử') =>
    must(await post<{ bankId: string }>(token, '', { name })).bankId;
  const add = async (token: string, bankId: string, questions: QuestionDraft[]) =>
    must(await post<QuestionsAdded>(token, `/${bankId}/questions`, { questions, act: 'import' }));
  const list = (token: string, bankId: string, query = '') => get<QuestionPage>(token, `/${bankId}/questions${query}`);
  const one = (token: string, bankId: string, id: string) => get<QuestionView>(token, `/${bankId}/questions/${id}`);
  const idOf = (added: QuestionsAdded, at = 0) => added.added[at]?.questionId ?? '';
  const numbersOf = ({ rows }: QuestionPage) => rows.map(({ number }) => number);

  it('[Q11] questions come in as drafts with numbers and topics; what the bank has already is not added again', async () => {
    const token = await staff();
    const bankId = await makeBank(token);
    const questions = [
      { ...bankQuestion('Căn cước được cấp từ tuổi nào?'), topic: 'Căn cước' },
      { ...bankQuestion('Ai được giao dịch điện tử?'), topic: 'CĂN CƯỚC' },
      bankQuestion('căn cước được cấp từ tuổi nào'),
    ];
    const first = await add(token, bankId, questions);
    expect(first.added.map(({ at, number }) => [at, number])).toEqual([
      [0, 1],
      [1, 2],
    ]);
    expect(first.doubles).toEqual([{ at: 2, number: null }]);
    const both = await Promise.all([add(token, bankId, questions), add(token, bankId, questions)]);
    expect(both.map(({ added, doubles }) => [added.length, doubles.map(({ number }) => number)])).toEqual([
      [0, [1, 2, 1]],
      [0, [1, 2, 1]],
    ]);
    const bank = await get<BankView>(token, `/${bankId}`);
    expect(bank.topics).toMatchObject([{ name: 'Căn cước', questions: 2, approved: 0 }]);
    expect([bank.states.draft, bank.waiting, bank.questions]).toEqual([2, 2, 2]);
    expect(bank.warnings).toEqual([{ reason: 'no_source', questions: 2 }]);
  });

  it('[Q12] a role in one contest reaches the banks that it draws from; keys are for whoever may read them', async () => {
    const writer = await staff();
    const bankId = await makeBank(writer);
    const id = idOf(await add(writer, bankId, [bankQuestion('Ai giữ đáp án?')]));
    const { contest } = await makeContest(test.app, testRules());
    const judge = await staff('judge', contest.contestId);
    expect((await get<BankList>(judge, '')).banks).toEqual([]);
    expect(await post(judge, `/${bankId}/questions/${id}/comment`, { text: 'x' })).toMatchObject({
      refusal: { code: 'not_found' },
    });
    await test.db.query('insert into contest_banks values ($1, $2)', [contest.contestId, bankId]);
    expect((await get<BankList>(judge, '')).banks.map((bank) => bank.bankId)).toEqual([bankId]);
    expect((await one(judge, bankId, id)).question).toMatchObject({ right: ['b'] });

    const secretary = await staff('secretary');
    const seen = JSON.stringify([
      await one(secretary, bankId, id),
      await list(secretary, bankId, '?warning=no_source'),
      await get(secretary, `/${bankId}`),
    ]);
    expect(seen).toContain('Ai giữ đáp án?');
    expect(seen).not.toContain('"right"');
    expect(seen).not.toContain('no_source');
    expect((await post(secretary, `/${bankId}/questions`, {})) as object).toMatchObject({
      refusal: { code: 'not_allowed' },
    });
  });

  it('[Q13] reviewed and approved by others than the writer, sent back with a comment, changed again as a draft', async () => {
    const [writer, reviewer] = [await staff(), await staff('question-reviewer')];
    const bankId = await makeBank(writer);
    const id = idOf(await add(writer, bankId, [bankQuestion('Ai duyệt?')]));
    const review = (token: string, restsOn: number, to: string, comment?: string) =>
      post<{ version: number }>(token, `/${bankId}/questions/${id}/review`, { restsOn, to, comment });
    expect(await review(writer, 1, 'reviewed')).toMatchObject({ refusal: { code: 'not_allowed' } });
    expect((await list(reviewer, bankId, '?of=to-review')).total).toBe(1);
    expect(await review(reviewer, 1, 'returned')).toMatchObject({ refusal: { code: 'malformed' } });
    expect(await review(reviewer, 1, 'returned', 'Thiếu căn cứ')).toEqual({ ok: true, value: { version: 2 } });
    const question = { ...bankQuestion('Ai duyệt câu này?'), id };
    const saved = await post(writer, `/${bankId}/questions/${id}/save`, { restsOn: 2, question });
    expect(saved).toEqual({ ok: true, value: { version: 3, state: 'draft' } });
    must(await review(reviewer, 3, 'reviewed'));
    must(await review(reviewer, 4, 'approved'));
    const view = await one(writer, bankId, id);
    expect(view.versions.map(({ state, act, comment }) => [state, act, comment])).toEqual([
      ['approved', 'state', null],
      ['reviewed', 'state', null],
      ['draft', 'write', null],
      ['returned', 'state', 'Thiếu căn cứ'],
      ['draft', 'import', null],
    ]);
    expect(view.versions.map((each) => each.question?.text)).toEqual(
      expect.arrayContaining(['Ai duyệt?', 'Ai duyệt câu này?']),
    );
    const organizer = await staff('organizer');
    const other = { ...question, text: 'Ai duyệt câu này lần nữa?' };
    must(await post(organizer, `/${bankId}/questions/${id}/save`, { restsOn: 5, question: other }));
    expect(await review(organizer, 6, 'reviewed')).toMatchObject({ refusal: { code: 'own_question' } });
  });

  it('[Q14] of two who change one version the second saves nothing and learns the newer one; the same again is one save', async () => {
    const [one1, two] = [await staff(), await staff()];
    const bankId = await makeBank(one1);
    const id = idOf(await add(one1, bankId, [bankQuestion('Một?'), bankQuestion('Câu khác?')]));
    const save = (token: string, text: string) =>
      post(token, `/${bankId}/questions/${id}/save`, { restsOn: 1, question: { ...bankQuestion(text), id } });
    const both = await Promise.all([save(one1, 'Hai?'), save(two, 'Ba?')]);
    expect(both.map(({ ok }) => ok).sort()).toEqual([false, true]);
    expect(both.find(({ ok }) => !ok)).toEqual({ ok: false, refusal: { code: 'question_changed', version: 2 } });
    const won = both[0]?.ok ? 'Hai?' : 'Ba?';
    expect(await save(one1, won)).toEqual({ ok: true, value: { version: 2, state: 'draft' } });
    const double = { restsOn: 2, question: { ...bankQuestion('CÂU KHÁC'), id } };
    expect(await post(one1, `/${bankId}/questions/${id}/save`, double)).toEqual({
      ok: false,
      refusal: { code: 'question_double', number: 2 },
    });
  });

  it('[Q15] a list is searched without marks, by the beginnings of words, and narrowed by what stands with a question', async () => {
    const token = await staff();
    const bankId = await makeBank(token);
    const source = { document: 'Luật Căn cước', clause: null, date: null, validTo: '2026-01-31' };
    await add(token, bankId, [
      { ...bankQuestion('Thủ tục hành chính là gì?'), topic: 'Hành chính', difficulty: 2, tags: ['gấp'] },
      { ...bankQuestion('Định danh mức 2 để làm gì?'), source, audiences: ['STUDENT'] },
      bankQuestion('Chữ ký số là gì?'),
    ]);
    const found = async (query: string) => numbersOf(await list(token, bankId, query));
    expect(await found('?text=thu%20tuc%20hanh')).toEqual([1]);
    expect(await found('?text=ĐỊNH%20luat')).toEqual([2]);
    expect(await found("?text=' | x:")).toEqual([]);
    expect(await found('?text=3')).toEqual([3]);
    const { topics } = await get<BankView>(token, `/${bankId}`);
    expect(await found(`?topic=${topics[0]?.topicId}`)).toEqual([1]);
    expect(await found('?topic=none')).toEqual([2, 3]);
    expect(await found('?difficulty=2,none&tag=gấp')).toEqual([1]);
    expect(await found('?audience=CITIZEN')).toEqual([1, 3]);
    expect(await found('?warning=source_expired')).toEqual([2]);
    expect(await found('?warning=no_source&from=1')).toEqual([3]);
    expect(await found('?kind=number')).toEqual([]);
    expect(await found('?state=approved')).toEqual([]);
    expect(await found('?of=own&order=changed')).toEqual([1, 2, 3]);
    expect(await found('?of=to-review')).toEqual([]);
  });

  it('[Q14] many are changed at once; those that moved on or may not be stay, each with its reason, and the trail says which', async () => {
    const [writer, reviewer] = [await staff(), await staff('question-reviewer')];
    const bankId = await makeBank(writer);
    const added = await add(writer, bankId, [bankQuestion('A?'), bankQuestion('B?'), bankQuestion('C?')]);
    const own = idOf(await add(reviewer, bankId, [bankQuestion('D?')]));
    const [a, b, c] = [0, 1, 2].map((at) => ({ questionId: idOf(added, at), restsOn: 1 }));
    const tagged = { questions: [a, { ...b, restsOn: 7 }], change: { kind: 'tag', tag: 'đợt 1' } };
    expect(await post(writer, `/${bankId}/change`, tagged)).toEqual({
      ok: true,
      value: { changed: 1, left: [{ questionId: b?.questionId, why: 'question_changed' }] },
    });
    const move = { questions: [{ ...a, restsOn: 2 }, b, c, { questionId: own, restsOn: 1 }] };
    const reviewed = await post(reviewer, `/${bankId}/review`, { ...move, change: { kind: 'state', to: 'reviewed' } });
    expect(reviewed).toEqual({ ok: true, value: { changed: 3, left: [{ questionId: own, why: 'own_question' }] } });
    expect(
      await post(writer, `/${bankId}/change`, { questions: [c], change: { kind: 'state', to: 'approved' } }),
    ).toMatchObject({ refusal: { code: 'malformed' } });
    const removed = { questions: [{ ...c, restsOn: 2 }], change: { kind: 'state', to: 'removed' } };
    must(await post(writer, `/${bankId}/change`, removed));
    expect(numbersOf(await list(writer, bankId))).toEqual([1, 2, 4]);
    expect(numbersOf(await list(writer, bankId, '?state=removed'))).toEqual([3]);
    const trail = await test.db.query<{ act: string; detail: object }>(
      `select act, detail from audit where object = $1 and act in ('question:state', 'question:tag') order by id`,
      [bankId],
    );
    expect(trail).toEqual([
      { act: 'question:tag', detail: { questions: 1, numbers: [1] } },
      { act: 'question:state', detail: { questions: 3, numbers: [1, 2, 3], before: ['draft'], after: 'reviewed' } },
      { act: 'question:state', detail: { questions: 1, numbers: [3], before: ['reviewed'], after: 'removed' } },
    ]);
  });

  it('[Q11] a topic is renamed for all its questions, and deleted once none stands under it; a removed bank is gone from lists', async () => {
    const token = await staff();
    const bankId = await makeBank(token);
    const id = idOf(await add(token, bankId, [{ ...bankQuestion('Chủ đề gì?'), topic: 'Cũ' }]));
    const [topic] = (await get<BankView>(token, `/${bankId}`)).topics;
    must(await post(token, `/${bankId}/topics`, { name: 'Khác' }));
    const path = `/${bankId}/topics/${topic?.topicId}`;
    expect(await post(token, `${path}/rename`, { name: 'khac' })).toMatchObject({ refusal: { code: 'name_taken' } });
    must(await post(token, `${path}/rename`, { name: 'Mới' }));
    expect((await one(token, bankId, id)).question?.topic).toBe('Mới');
    expect(await post(token, `${path}/remove`, {})).toMatchObject({ refusal: { code: 'nothing_to_do' } });
    must(
      await post(token, `/${bankId}/change`, {
        questions: [{ questionId: id, restsOn: 1 }],
        change: { kind: 'topic', topic: null },
      }),
    );
    must(await post(token, `${path}/remove`, {}));
    must(await post(token, `/${bankId}/rename`, { name: 'Tên khác' }));
    must(await post(token, `/${bankId}/remove`, { reason: 'không dùng nữa' }));
    expect((await get<BankList>(token, '')).banks.some((bank) => bank.bankId === bankId)).toBe(false);
  });

  it('[Q16] what is pasted is previewed with what the bank has already, and written only then', {
    timeout: 60_000,
  }, async () => {
    const token = await staff();
    const bankId = await makeBank(token);
    const text = 'Câu 1. Ai cấp căn cước?\nA. Bưu điện\n*B. Công an\n\nCâu 2. Ai ký?\nA. Một\nB. Hai\n';
    const read = () => post<QuestionsPreview>(token, `/${bankId}/paste`, { paste: { kind: 'text', text } });
    const first = must(await read());
    expect([first.questions.length, first.inBank]).toEqual([1, []]);
    expect(first.problems).toMatchObject([{ line: 5, item: 2, reason: 'answer_missing' }]);
    expect((await list(token, bankId)).total).toBe(0);
    await add(token, bankId, first.questions);
    expect(must(await read()).inBank).toEqual([{ item: 1, number: 1 }]);
  });

  it('[Q17] a bank is exported as its list is narrowed; keys go to those who may read them, and the trail says so', {
    timeout: 60_000,
  }, async () => {
    const [writer, secretary] = [await staff(), await staff('secretary')];
    const bankId = await makeBank(writer);
    await add(writer, bankId, [{ ...bankQuestion('Xuất câu nào?'), tags: ['x'] }, bankQuestion('Câu khác?')]);
    const download = (token: string, query: string) =>
      fetch(`${test.url}/api/organizer/banks/${bankId}/export?${query}`, {
        headers: { cookie: `hoithi_staff=${token}` },
      });
    const gift = await download(writer, 'format=gift&tag=x');
    const text = await gift.text();
    expect(text).toContain('Xuất câu nào?');
    expect(text).not.toContain('Câu khác?');
    expect([gift.headers.get('x-written'), gift.headers.get('content-disposition')]).toEqual([
      '1',
      'attachment; filename="ngan-hang-cau-hoi.gift"',
    ]);
    expect((await download(secretary, 'format=gift')).status).toBe(403);
    expect((await download(secretary, 'format=docx-key')).status).toBe(403);
    expect((await download(secretary, 'format=docx')).status).toBe(200);
    expect(await (await download(writer, 'format=gift&text=abcxyz')).json()).toMatchObject({
      refusal: { code: 'nothing_to_do' },
    });
    const trail = await test.db.query<{ detail: object }>(
      `select detail from audit where object = $1 and act = 'bank:export' order by id`,
      [bankId],
    );
    expect(trail.map(({ detail }) => detail)).toEqual([
      { format: 'gift', questions: 1, withKey: true },
      { format: 'docx', questions: 2, withKey: false },
    ]);
  });

  it('[Q18] the questions of the program become a bank of drafts with sources, once', async () => {
    const token = await staff('organizer');
    const make = () =>
      fetch(`${test.url}/api/organizer/program-bank`, {
        method: 'POST',
        headers: { cookie: `hoithi_staff=${token}` },
      }).then((response) => response.json() as Promise<Result<{ bankId: string }>>);
    expect((await get<BankList>(token, '')).mayMakeOfProgram).toBe(true);
    const { bankId } = must(await make());
    expect(await make()).toMatchObject({ refusal: { code: 'nothing_to_do' } });
    const bank = await get<BankView>(token, `/${bankId}`);
    expect([bank.ofProgram, bank.states.draft, bank.topics.length]).toEqual([true, 123, 8]);
    expect(bank.tags).toEqual([{ tag: 'cần kiểm tra', questions: 123 }]);
    expect(bank.warnings.some(({ reason }) => reason === 'no_source')).toBe(false);
    const { rows } = await list(token, bankId, '?text=de an 06 giai doan nao');
    const { question } = await one(token, bankId, rows[0]?.questionId ?? '');
    expect(question?.source).toMatchObject({ date: '2022-01-06' });
    expect((await get<BankList>(token, '')).mayMakeOfProgram).toBe(false);
  });
});
