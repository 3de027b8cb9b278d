import type { QuestionsAdded, QuestionView, StoredMedia } from '@hoithi/shared/contract/banks';
import type { Result } from '@hoithi/shared/contract/result';
import { dayMs } from '@hoithi/shared/rules/vietnam-time';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAccount } from '../../test/open-staff.ts';
import { makeContest, openTestApp, type TestApp, testRules } from '../../test/open-test-app.ts';
import { bankQuestion } from '../../test/route-address.ts';
import { insertQuestions } from '../contest/contests-sql.ts';
import { deleteUnusedMedia } from '../media/delete-unused.ts';
import { wav } from '../media/test-sounds.ts';

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.refusal)}`);
  return result.value;
}

describe('pictures and sounds of questions', () => {
  let test: TestApp;
  let token: string;
  let bankId: string;
  beforeAll(async () => {
    test = await openTestApp();
    token = (await openAccount(test, [{ role: 'question-writer', contestId: null, unitCode: null }])).session.token;
    bankId = must(await post<{ bankId: string }>('', { name: 'Có hình' })).bankId;
  });
  afterAll(() => test.close());

  const api = '/api/organizer/banks';
  const send = async <T>(
    path: string,
    body: string | Uint8Array<ArrayBuffer>,
    type: string,
    by = token,
  ): Promise<Result<T>> => {
    const headers = { cookie: `hoithi_staff=${by}`, 'content-type': type };
    return (await (await fetch(`${test.url}${api}${path}`, { method: 'POST', headers, body })).json()) as Result<T>;
  };
  const post = <T>(path: string, body: object, by = token) =>
    send<T>(path, JSON.stringify(body), 'application/json', by);
  const sendMedia = (kind: 'picture' | 'sound', bytes: Buffer, type = '', by = token) =>
    send<StoredMedia>(
      `/${bankId}/media?kind=${kind}&type=${type}`,
      new Uint8Array(bytes),
      'application/octet-stream',
      by,
    );
  const picture = sharp({ create: { width: 64, height: 48, channels: 3, background: '#123456' } })
    .png()
    .toBuffer();
  const soundOf = async (seconds: number) => must(await sendMedia('sound', wav(seconds))).hash;
  const seen = async (hash: string, by = '') =>
    (await fetch(`${test.url}/api/pictures/${hash}`, { headers: { cookie: `hoithi_staff=${by}` } })).status;
  const showing = (text: string, kind: 'picture' | 'sound', hash: string) => ({
    ...bankQuestion(text),
    media: [{ kind, hash, alt: 'Trống đồng' }],
  });
  const add = (question: object, by = token) =>
    post<QuestionsAdded>(`/${bankId}/questions`, { questions: [question], act: 'write' }, by);

  it('[X10] [X9] a picture and a sound are sent, saved with a question, and seen by its organization alone', async () => {
    const sent = must(await sendMedia('picture', await picture, 'image/png'));
    const sound = must(await sendMedia('sound', wav(2), 'audio/wav'));
    expect([sent, sound]).toMatchObject([
      { kind: 'picture', type: 'image/jpeg', width: 64, height: 48 },
      { kind: 'sound', type: 'audio/wav', durationMs: 2_000 },
    ]);
    const media = [
      { kind: 'picture', hash: sent.hash, alt: 'Trống đồng' },
      { kind: 'sound', hash: sound.hash, alt: 'Tiếng trống' },
    ];
    const added = must(await add({ ...bankQuestion('Đây là gì?'), media }));
    const view = await fetch(`${test.url}${api}/${bankId}/questions/${added.added[0]?.questionId}`, {
      headers: { cookie: `hoithi_staff=${token}` },
    });
    expect(must((await view.json()) as Result<QuestionView>).question?.media).toEqual(media);
    expect([await seen(sound.hash), await seen(sound.hash, token)]).toEqual([404, 200]);
    expect(await sendMedia('sound', await picture, 'image/png')).toMatchObject({
      refusal: { code: 'sound_refused', why: 'not-a-sound' },
    });
    expect(await sendMedia('picture', wav(2))).toMatchObject({ refusal: { code: 'picture_refused' } });
  });

  it('[X10] a question names no picture that its organization does not have, nor a sound as a picture', async () => {
    const hash = await soundOf(4);
    expect(await add(showing('Không có?', 'sound', '0'.repeat(64)))).toMatchObject({ refusal: { code: 'not_found' } });
    expect(await add(showing('Không phải?', 'picture', hash))).toMatchObject({ refusal: { code: 'not_found' } });
    const other = '5b0e7d9c-0000-4000-8000-000000000001';
    await test.db.query("insert into organizations (id, name, made_at_ms) values ($1, 'Khác', 9000000000000)", [other]);
    const grant = { role: 'question-writer', contestId: null, unitCode: null } as const;
    const stranger = (await openAccount(test, [grant], other)).session.token;
    const organizer = (await openAccount(test, [{ ...grant, role: 'organizer' }], other)).session.token;
    const own = must(await post<{ bankId: string }>('', { name: 'Của đơn vị khác' }, organizer)).bankId;
    expect(await seen(hash, stranger)).toBe(404);
    const taken = await post(
      `/${own}/questions`,
      { questions: [showing('Lấy?', 'sound', hash)], act: 'write' },
      stranger,
    );
    expect(taken).toMatchObject({ refusal: { code: 'not_found', what: 'sound' } });
  });

  it('[X10] [X4] what was sent waits a day; what a version or a frozen question shows is never deleted', async () => {
    const [left, saved, frozen] = [await soundOf(5), await soundOf(6), await soundOf(7)];
    const added = must(await add(showing('Tiếng gì?', 'sound', saved))).added[0];
    const later = { ...bankQuestion('Tiếng gì?'), media: [] };
    must(await post(`/${bankId}/questions/${added?.questionId}/save`, { restsOn: 1, question: later }));
    const { contestId } = (await makeContest(test.app, testRules())).contest;
    const body = { ...showing('Đóng?', 'sound', frozen), id: 'dong-1' };
    await test.db.transaction((tx) =>
      insertQuestions(tx, contestId, [{ id: 'dong-1', topic: 'x', body: body as never, origin: null }]),
    );
    expect(await seen(frozen)).toBe(200); // its contest's, for whoever was given its address
    await deleteUnusedMedia(test.app);
    expect(await seen(left, token)).toBe(200);
    test.clock.advance(2 * dayMs + 1);
    await deleteUnusedMedia(test.app);
    const rows = await test.db.query<{ hash: string }>('select hash from media where hash = any($1)', [
      [left, saved, frozen],
    ]);
    expect(rows.map(({ hash }) => hash).sort()).toEqual([saved, frozen].sort());
  });
});
