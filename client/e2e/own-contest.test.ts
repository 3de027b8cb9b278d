import { createHash, randomUUID } from 'node:crypto';
import pg from 'pg';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectNoViolations, openStory, type Story, takePicture } from './open-story.ts';

/** A committee makes a contest of its own: from nothing to whole rules, by hands that are counted. */

const serverUrl = process.env.TEST_DATABASE_URL ?? '';
const laptop = [1366, 768] as const;
const deskOfOwn = '/to-chuc/cuoc-thi/cuoc-thi-tim-hieu-luat-can-cuoc';

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
  let draftUrl: string;
  beforeAll(async () => {
    story = await openStory({ databaseServer: serverUrl });
    page = await openOrganizer(story, 'Trần Thị Bình');
  });
  afterAll(() => story?.close());

  it('[J1] [J2] [J5] [J9] from nothing to an announced contest in under 60 interactions: three rounds, two audiences with prizes of their own, a final', async () => {
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
    draftUrl = page.url();
    await expectNoViolations(page);
    await takePicture(page, 'editor-1366');
    await page.setViewportSize({ width: 390, height: 844 });
    await takePicture(page, 'editor-390');
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
    await page.setViewportSize({ width: laptop[0], height: laptop[1] });

    // The public will see this page, these rounds and these prizes.
    await hands.press('Công bố cuộc thi');
    const dialog = page.getByRole('dialog');
    await dialog.getByText(`${new URL(story.server.url).host}/c/cuoc-thi-tim-hieu-luat-can-cuoc`).waitFor();
    await dialog.getByText(/Giải Nhất: 5\.000\.000/i).waitFor();
    const phone = dialog.frameLocator('iframe');
    await phone.getByRole('heading', { name: 'Cuộc thi tìm hiểu Luật Căn cước', level: 1 }).waitFor();
    await hands.press('Công bố', dialog);
    // The questions that come with the program: nobody has approved them yet.
    await hands.fill(/^Lý do dùng câu hỏi chưa duyệt/, 'câu hỏi mẫu, để thử', dialog);
    await hands.press('Công bố', dialog);
    await page.waitForURL(`**${deskOfOwn}`);
    await page.getByRole('button', { name: 'Sửa đổi thể lệ' }).waitFor(); // its desk is there at once
    expect(hands.count).toBeLessThan(60);
    expect(story.faults).toEqual([]);
  });

  it('[J7] [J11] [J12] it is changed twice: a contestant reads what, when and why', async () => {
    const change = async (label: string | RegExp, text: string, reason: string) => {
      await page.goto(`${story.server.url}${deskOfOwn}`);
      await page.getByRole('button', { name: 'Sửa đổi thể lệ' }).click();
      await page.waitForURL(draftUrl);
      const field = page.locator('section#general').getByLabel(label).first();
      await field.fill(text);
      await page.waitForResponse((answer) => answer.url().endsWith('/save') && answer.ok());
      await page.locator('button[aria-disabled="false"]', { hasText: 'Công bố sửa đổi' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.locator('ins', { hasText: text }).waitFor();
      await takePicture(page, 'amend');
      await dialog.getByLabel(/^Lý do/).fill(reason);
      await dialog.getByRole('button', { name: 'Công bố sửa đổi' }).click();
      await dialog.waitFor({ state: 'detached' });
    };
    await change(/^Liên hệ/, 'Văn phòng Sở Tư pháp, 0240 3856 789', 'thêm đầu mối liên hệ');
    await change(/^Cơ quan tổ chức/, 'Sở Tư pháp và Đoàn Thanh niên', 'Đoàn Thanh niên cùng tổ chức');
    const visitor = await story.openPage(390, 844);
    await visitor.goto(`${story.server.url}/c/cuoc-thi-tim-hieu-luat-can-cuoc`);
    await visitor.getByText(/^Thể lệ được sửa đổi, bổ sung lúc .*Đoàn Thanh niên cùng tổ chức/).waitFor();
    await visitor.getByRole('link', { name: 'Xem câu thay đổi' }).click();
    const amended = visitor.locator('#sua-doi');
    await amended.getByText(/thêm đầu mối liên hệ/).waitFor();
    await amended.getByText(/Sở Tư pháp và Đoàn Thanh niên/).waitFor();
    expect(await visitor.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(
      0,
    );
    expect(story.faults).toEqual([]);
  });

  it('[J2] [J9] [J13] it is cloned from its desk; once its rounds are over the clone is archived, leaves the home page, and is brought back', async () => {
    await page.goto(`${story.server.url}${deskOfOwn}`);
    await page.getByRole('button', { name: 'Nhân bản' }).click();
    await page.getByRole('heading', { name: 'Cuộc thi tìm hiểu Luật Căn cước', level: 1 }).waitFor();
    expect(page.url()).not.toBe(draftUrl);
    const part = (id: string) => page.locator(`section#${id}`);
    const host = part('general').getByLabel(/^Cơ quan tổ chức/);
    expect(await host.first().inputValue()).toBe('Sở Tư pháp và Đoàn Thanh niên'); // as amended
    expect(await page.getByLabel('Địa chỉ trang thi').inputValue()).toBe('');
    await page.getByLabel('Địa chỉ trang thi').fill('luat-can-cuoc-nam-truoc');
    const rounds = part('rounds');
    for (const [name, day] of [
      ['Vòng 1', '01/03/2026'],
      ['Vòng 2', '02/03/2026'],
      ['Vòng 3', '03/03/2026'],
      ['Vòng chung kết', '20/03/2026'],
    ] as const) {
      const round = rounds.locator('details').filter({ has: page.locator('summary', { hasText: name }) });
      if ((await round.first().getAttribute('open')) === null) await round.locator('summary').first().click();
      await round.getByLabel('Mở lúc: ngày').first().fill(day);
      await round.getByLabel('Đóng lúc: ngày').first().fill(day);
    }
    await page.waitForResponse(
      async (answer) =>
        answer.url().endsWith('/save') && answer.ok() && !(answer.request().postData() ?? '2027').includes('2027'),
    );
    await page.getByText('Thể lệ đã đủ và không mâu thuẫn.').waitFor();
    await page.getByRole('button', { name: 'Công bố cuộc thi' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Công bố' }).click();
    await dialog.getByLabel(/^Đúng, vòng này mở ngay/).check();
    await dialog.getByRole('button', { name: 'Công bố' }).click();
    await dialog.getByLabel(/^Lý do dùng câu hỏi chưa duyệt/).fill('câu hỏi mẫu, để thử');
    await dialog.getByRole('button', { name: 'Công bố' }).click();
    await page.waitForURL('**/to-chuc/cuoc-thi/luat-can-cuoc-nam-truoc');

    const decide = async (act: string) => {
      await page.getByRole('button', { name: act, exact: true }).click();
      await dialog.getByLabel(/^Lý do/).fill('cuộc thi đã tổng kết');
      await dialog.getByRole('button', { name: act, exact: true }).click();
      await dialog.waitFor({ state: 'detached' });
    };
    const visitor = await story.openPage(390, 844);
    const onHome = visitor.locator('a[href="/c/luat-can-cuoc-nam-truoc"]');
    await visitor.goto(story.server.url);
    await onHome.first().waitFor();
    await takePicture(page, 'desk-before-archive');
    await decide('Lưu trữ');
    await page.getByText('đã lưu trữ', { exact: true }).first().waitFor();
    await takePicture(page, 'archived');
    expect(await page.getByRole('button', { name: 'Sửa đổi thể lệ' }).count()).toBe(0);
    await visitor.goto(story.server.url);
    await visitor.locator('a[href="/c/cuoc-thi-tim-hieu-luat-can-cuoc"]').first().waitFor();
    expect(await onHome.count()).toBe(0);
    await visitor.goto(`${story.server.url}/c/luat-can-cuoc-nam-truoc`);
    await visitor.getByText(/^Cuộc thi đã kết thúc và được lưu trữ/).waitFor();
    await decide('Đưa trở lại');
    await page.getByRole('button', { name: 'Sửa đổi thể lệ' }).waitFor();
    await visitor.goto(story.server.url);
    await onHome.first().waitFor();
    expect(story.faults).toEqual([]);
  });

  it('[J22] its draft is sat as a contestant: an attempt, the results and the screen, and nothing is stored', async () => {
    const stored = await countStored();
    await page.goto(`${draftUrl}/xem-thu`);
    await page.getByText('Không được tính, không lưu ở đâu; rời trang là hết.').waitFor();
    await page.getByRole('link', { name: 'Vào thi' }).click();
    await page.getByRole('button', { name: /^Bắt đầu/ }).click();
    await page
      .getByText(/^Câu hỏi mẫu/)
      .first()
      .waitFor();
    await page.getByLabel('Xem gì').selectOption('results');
    await page.getByRole('heading', { name: /^Kết quả Vòng 1/ }).waitFor();
    await expectNoViolations(page);
    await page.getByLabel('Xem gì').selectOption('winners');
    await page.getByText('Bảng vàng').waitFor();
    await page.getByLabel('Xem gì').selectOption('contest');
    expect(await countStored()).toBe(stored);
    expect(story.faults).toEqual([]);
  });

  /** Attempts and people in the ledger, of the demo too. */
  async function countStored(): Promise<number> {
    const client = new pg.Client({ connectionString: story.ledgerUrl ?? '' });
    await client.connect();
    const { rows } = await client.query('select (select count(*) from attempts) + (select count(*) from people) as n');
    await client.end();
    return Number(rows[0].n);
  }

  it('[J3] two people change one draft: what does not touch is put together, what does is decided by the later one', async () => {
    const other = await openOrganizer(story, 'Lê Văn Cường');
    await page.goto(draftUrl);
    await other.goto(draftUrl);
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
    const row = page.getByRole('listitem').filter({ hasText: /Lê Văn Cường lưu lúc/ });
    await row.getByRole('button', { name: 'Nhân bản' }).click();
    await page.getByRole('heading', { name: 'Cuộc thi của người thứ hai', level: 1 }).waitFor();
    const address = page.getByLabel('Địa chỉ trang thi');
    expect(await address.inputValue()).toBe('');
    await address.fill('luat-can-cuoc-2027');
    await page.waitForResponse((answer) => answer.url().endsWith('/save') && answer.ok());
    await page.getByRole('button', { name: 'Công bố cuộc thi' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(/^Vòng chung kết: mở 08:00/).waitFor();
    await dialog.getByRole('button', { name: 'Công bố' }).click();
    // The questions that come with the program: nobody has approved them yet.
    await dialog.getByLabel(/^Lý do dùng câu hỏi chưa duyệt/).fill('câu hỏi mẫu, để thử');
    await dialog.getByRole('button', { name: 'Công bố' }).click();
    await page.waitForURL('**/to-chuc/cuoc-thi/luat-can-cuoc-2027');
    const visitor = await story.openPage(390, 844);
    await visitor.goto(`${story.server.url}/c/luat-can-cuoc-2027`);
    await visitor.getByRole('heading', { name: 'Cuộc thi của người thứ hai', level: 1 }).waitFor();
    expect(story.faults).toEqual([]);
  });
});
