import { generate } from 'otplib';
import pg from 'pg';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectNoViolations, openStory, type Story, takePicture } from './open-story.ts';

/** A committee's first evening: the first account, an invitation, a second person at another machine, a role that is taken away. */

const serverUrl = process.env.TEST_DATABASE_URL ?? '';
const laptop = [1366, 768] as const;
const phone = [390, 844] as const;
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true }).click();
const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { name, exact: true }).waitFor();

/** No page may be wider than the device. */
const expectNoSideways = async (page: Page) =>
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);

async function showPage(page: Page, name: string): Promise<void> {
  await expectNoViolations(page);
  await takePicture(page, `accounts-${name}-laptop`);
  await page.setViewportSize({ width: phone[0], height: phone[1] });
  await expectNoSideways(page);
  await takePicture(page, `accounts-${name}-phone`);
  await page.setViewportSize({ width: laptop[0], height: laptop[1] });
}

/** The proofs of everybody are older than ten minutes. */
async function ageProofs(story: Story): Promise<void> {
  const client = new pg.Client({ connectionString: story.ledgerUrl ?? '' });
  await client.connect();
  await client.query('update sessions set proved_at_ms = proved_at_ms - 700000');
  await client.end();
}

/** A device that makes and gives passkeys by itself, as one with a fingerprint reader does. */
async function withPasskeys(page: Page): Promise<void> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('WebAuthn.enable');
  await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

async function nameFirst(page: Page): Promise<void> {
  await heading(page, 'Tài khoản đầu tiên');
  expect(new URL(page.url()).hash).toBe('');
  await page.getByLabel('Tên cơ quan, đơn vị tổ chức').fill('Sở Thông tin và Truyền thông tỉnh Hà Tĩnh');
  await page.getByLabel('Họ và tên').fill('Nguyễn Thị Bình');
  expect(await page.getByLabel('Tên đăng nhập').inputValue()).toBe('nguyen.thi.binh');
  await press(page, 'Tiếp tục');
}

/** Saves the recovery codes, goes on, and answers them. */
async function saveCodes(page: Page): Promise<string[]> {
  await heading(page, 'Mã khôi phục');
  const codes = await page.getByRole('list').locator('code').allInnerTexts();
  await page.getByLabel('Tôi đã lưu các mã này').check();
  await press(page, 'Vào làm việc');
  return codes;
}

/** Invites somebody as an inspector of every contest; answers the link. */
async function invite(page: Page, name: string): Promise<string> {
  await press(page, 'Mời người');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(/^Họ và tên/).fill(name);
  await dialog
    .getByLabel(/^Vai trò/)
    .and(dialog.locator('select'))
    .selectOption({ label: 'Thanh tra' });
  await press(page, 'Tạo lời mời');
  const address = dialog.locator('code');
  await address.waitFor();
  await takePicture(page, 'accounts-link-laptop');
  const link = await address.innerText();
  await press(page, 'Xong');
  return link;
}

/** Gives somebody the MC's role in the place of the one there is: the organizer's pages are closed with it. */
async function makeMc(page: Page, name: string): Promise<void> {
  await page
    .getByRole('group', { name: `Xử lý tài khoản của ${name}` })
    .getByRole('button', { name: 'Đổi vai trò' })
    .click();
  const dialog = page.getByRole('dialog', { name: `Đổi vai trò của ${name}` });
  await dialog
    .getByLabel(/^Vai trò/)
    .and(dialog.locator('select'))
    .selectOption({ label: 'Người dẫn chương trình' });
  await dialog.getByRole('button', { name: 'Lưu vai trò' }).click();
}

describe.runIf(serverUrl !== '')('accounts by passkey', () => {
  let story: Story;
  beforeAll(async () => {
    story = await openStory({ databaseServer: serverUrl });
  });
  afterAll(() => story?.close());

  it('[I1] [I3] [I6] [I9] [I51] [I53] first start, invitation, a second device; what weighs much is proved again; a role is taken away from an open page', async () => {
    // Passkeys belong to names: the loopback's own is one that browsers trust without a certificate.
    const at = (path: string) => `${story.server.url.replace('127.0.0.1', 'localhost')}${path}`;
    const head = await story.openPage(...laptop);
    await withPasskeys(head);
    await head.goto(at(story.server.organizerPath));
    await nameFirst(head);
    await showPage(head, 'means');
    await press(head, 'Tạo khóa truy cập trên thiết bị này');
    await heading(head, 'Mã khôi phục');
    await showPage(head, 'codes');
    expect(await saveCodes(head)).toHaveLength(10);
    await head.getByRole('link', { name: 'Nguyễn Thị Bình' }).waitFor();

    await head.getByRole('link', { name: 'Nhân sự' }).click();
    const link = await invite(head, 'Phạm Thị Lan');
    await showPage(head, 'staff');
    const other = await story.openPage(...laptop);
    await withPasskeys(other);
    await other.goto(link);
    await heading(other, 'Bạn được mời vào Ban Tổ chức');
    await showPage(other, 'invited');
    await press(other, 'Tiếp tục');
    await press(other, 'Tạo khóa truy cập trên thiết bị này');
    await saveCodes(other);
    await other.getByRole('link', { name: 'Nhân sự' }).click();
    await other.getByText('Vai trò của bạn chỉ xem được trang này.').waitFor();
    expect(await other.getByRole('button', { name: 'Mời người' }).count()).toBe(0);

    await head.reload();
    await ageProofs(story);
    await makeMc(head, 'Phạm Thị Lan');
    await heading(head, 'Xác thực lại');
    await takePicture(head, 'accounts-prove-laptop');
    await press(head, 'Xác thực bằng khóa truy cập');
    await head.getByText(/^Đã đổi vai trò của Phạm Thị Lan/u).waitFor();
    await heading(other, 'Bạn không còn quyền ở trang này');
    await showPage(other, 'no-more');

    await head.goto(at('/to-chuc/tai-khoan'));
    await heading(head, 'Tài khoản của tôi');
    await showPage(head, 'own');
    await press(head, 'Đăng xuất');
    await head.waitForURL(at('/'));
    await head.goto(at('/to-chuc'));
    await heading(head, 'Đăng nhập');
    await showPage(head, 'sign-in');
    await press(head, 'Đăng nhập bằng khóa truy cập');
    await head.getByRole('link', { name: 'Nguyễn Thị Bình' }).waitFor();
    await head.goto(at('/to-chuc/vai-tro'));
    await heading(head, 'Vai trò và quyền');
    await head.getByRole('row', { name: /^Công bố kết quả tuần thi/u }).waitFor();
    await showPage(head, 'roles');
    expect(story.faults).toEqual([]);
  });
});

describe.runIf(serverUrl !== '')('accounts by password and code over plain http', () => {
  let story: Story;
  beforeAll(async () => {
    story = await openStory({ databaseServer: serverUrl });
  });
  afterAll(() => story?.close());

  /** A code works once: the one of the step before, of now, or of the next. */
  const codeOf = (secret: string, step: -1 | 0 | 1) =>
    generate({ secret, epoch: Math.floor(Date.now() / 1000) + step * 30 });

  async function joinWithPassword(page: Page, password: string): Promise<string> {
    await page.getByText(/^Địa chỉ này không dùng được khóa truy cập/u).waitFor();
    await press(page, 'Dùng mật khẩu và ứng dụng xác thực');
    await page.getByRole('img', { name: /^Mã QR/u }).waitFor();
    const secret = (await page.locator('code').innerText()).replaceAll(' ', '');
    await takePicture(page, `accounts-totp-${page.viewportSize()?.width}`);
    await page.getByLabel('Mật khẩu', { exact: true }).fill(password);
    await page.getByLabel('Mã của ứng dụng xác thực').fill(await codeOf(secret, -1));
    await press(page, 'Hoàn tất');
    return secret;
  }

  it('[I1] [I3] [I6] [I7] [I10] [I11] first start, invitation, a second device, a code that was used, a role taken away from an open page', async () => {
    const at = (path: string) => `${story.server.url.replace('127.0.0.1', 'hoithi.test')}${path}`;
    const head = await story.openPage(...laptop);
    await head.goto(at(story.server.organizerPath));
    await nameFirst(head);
    const secret = await joinWithPassword(head, 'mua thu ha noi 1946');
    const [recoveryCode = ''] = await saveCodes(head);
    await head.getByRole('link', { name: 'Nhân sự' }).click();
    const link = await invite(head, 'Trần Văn An');
    expect(link).toContain('http://hoithi.test');

    const other = await story.openPage(...phone);
    await other.goto(link);
    await press(other, 'Tiếp tục');
    await joinWithPassword(other, 'song huong nui ngu');
    await saveCodes(other);
    await other.getByRole('link', { name: 'Nhân sự' }).click();
    await other.getByText('Vai trò của bạn chỉ xem được trang này.').waitFor();

    await head.reload();
    await ageProofs(story);
    await makeMc(head, 'Trần Văn An');
    const dialog = head.getByRole('dialog', { name: 'Xác thực lại' });
    await dialog.getByLabel('Mật khẩu').fill('mua thu ha noi 1946');
    await dialog.getByLabel('Mã của ứng dụng xác thực').fill(await codeOf(secret, 0));
    await dialog.getByRole('button', { name: 'Xác thực và tiếp tục' }).click();
    await head.getByText(/^Đã đổi vai trò của Trần Văn An/u).waitFor();
    await heading(other, 'Bạn không còn quyền ở trang này');

    await press(head, 'Đăng xuất');
    await head.waitForURL(at('/'));
    await head.goto(at('/to-chuc'));
    await head.getByLabel('Tên đăng nhập').fill('nguyen.thi.binh');
    await head.getByLabel('Mật khẩu', { exact: true }).fill('mua thu ha noi 1946');
    await head.getByLabel('Mã của ứng dụng xác thực').fill(await codeOf(secret, -1)); // used when joining
    await press(head, 'Đăng nhập');
    await head.getByText('Thông tin đăng nhập không đúng.').waitFor();
    await showPage(head, 'wrong');
    await press(head, 'Mất điện thoại? Dùng mã khôi phục');
    await head.getByLabel('Tên đăng nhập').fill('nguyen.thi.binh');
    await head.getByLabel('Mã khôi phục').fill(recoveryCode);
    await press(head, 'Đăng nhập');
    await head.getByRole('link', { name: 'Nguyễn Thị Bình' }).waitFor();
    expect(story.faults).toEqual([]);
  });
});
