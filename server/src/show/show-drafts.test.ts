import type { Result } from '@hoithi/shared/contract/result';
import type {
  BeginShowDraft,
  ShowDraftContent,
  ShowDraftList,
  ShowDraftSaved,
  ShowDraftView,
} from '@hoithi/shared/contract/show-drafts';
import type { ShowQuestion } from '@hoithi/shared/contract/show-file';
import type { ShowCard } from '@hoithi/shared/contract/show-mc';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAccount, openStaff } from '../../test/open-staff.ts';
import { makeContest, openTestApp, type TestApp, testRules } from '../../test/open-test-app.ts';
import { insertSmallBank } from '../../test/route-address.ts';
import { testQuestion, testShow } from '../../test/scripted-show.ts';
import { textOfPdf } from '../../test/text-of-pdf.ts';
import { readFirstOrganization } from '../accounts/accounts-sql.ts';
import type { CachedContest } from '../contest/contests.ts';
import { openRun } from './open-run.ts';
import { fillTemplate } from './show-templates.ts';

type Cue = Record<string, unknown> & { id: string; kind: string };
const cuesOf = ({ content }: Pick<ShowDraftView, 'content'>): Cue[] => content.cues as unknown as Cue[];

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.refusal)}`);
  return result.value;
}

describe('shows while they are written', { timeout: 60_000 }, () => {
  let test: TestApp;
  let contest: CachedContest;
  let token: string;
  beforeAll(async () => {
    test = await openTestApp();
    contest = (await makeContest(test.app, testRules())).contest;
    token = (await openAccount(test, [{ role: 'organizer', contestId: null, unitCode: null }])).session.token;
  });
  afterAll(() => test.close());

  async function call<T>(path: string, body?: unknown, as = token): Promise<Result<T>> {
    const sent =
      body === undefined ? {} : { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body) };
    const headers = { cookie: `hoithi_staff=${as}`, 'content-type': 'application/json' };
    const response = await fetch(`${test.url}/api/organizer${path}`, { ...sent, headers });
    return (await response.json()) as Result<T>;
  }
  const shows = () => `/contests/${contest.contestId}/shows`;
  const view = async (draftId: string) => must(await call<ShowDraftView>(`/show-drafts/${draftId}`));
  const begin = async (message: BeginShowDraft) =>
    view(must(await call<{ draftId: string }>(shows(), message)).draftId);
  const save = (draft: ShowDraftView, content: ShowDraftContent, restsOn = draft.version) =>
    call<ShowDraftSaved>(`/show-drafts/${draft.draftId}/save`, { restsOn, content });
  const withQuestions = (draft: ShowDraftView): ShowDraftContent => ({
    ...draft.content,
    cues: cuesOf(draft).map((cue, at) =>
      'question' in cue ? { ...cue, question: testQuestion(`cau-${at}`).question } : cue,
    ) as never,
  });

  it('[H45] every save is a version with who, when and which places; a stale one saves nothing', async () => {
    const draft = await begin({ from: 'template', template: 'blank' });
    const [first, ...rest] = cuesOf(draft);
    const changed = { ...draft.content, cues: [{ ...first, title: { vi: 'Mời vào', en: '' } }, ...rest] as never };
    test.clock.advance(1_000);
    expect(must(await save(draft, changed))).toMatchObject({ version: 2, savedAtMs: test.clock.nowMs() });
    expect(must(await save(draft, changed))).toMatchObject({ version: 2 }); // its acknowledgement was lost
    expect(await save(draft, draft.content)).toMatchObject({ refusal: { code: 'draft_changed', version: 2 } });
    const now = await view(draft.draftId);
    expect(now.versions.map(({ version, by, places }) => [version, by, places])).toEqual([
      [2, 'Trần Thị Thử', [`cues.${first?.id}.title.vi`, `cues.${first?.id}.title.en`]],
      [1, 'Trần Thị Thử', []],
    ]);
    const listed = must(await call<ShowDraftList>(shows()));
    expect(listed.drafts).toContainEqual(expect.objectContaining({ draftId: draft.draftId, version: 2, cues: 2 }));
  });

  it('[H46] the launch takes 45 minutes and has the name of the contest; each question that is still to be chosen is named', async () => {
    const draft = await begin({ from: 'template', template: 'launch' });
    expect(draft.title).toBe(`Lễ phát động ${contest.rulebook.meta.name.vi}`);
    expect(cuesOf(draft).reduce((sum, { minutes }) => sum + Number(minutes), 0)).toBe(45);
    const asked = cuesOf(draft).flatMap(({ kind }, at) => (kind === 'question' ? [at] : []));
    expect(asked.length).toBeGreaterThan(2);
    expect(draft.problems).toEqual(
      asked.map((at) => ({
        path: ['cues', at, 'question'],
        words: expect.objectContaining({ vi: 'Chưa chọn câu hỏi.' }),
      })),
    );
  });

  it('[H46] an award ceremony has an award for each round whose result is final', async () => {
    const before = await begin({ from: 'template', template: 'award' });
    expect(cuesOf(before).filter(({ kind }) => kind === 'award')).toMatchObject([
      { of: { what: 'round', round: null } },
    ]);
    const rounds = contest.rounds.map((round) => ({ ...round, finalized: true }));
    const content = await fillTemplate('award', { ...contest, rounds });
    expect(cuesOf({ content }).filter(({ kind }) => kind === 'award')).toMatchObject(
      rounds.map(({ ordinal, label }) => ({
        of: { what: 'round', round: ordinal },
        title: { vi: `Trao giải ${label.vi}` },
      })),
    );
  });

  it('[H47] what is wrong is named at its place; where the contest has one language the other is not asked for', async () => {
    const draft = await begin({ from: 'template', template: 'blank' });
    const [first, last] = cuesOf(draft);
    const long = 'Rất dài '.repeat(80);
    const cues = [{ ...first, title: { vi: long, en: '' } }, last] as never;
    const { problems } = must(await save(draft, { ...draft.content, title: { vi: '', en: '' }, cues }));
    expect(problems.map(({ path }) => path.join('.'))).toEqual(['title', 'cues.0.title.vi', 'cues.0.title.en']);
    const [empty, tooLong] = problems.map(({ words }) => words.vi);
    expect([empty, tooLong]).toEqual(['Chưa điền.', `Dài quá: tối đa 500 ký tự, hiện có ${long.length}.`]);
  });

  it('[H47] a question comes from a bank once it is approved, for whoever may read its key', async () => {
    const draft = await begin({ from: 'template', template: 'blank' });
    const { id } = await readFirstOrganization(test.db);
    const taken = await insertSmallBank(test, id, 'Ngân hàng của lễ', [contest.contestId]);
    const take = (as?: string) => call<ShowQuestion>(`/show-drafts/${draft.draftId}/question`, taken, as);
    expect(await take()).toMatchObject({ refusal: { code: 'not_found', what: 'question' } });
    await test.db.query(`update bank_questions set state = 'approved' where id = $1`, [taken.questionId]);
    expect(must(await take())).toMatchObject({ text: 'Ngân hàng của lễ: câu hỏi?', right: 'b', id: taken.questionId });
    const mc = await openStaff(test, { role: 'mc', contestId: contest.contestId });
    expect(await take(mc.token)).toMatchObject({ refusal: { code: 'not_allowed' } });
  });

  it('[H48] a whole draft is handed to the MC as the next version of its show, and opened without a file; a broken one is not', async () => {
    const draft = await begin({ from: 'template', template: 'elimination' });
    const handOver = (version: number) => call<ShowCard>(`/show-drafts/${draft.draftId}/hand-over`, { version });
    expect(await handOver(1)).toMatchObject({ refusal: { code: 'show_file_invalid' } });
    must(await save(draft, withQuestions(draft)));
    expect(await handOver(1)).toMatchObject({ refusal: { code: 'draft_changed', version: 2 } });
    const handed = must(await handOver(2));
    expect((await view(draft.draftId)).handedVersion).toBe(2);
    const by = { actor: 'test', contestId: contest.contestId };
    const message = { showId: handed.showId, rehearsal: false, simulated: 0, device: 'thiet-bi-mc' };
    const { runId } = must(await openRun(test.app, by, message));
    const run = await test.app.runs.byId(runId);
    expect(run?.file.cues[0]).toMatchObject({ kind: 'lobby', minutes: 10, who: expect.stringContaining('Lễ tân') });
    expect(JSON.stringify(await test.db.query('select detail from audit where act = $1', ['show:load']))).toContain(
      handed.showId,
    );
  });

  it('[H46] a file is begun from whole, or refused with its lines; what was written goes out as a file that comes in again', async () => {
    const import_ = (text: string) => call<{ draftId: string }>(`/contests/${contest.contestId}/show-file`, text);
    expect(await import_('{ "format": ')).toMatchObject({ refusal: { code: 'show_file_invalid' } });
    const { draftId } = must(await import_(testShow([testQuestion('cau-1')])));
    expect((await view(draftId)).problems).toEqual([]);
    const response = await fetch(`${test.url}/api/organizer/show-drafts/${draftId}/file`, {
      headers: { cookie: `hoithi_staff=${token}` },
    });
    const text = await response.text();
    expect(JSON.parse(text)).toMatchObject({ format: 'hoithi-show-1', id: 'thu', cues: [{}, { seconds: 20 }, {}] });
    expect(text).not.toContain(cuesOf(await view(draftId))[0]?.id);
    expect(must(await import_(text)).draftId).not.toBe(draftId);
  });

  it('[H49] the cue sheet has times, cues, words and who does what, and no key', async () => {
    const draft = await begin({ from: 'template', template: 'launch' });
    must(await save(draft, withQuestions(draft)));
    const response = await fetch(`${test.url}/api/organizer/show-drafts/${draft.draftId}/sheet.pdf`, {
      headers: { cookie: `hoithi_staff=${token}` },
    });
    expect(response.headers.get('content-type')).toBe('application/pdf');
    const text = textOfPdf(Buffer.from(await response.arrayBuffer()));
    for (const part of ['KỊCH BẢN', '08:00', '08:10', 'Lễ tân đón đại biểu', 'Câu hỏi 1', 'Tổng thời gian: 45 phút'])
      expect(text).toContain(part);
    expect(text).not.toContain('Lời giải bí mật');
  });
});
