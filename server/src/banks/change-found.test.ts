import type { QuestionPage, QuestionsChanged } from '@hoithi/shared/contract/banks';
import type { Result } from '@hoithi/shared/contract/result';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAccount } from '../../test/open-staff.ts';
import { openTestApp, type TestApp } from '../../test/open-test-app.ts';
import { bankQuestion } from '../../test/route-address.ts';

describe('a change of all that a search finds', () => {
  let test: TestApp;
  let token: string;
  let bankId: string;
  beforeAll(async () => {
    test = await openTestApp();
    token = (await openAccount(test, [{ role: 'question-writer', contestId: null, unitCode: null }])).session.token;
    bankId = ((await post('', { name: 'Nhiều câu' })) as { value: { bankId: string } }).value.bankId;
    const words = ['một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám'];
    const questions = Array.from({ length: 64 }, (_, at) =>
      bankQuestion(`${at % 2 === 0 ? 'Sông' : 'Núi'} ${words[at % 8]} ${words[(at >> 3) % 8]} ở đâu?`),
    );
    await post(`/${bankId}/questions`, { questions, act: 'import' });
  });
  afterAll(() => test.close());

  const headers = () => ({ cookie: `hoithi_staff=${token}`, 'content-type': 'application/json' });
  const post = async <T>(path: string, body: object): Promise<Result<T>> => {
    const sent = { method: 'POST', headers: headers(), body: JSON.stringify(body) };
    return (await (await fetch(`${test.url}/api/organizer/banks${path}`, sent)).json()) as Result<T>;
  };
  const count = async (query: string): Promise<number> => {
    const answer = await fetch(`${test.url}/api/organizer/banks/${bankId}/questions?${query}`, { headers: headers() });
    return ((await answer.json()) as { value: QuestionPage }).value.total;
  };
  const change = (found: object, expected: number, tag: string) =>
    post<QuestionsChanged>(`/${bankId}/change`, { found, expected, change: { kind: 'tag', tag } });

  it('[Q27] reaches beyond the page that is shown, and nothing that the search does not find', async () => {
    const total = await count('text=s%C3%B4ng');
    expect(total).toBe(32);
    expect(await change({ text: 'sông' }, total, 'nước')).toMatchObject({ value: { changed: 32, left: [] } });
    expect([await count('tag=n%C6%B0%E1%BB%9Bc'), await count('')]).toEqual([32, 64]);
    expect(await change({}, 64, 'hết')).toMatchObject({ value: { changed: 64 } });
  });

  it('[Q27] where the search finds another number than was shown nothing is changed', async () => {
    expect(await change({ text: 'núi' }, 31, 'đất')).toMatchObject({
      refusal: { code: 'questions_found_changed', count: 32 },
    });
    expect(await change({ text: 'núi' }, 5_001, 'đất')).toMatchObject({ refusal: { code: 'malformed' } });
    expect(await count('tag=%C4%91%E1%BA%A5t')).toBe(0);
  });

  it('[Q27] [Q13] whoever writes approves nothing by it', async () => {
    const state = { kind: 'state', to: 'approved', comment: null };
    const sent = { found: {}, expected: 64, change: state };
    expect(await post(`/${bankId}/change`, sent)).toMatchObject({ refusal: { code: 'malformed' } });
    expect(await post(`/${bankId}/review`, sent)).toMatchObject({ refusal: { code: 'not_allowed' } });
  });
});
