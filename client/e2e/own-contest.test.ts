import { createHash, randomUUID } from 'node:crypto';
import pg from 'pg';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectNoViolations, openStory, type Story } from './open-story.ts';

/** A committee makes a contest of its own: from nothing to whole rules, by hands that are counted. */

const serverUrl = process.env.TEST_DATABASE_URL ?? '';
const laptop = [1366, 768] as const;

/** A page of an organizer of the installation who is signed in already: how one signs in is another story. */
async function openOrganizer(story: Story, name: string): Promise<Page> {
  const client = new pg.Client({ connectionString: story.ledgerUrl ?? '' });
  await client.connect();
  const [accountId, token, nowMs] = [randomUUID(), randomUUID(), Date.now()];
  await client.query(
    `insert into accounts (id, organization_id, login, name, function, made_at_ms)
     select $1::uuid, id, $1::text, $3, 'Thư ký', $2 from organizations order by made_at_ms limit 1`,
    [accountId, nowMs, name],
  );
  await client.query(
    "insert into account_roles (id, account_id, role, given_at_ms) values (gen_random_uuid(), $1, 'organizer', $2)",
    [accountId, nowMs],
  );
  await client.query(
    `insert into sessions (token_hash, id, kind, account_id, made_at_ms, used_at_ms, proved_at_ms, expires_at_ms)
     values ($1, gen_random_uuid(), 'staff', $2, $3, $3, $3, $4)`,
    [createHash('sha256').update(token).digest('base64url'), accountId, nowMs, nowMs + 3_600_000],
  );
  await client.end();
  const context = await story.openContext(...laptop);
  await context.addCookies([{ name: 'hoithi_staff', value: token, url: story.server.url }]);
  return context.newPage();
}

/** Hands on a page: each press and each field that is filled in is one interaction. */
class Hands {
  count = 0;
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async press(name: string | RegExp, within = this.page.locator('body')): Promise<void> {
    this.count += 1;
    await within
      .getByRole('button', { name, exact: typeof name === 'string' })
      .first()
      .click();
  }

  async fill(label: string | RegExp, text: string, within = this.page.locator('body')): Promise<void> {
    this.count += 1;
    await within.getByLabel(label).first().fill(text);
  }

  async open(name: string | RegExp, within = this.page.locator('body')): Promise<void> {
    this.count += 1;
    await within.locator('summary').filter({ hasText: name }).first().click();
  }

  async tick(label: string | RegExp, within = this.page.locator('body')): Promise<void> {
    this.count += 1;
    await within.getByLabel(label).first().check();
  }
}

describe.runIf(serverUrl !== '')('a contest of one’s own', () => {
  let story: Story;
  let page: Page;
  beforeAll(async () => {
    story = await openStory({ databaseServer: serverUrl });
    page = await openOrganizer(story, 'Trần Thị Bình');
  });
  afterAll(() => story?.close());

  it('[J1] [J2] [J5] from nothing to whole rules in under 60 interactions: three rounds, two audiences with prizes of their own, a final', async () => {
    const hands = new Hands(page);
    await page.goto(`${story.server.url}/to-chuc/the-le`);
    await hands.press('Bắt đầu');
    const part = (id: string) => page.locator(`section#${id}`);
    await hands.fill(/^Tên cuộc thi/, 'Cuộc thi tìm hiểu Luật Căn cước', part('general'));
    await hands.fill(/^Cơ quan tổ chức/, 'Sở Tư pháp', part('general'));
    expect(await page.getByLabel('Địa chỉ trang thi').inputValue()).toBe('cuoc-thi-tim-hieu-luat-can-cuoc');

    // Two audiences.
    const people = part('people');
    await hands.press('Thêm mục chọn', people);
    await hands.press('Thêm lựa chọn', people);
    await hands.fill(/^Lựa chọn 1/, 'Cán bộ', people);
    await hands.press('Thêm lựa chọn', people);
    await hands.fill(/^Lựa chọn 2/, 'Người dân', people);

    // Three rounds: the second and the third are copies of the first.
    const rounds = part('rounds');
    await hands.press('Thêm vòng thi', rounds);
    const round = (n: number) =>
      rounds.locator('details').filter({ has: page.locator('summary', { hasText: `Vòng ${n}` }) });
    await hands.tick(/Chuyển đổi số/, round(1));
    await hands.press('Nhân bản', round(1));
    await hands.press('Nhân bản', round(2));
    for (const n of [1, 2, 3]) {
      await hands.fill('Mở lúc: ngày', `0${n}/03/2027`, round(n));
      await hands.fill('Đóng lúc: ngày', `0${n}/03/2027`, round(n));
    }

    // A standing and prizes for each audience, then a final from the first one's standing.
    await hands.press('Xếp hạng và trao giải riêng cho từng lựa chọn', people);
    await hands.press(/Thêm vòng chung kết/, rounds);
    const final = rounds.locator('details').filter({ has: page.locator('summary', { hasText: 'Vòng chung kết' }) });
    await hands.open('Vòng chung kết', rounds);
    await hands.fill('Mở lúc: ngày', '20/03/2027', final);
    await hands.fill('Đóng lúc: ngày', '20/03/2027', final);
    const awards = part('awards');
    await hands.open('Giải cá nhân: Cán bộ', awards);
    const money = awards.locator('details[open]').getByLabel('Tiền thưởng mỗi giải');
    for (const [at, amount] of ['5000000', '3000000', '2000000', '1000000'].entries()) {
      hands.count += 1;
      await money.nth(at).fill(amount);
    }
    await money.first().blur();
    expect(await money.first().inputValue()).toBe('5.000.000');
    await hands.press('Mỗi người nhận nhiều nhất một giải', awards);

    await page.getByText('Thể lệ đã đủ và không mâu thuẫn.').waitFor();
    await page.getByText(/^Đã lưu lúc/).waitFor();
    expect(hands.count).toBeLessThan(60);
    await expectNoViolations(page);
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
    await page.setViewportSize({ width: laptop[0], height: laptop[1] });
    expect(story.faults).toEqual([]);
  });

  it('[J3] two people change one draft: what does not touch is put together, what does is decided by the later one', async () => {
    const other = await openOrganizer(story, 'Lê Văn Cường');
    await other.goto(page.url());
    const name = (of: Page) =>
      of
        .locator('section#general')
        .getByLabel(/^Tên cuộc thi/)
        .first();
    const host = (of: Page) =>
      of
        .locator('section#general')
        .getByLabel(/^Cơ quan tổ chức/)
        .first();
    await name(other).waitFor();
    await page.getByText(/^Lê Văn Cường đang ở phần/).waitFor();

    await other.context().setOffline(true); // so that both change the same version
    await name(other).fill('Cuộc thi của người thứ hai');
    await other.getByText(/^Chưa lưu được/).waitFor();
    await host(page).fill('Sở Nội vụ');
    await name(page).fill('Cuộc thi của người thứ nhất');
    await page.waitForResponse(async (answer) => {
      const sent = answer.url().endsWith('/save') ? answer.request().postData() : null;
      return sent?.includes('Cuộc thi của người thứ nhất') === true && answer.ok();
    });
    await other.context().setOffline(false);

    const dialog = other.getByRole('dialog');
    await dialog.getByText('Cuộc thi của người thứ nhất').waitFor();
    await dialog.getByText('Cuộc thi của người thứ hai').waitFor();
    await dialog.getByRole('radio', { name: 'Giữ bản của tôi' }).check();
    await dialog.getByRole('button', { name: 'Lưu lựa chọn' }).click();
    await other.getByText(/^Đã lưu lúc/).waitFor();
    await expect.poll(() => name(page).inputValue()).toBe('Cuộc thi của người thứ hai');
    expect(await host(other).inputValue()).toBe('Sở Nội vụ');
    await other.context().close();
  });

  it('[J1] [J2] [J9] a draft is copied, and the copy announced: everybody finds the contest at its address', async () => {
    await page.goto(`${story.server.url}/to-chuc/the-le`);
    await page.getByText(/^Lê Văn Cường lưu lúc/).waitFor();
    await page.getByRole('button', { name: 'Nhân bản' }).click();
    await page.getByRole('heading', { name: 'Cuộc thi của người thứ hai', level: 1 }).waitFor();
    const address = page.getByLabel('Địa chỉ trang thi');
    expect(await address.inputValue()).toBe('');
    await address.fill('luat-can-cuoc-2027');
    await page.waitForResponse((answer) => answer.url().endsWith('/save') && answer.ok());
    await page.getByRole('button', { name: 'Công bố cuộc thi' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(/^Vòng chung kết: mở 08:00/).waitFor();
    await dialog.getByRole('button', { name: 'Công bố' }).click();
    await page.waitForURL('**/to-chuc/cuoc-thi/luat-can-cuoc-2027');
    const visitor = await story.openPage(390, 844);
    await visitor.goto(`${story.server.url}/c/luat-can-cuoc-2027`);
    await visitor.getByRole('heading', { name: 'Cuộc thi của người thứ hai', level: 1 }).waitFor();
    expect(story.faults).toEqual([]);
  });
});
