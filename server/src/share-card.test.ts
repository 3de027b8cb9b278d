import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeContest, openTestApp, type TestApp, testRules } from '../test/open-test-app.ts';
import type { CachedContest } from './contest/contests.ts';
import { shareCardOf, writeShareCard } from './share-card.ts';

const html = '<!doctype html><head><title>Hội Thi</title></head><body></body>';

describe('a shared link', () => {
  let test: TestApp;
  let contest: CachedContest;
  beforeAll(async () => {
    test = await openTestApp();
    const rules = testRules((changed) => {
      changed.file.meta.name = { vi: 'Tìm hiểu "Dữ liệu số" <b>$&</b>', en: 'Digital' };
    });
    contest = (await makeContest(test.app, rules)).contest;
  });
  afterAll(() => test.close());
  const pageOf = (path: string) =>
    writeShareCard(html, shareCardOf(test.app, path), new URL(`http://thi.example.vn${path}?x=1`));

  it('[E5] shows the contest, its host and the round that is open; its texts are no markup', () => {
    const page = pageOf(`/c/${contest.slug}`);
    expect(page).toContain('<title>Tìm hiểu &quot;Dữ liệu số&quot; &lt;b&gt;$&amp;&lt;/b&gt;</title>');
    expect(page).toContain('<meta property="og:image" content="http://thi.example.vn/share.png" />');
    expect(page).toContain(`<meta property="og:url" content="http://thi.example.vn/c/${contest.slug}" />`);
    expect(page).toMatch(/og:description" content="[^"]*Tuần 1 mở đến hết ngày 08\/03\/2026\./);
  });

  it('[E5] result, participation, rules and show have titles of their own; unknown ones that of the product', () => {
    const titleOf = (path: string) => shareCardOf(test.app, path).title;
    const name = contest.rulebook.meta.name.vi;
    expect(titleOf(`/c/${contest.slug}/ket-qua/1`)).toBe(`Kết quả Tuần 1: ${name}`);
    expect(titleOf(`/c/${contest.slug}/ket-qua/tap-the`)).toBe(`Giải tập thể: ${name}`);
    expect(titleOf(`/c/${contest.slug}/tham-gia`)).toBe(`Tỷ lệ tham gia theo đơn vị: ${name}`);
    expect(titleOf(`/c/${contest.slug}/the-le`)).toBe(`Thể lệ: ${name}`);
    expect(titleOf('/thi/123456')).toBe('Phần thi trực tiếp');
    expect(titleOf('/c/khong-co')).toBe('Hội Thi');
    expect(titleOf('/')).toBe('Hội Thi');
  });

  it('[E5] the server sends it with the page, and the picture exists', async () => {
    const sent = await fetch(`${test.url}/c/${contest.slug}`);
    expect(await sent.text()).toContain('og:title');
    expect(sent.headers.get('cache-control')).toBe('no-cache');
    const picture = await fetch(`${test.url}/share.png`);
    expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/png']);
  });
});
