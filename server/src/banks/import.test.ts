import { readFile } from 'node:fs/promises';
import type { QuestionsAdded } from '@hoithi/shared/contract/banks';
import type { ImportPreview } from '@hoithi/shared/contract/question-import';
import type { Result } from '@hoithi/shared/contract/result';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAccount } from '../../test/open-staff.ts';
import { openTestApp, type TestApp } from '../../test/open-test-app.ts';
import { must } from '../../test/scripted-contestant.ts';
import { docx, p, run } from '../questions/docx/test-docx.ts';

const aiken = `Thủ đô của Việt Nam là gì?
A. Huế
B. Hà Nội
ANSWER: B

Sông nào chảy qua thành phố Huế ngày nay?
A. Sông Hương
B. Sông Hàn
ANSWER: A
`;

/** Every file is read in a thread that loads the sources first. */
describe('a file of questions', { timeout: 120_000 }, () => {
  let test: TestApp;
  let cookie: string;
  let bankId: string;
  beforeAll(async () => {
    test = await openTestApp();
    const { session } = await openAccount(test, [{ role: 'question-writer', contestId: null, unitCode: null }]);
    cookie = `hoithi_staff=${session.token}`;
    bankId = (await send<{ bankId: string }>('', { name: 'Ngân hàng nhập' })).bankId;
  });
  afterAll(() => test.close());

  const post = async <T>(path: string, body: unknown, by = cookie): Promise<Result<T>> => {
    const headers = { cookie: by, 'content-type': 'application/json' };
    const order = { method: 'POST', headers, body: JSON.stringify(body) };
    return (await (await fetch(`${test.url}/api/organizer/banks${path}`, order)).json()) as Result<T>;
  };
  const send = <T>(path: string, body: unknown, by = cookie): Promise<T> => must(post<T>(path, body, by));
  const preview = (
    name: string,
    bytes: string | Uint8Array<ArrayBuffer>,
    more = '',
    by = cookie,
  ): Promise<ImportPreview> =>
    must(
      fetch(`${test.url}/api/organizer/banks/${bankId}/import?name=${encodeURIComponent(name)}${more}`, {
        method: 'POST',
        headers: { cookie: by, 'content-type': 'application/octet-stream' },
        body: bytes,
      }).then((answer) => answer.json()) as Promise<Result<ImportPreview>>,
    );
  const countAll = () =>
    test.db.query(
      'select (select count(*)::int from bank_questions) as questions, (select count(*)::int from bank_question_versions) as versions',
    );
  /** How long others waited for a small answer while this was on its way. Units: ms. */
  const serveMeanwhile = async (work: Promise<unknown>): Promise<number[]> => {
    const served: number[] = [];
    let done = false;
    void work.finally(() => {
      done = true;
    });
    while (!done) {
      const fromMs = performance.now();
      await (await fetch(`${test.url}/api/site`)).arrayBuffer();
      served.push(performance.now() - fromMs);
    }
    return served;
  };
  const draftsOf = ({ questions }: ImportPreview) => questions.map(({ line: _line, item: _item, ...draft }) => draft);

  it('[Q25] is previewed without a trace, then comes in once, whoever sends it how often', async () => {
    const read = await preview('de-thi.txt', aiken);
    expect(read).toMatchObject({ format: 'aiken', inBank: [], near: [] });
    expect(read.questions).toHaveLength(2);
    const [count] = await test.db.query<{ n: number }>('select count(*)::int as n from bank_questions');
    expect(count?.n).toBe(0);
    const both = await Promise.all(
      [1, 2].map(() => send<QuestionsAdded>(`/${bankId}/questions`, { questions: draftsOf(read), act: 'import' })),
    );
    expect(both.map(({ added }) => added.length).sort()).toEqual([0, 2]);
  });

  it('[Q25] [Q6] what the bank has, and what is nearly the same, stands beside its own', async () => {
    const again = await preview(
      'de-thi-2.txt',
      aiken.replace('Sông nào chảy qua thành phố Huế ngày nay?', 'Sông nào chảy qua thành phố Huế ngày nay ạ?'),
    );
    expect(again.inBank).toEqual([{ item: 1, number: 1 }]);
    expect(again.near).toEqual([{ item: 2, number: 2 }]);
    expect(again.beside).toMatchObject([
      { number: 1, options: ['Huế', 'Hà Nội'], right: [1] },
      { number: 2, options: ['Sông Hương', 'Sông Hàn'], right: [0] },
    ]);
  });

  it('[Q25] [X10] pictures of a Word file are stored for its bank and come in with their question; a broken one is reported', async () => {
    const drawn = (id: string) =>
      `<w:r><w:drawing><wp:docPr descr="Cầu Trường Tiền"/><a:blip r:embed="${id}"/></w:drawing></w:r>`;
    const picture = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#c8321f' } })
      .jpeg()
      .toBuffer();
    const relation = (id: string, file: string) => `<Relationship Id="${id}" Type="x/image" Target="media/${file}"/>`;
    const file = docx(
      [p(run('Câu 1. Cầu nào? ') + drawn('a') + drawn('b')), p('A. Trường Tiền*'), p('B. Phú Xuân')].map((each) =>
        each.replace('<w:p>', '<w:p xmlns:a="a">'),
      ),
      {
        'word/_rels/document.xml.rels': `<Relationships>${relation('a', 'a.jpeg')}${relation('b', 'b.emf')}</Relationships>`,
        'word/media/a.jpeg': new Uint8Array(picture),
        'word/media/b.emf': new Uint8Array(500),
      },
    );
    const read = await preview('hinh.docx', new Uint8Array(file));
    expect(read.questions[0]?.media).toMatchObject([{ kind: 'picture', alt: 'Cầu Trường Tiền' }]);
    expect(read.problems).toMatchObject([{ reason: 'picture_left_out', line: 1, item: 1, value: 'not-a-picture' }]);
    const { added } = await send<QuestionsAdded>(`/${bankId}/questions`, { questions: draftsOf(read), act: 'import' });
    const uses = await test.db.query<{ user_name: string }>('select user_name from media_uses order by user_name');
    expect(uses.map(({ user_name: name }) => name)).toEqual([`question ${added[0]?.questionId}`, `sent ${bankId}`]);
  });

  it('[Q25] [Q11] two people import one file at the same moment: each question comes in once, whoever was first', async () => {
    const { session } = await openAccount(test, [{ role: 'question-writer', contestId: null, unitCode: null }]);
    const people = [cookie, `hoithi_staff=${session.token}`];
    const file = Array.from(
      { length: 40 },
      (_, at) => `Năm ${1900 + at} tỉnh có sự kiện nào?\nA. Lập tỉnh số ${at}\nB. Tách tỉnh số ${at}\nANSWER: B\n`,
    ).join('\n');
    const previews = await Promise.all(people.map((by) => preview('chung.txt', file, '', by)));
    for (const { questions, inBank } of previews) expect([questions.length, inBank]).toEqual([40, []]);
    const order = (read: ImportPreview) => ({ questions: draftsOf(read), act: 'import' });
    const added = await Promise.all(
      people.map((by, at) => send<QuestionsAdded>(`/${bankId}/questions`, order(previews[at]!), by)),
    );
    expect(added.map((each) => [each.added.length, each.doubles.length]).sort()).toEqual([
      [0, 40],
      [40, 0],
    ]);
    const [count] = await test.db.query<{ n: number; texts: number }>(
      `select count(*)::int as n, count(distinct text)::int as texts from bank_questions where text like 'Năm 19%'`,
    );
    expect(count).toEqual({ n: 40, texts: 40 });
  });

  it('[Q25] [Q11] where one question of an import cannot come in, none does', async () => {
    const read = await preview('nua.txt', aiken.replaceAll('?', ' (bản khác)?'));
    const [first, second] = draftsOf(read);
    const media = [{ kind: 'picture' as const, hash: '0'.repeat(64), alt: 'Không có' }];
    const before = await countAll();
    const refused = await post(`/${bankId}/questions`, { questions: [first, { ...second, media }], act: 'import' });
    expect(refused).toMatchObject({ refusal: { code: 'not_found', what: 'picture' } });
    expect(await countAll()).toEqual(before);
  });

  it('[Q25] [W21] a GIFT file of 20 MB on one line and a paper of 200 pictures are read within bounds while others are served', {
    timeout: 240_000,
  }, async () => {
    const before = await countAll();
    const long = preview('mot-dong.gift', `${'a'.repeat(20 * 1024 * 1024)} {=Có ~Không}`);
    const servedMs = await serveMeanwhile(long);
    expect((await long).questions).toEqual([]);
    expect((await long).problems).toMatchObject([{ severity: 'refused' }]);
    const drawn = '<w:r><w:drawing><wp:inline/></w:drawing></w:r>';
    const paper = Array.from({ length: 200 }, (_, at) => [
      p(`${run(`Câu ${at + 1}. Hình nào, thứ ${at}?`)}${drawn}`),
      p('A. Một*'),
      p('B. Hai'),
    ]).flat();
    const media = Array.from({ length: 200 }, (_, at) => [`word/media/${at}.png`, new Uint8Array(10_000)] as const);
    const pictured = preview('hinh-200.docx', new Uint8Array(docx(paper, Object.fromEntries(media))));
    servedMs.push(...(await serveMeanwhile(pictured)));
    expect((await pictured).questions).toHaveLength(200);
    expect((await pictured).problems.filter(({ reason }) => reason === 'picture_left_out')).toHaveLength(200);
    expect(Math.min(...servedMs)).toBeLessThan(1_000);
    expect(servedMs.length).toBeGreaterThan(2);
    expect(await countAll()).toEqual(before);
  });

  it('[Q16] [Q6] what was pasted and is nearly a question of the bank stands beside it', async () => {
    const text = aiken.replace(
      'Sông nào chảy qua thành phố Huế ngày nay?',
      'Sông nào chảy qua thành phố Huế ngày nay ạ?',
    );
    const pasted = await send<ImportPreview>(`/${bankId}/paste`, { paste: { kind: 'text', text } });
    expect(pasted).toMatchObject({ inBank: [{ item: 1, number: 1 }], near: [{ item: 2, number: 2 }] });
    expect(pasted.beside[1]).toMatchObject({ number: 2, options: ['Sông Hương', 'Sông Hàn'] });
  });

  it('[Q25] [Q9] an old font is asked about, and converted once somebody said so; nonsense is refused by reason', async () => {
    const file = (name: string) => readFile(new URL(`../../test/question-files/${name}`, import.meta.url));
    const old = 'C©u 1. Thñ ®« cña ViÖt Nam lµ g×?\nA. HuÕ\nB. *Hµ Néi\nC. §µ N½ng\nD. CÇn Th¬\n';
    const asked = await preview('tcvn3.txt', old);
    expect(asked.problems).toMatchObject([{ reason: 'old_font', value: 'tcvn3' }]);
    expect((await preview('tcvn3.txt', old, '&convert=tcvn3')).questions).toMatchObject([
      { text: 'Thủ đô của Việt Nam là gì?', right: ['b'] },
    ]);
    expect(await preview('cp1258.csv', new Uint8Array(await file('csv-5-cp1258.csv')))).toMatchObject({
      encoding: 'windows-1258',
    });
    const refused = await preview('anh.png', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]));
    expect(refused.questions).toEqual([]);
    expect(refused.problems[0]?.severity).toBe('refused');
    const template = await fetch(`${test.url}/api/organizer/question-template`, { headers: { cookie } });
    expect(template.status).toBe(200);
    const empty = await preview('mau.xlsx', new Uint8Array(await template.arrayBuffer()));
    expect(empty).toMatchObject({ format: 'table', problems: [{ reason: 'nothing_found' }] });
  });
});
