import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findFreePort } from '../../scripts/server-process.mjs';
import { FakeGateway } from '../../server/test/fake-gateway.ts';
import { type ScriptedHost, startHost } from '../../server/test/scripted-host.ts';
import { client, type ScriptedProvider, startProvider } from '../../server/test/scripted-provider.ts';
import { expectNoViolations, openSetUp, openStory, readDemoSlug, type Story, takePicture } from './open-story.ts';

/** Contestants come in by an identity provider, from an app that the contest stands in, and back by a passkey. */

const serverUrl = process.env.TEST_DATABASE_URL ?? '';
const laptop = [1366, 768] as const;
const phone = [390, 844] as const;
const issuer = 'https://app.thanhpho.example.vn';
const longName = 'Công Tằng Tôn Nữ Nguyễn Thị Phương Thảo Quỳnh Anh';

const expectNoSideways = async (page: Page) =>
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);

async function showPage(page: Page, name: string): Promise<void> {
  await expectNoSideways(page);
  await expectNoViolations(page);
  await takePicture(page, `ways-${name}`);
}

/** A device that makes and gives passkeys by itself, as one with a fingerprint reader does. */
async function withPasskeys(page: Page): Promise<void> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('WebAuthn.enable');
  const device = { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true } as const;
  await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: { ...device, isUserVerified: true, automaticPresenceSimulation: true },
  });
}

/** Enrols with the name that is there already. */
async function enrolFilled(page: Page): Promise<void> {
  await page.getByRole('combobox', { name: /Đơn vị/ }).fill('so y te');
  await page.getByRole('option').first().click();
  await page.getByRole('radio', { name: 'Người dân' }).check();
  await page.getByRole('checkbox').first().check();
  await page.getByRole('button', { name: 'Đăng ký dự thi, làm bài sau' }).click();
}

/** The page of a city's app: the contest in a frame, and a token whenever the frame is ready for one. */
async function openCityApp(
  address: () => string,
  token: () => Promise<string>,
): Promise<{ url: string; server: Server }> {
  const server = createServer((request, response) => {
    if (request.url === '/token') return void token().then((signed) => response.end(signed));
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(`<!doctype html><title>Ứng dụng thành phố</title><iframe src="${address()}" title="Cuộc thi"
      style="width:100%;height:820px;border:0"></iframe><script>
      addEventListener('message', async ({ origin, source, data }) => {
        if (data?.type !== 'hoithi:ready') return;
        const token = await (await fetch('/token')).text();
        source.postMessage({ type: 'hoithi:token', token }, origin);
      });</script>`);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}

/** Two routes of messages: the first one fails, the second one takes what it is sent. */
async function writeRoutes(folder: string, { origin }: FakeGateway): Promise<string> {
  const body = '{"to":"{{phone}}","otp":"{{code}}"}';
  const routes = ['zalo', 'sms'].map((name) => ({
    ...{ name, title: name, price: 300 },
    request: { url: `${origin}/${name}`, body },
  }));
  const path = join(folder, 'routes.json');
  await writeFile(path, JSON.stringify({ routes }));
  return path;
}

describe.runIf(serverUrl !== '')('ways in', () => {
  let story: Story;
  let host: ScriptedHost;
  let provider: ScriptedProvider;
  let app: Awaited<ReturnType<typeof openCityApp>>;
  let slug: string;
  let gateway: FakeGateway;
  let folder: string;
  let organizer: Page;
  let own: string;
  const contestPage = (path = '') => `${own}/c/${slug}${path}`;

  beforeAll(async () => {
    const port = await findFreePort();
    own = `http://localhost:${port}`; // passkeys and cookies of frames need https, or the machine's own name
    host = await startHost();
    provider = await startProvider([`${own}/api/sign-in/oidc/callback`]);
    provider.people.set('tuyet', { name: longName, birthdate: '1991-07-15' });
    app = await openCityApp(
      () => contestPage(),
      () => host.sign({ iss: issuer, aud: 'hoi-thi', sub: 'cd-0001', name: 'Lê Văn Bình' }, Date.now()),
    );
    gateway = await FakeGateway.open();
    gateway.behave = ({ path }) => ({ status: path === '/zalo' ? 502 : 200 });
    folder = await mkdtemp(join(tmpdir(), 'hoithi-routes-'));
    story = await openStory({
      databaseServer: serverUrl,
      settings: {
        ...{ PORT: String(port), PUBLIC_URL: own },
        MESSAGE_ROUTES_FILE: await writeRoutes(folder, gateway),
        ...{ HOST_APP_ISSUER: issuer, HOST_APP_AUDIENCE: 'hoi-thi', HOST_APP_NAME: 'Công dân số Hà Tĩnh' },
        ...{ HOST_APP_JWKS_URL: host.jwksUrl, HOST_APP_FRAMES: app.url },
        ...{ CONTESTANT_OIDC_ISSUER: provider.issuer, CONTESTANT_OIDC_NAME: 'Tài khoản của tỉnh Hà Tĩnh' },
        ...{ CONTESTANT_OIDC_CLIENT_ID: client.id, CONTESTANT_OIDC_CLIENT_SECRET: client.secret },
      },
    });
    slug = await readDemoSlug(story.server);
  });
  afterAll(async () => {
    await story?.close();
    app?.server.closeAllConnections();
    app?.server.close();
    gateway?.close();
    await Promise.all([host?.close(), provider?.close(), folder && rm(folder, { recursive: true, force: true })]);
  });

  it('[S30] the organizer chooses the ways', async () => {
    const page = await story.openPage(...laptop);
    organizer = page;
    await openSetUp(page, story.server, slug);
    const more = ['Mã in trên phiếu', 'Bàn hỗ trợ cấp mã cho từng người', 'Vào lại bằng vân tay, khuôn mặt'];
    for (const name of ['Từ ứng dụng đặt cuộc thi bên trong', 'Tài khoản của dịch vụ xác thực', ...more])
      await page.getByRole('checkbox', { name }).check();
    await page.getByRole('button', { name: 'Lưu cách vào thi' }).click();
    await page.getByText('Đã lưu.').waitFor();
    await page.locator('#cach-vao-thi').scrollIntoViewIfNeeded();
    await showPage(page, 'organizer-laptop');
    await page.setViewportSize({ width: phone[0], height: phone[1] });
    await showPage(page, 'organizer-phone');
  });

  it('[S33] [S34] [S38] by the provider: the profile begins with the name; then back by a passkey', async () => {
    const page = await story.openPage(...phone);
    await page.goto(contestPage('/dang-nhap'));
    const link = page.getByRole('link', { name: 'Đăng nhập bằng Tài khoản của tỉnh Hà Tĩnh' });
    await link.waitFor();
    await showPage(page, 'sign-in-phone');
    provider.expect('tuyet');
    await link.click();
    await page.waitForURL(contestPage('/ho-so'));
    expect(await page.getByLabel(/^Họ và tên/).inputValue()).toBe(longName);
    await page.getByRole('heading', { name: 'Cách vào của bạn' }).waitFor();
    await showPage(page, 'profile-phone');
    await page.setViewportSize({ width: laptop[0], height: laptop[1] });
    await showPage(page, 'profile-laptop');

    await page.setViewportSize({ width: phone[0], height: phone[1] });
    await withPasskeys(page);
    await enrolFilled(page);
    await page.getByRole('heading', { name: 'Lần sau vào nhanh hơn' }).waitFor();
    await showPage(page, 'offer-phone');
    await page.getByRole('button', { name: 'Tạo khóa trên thiết bị này' }).click();
    await page.getByRole('heading', { name: 'Lần sau vào nhanh hơn' }).waitFor({ state: 'detached' });
    await page.goto(contestPage('/ho-so'));
    await page.getByRole('button', { name: /^Xóa khóa/ }).waitFor();
    await showPage(page, 'own-passkeys-phone');
    await page.getByRole('button', { name: 'Đăng xuất', exact: true }).click();
    await page.waitForURL(contestPage());
    await page.goto(contestPage('/dang-nhap'));
    const back = page.getByRole('button', { name: 'Vào lại bằng vân tay hoặc khuôn mặt' });
    await back.waitFor();
    await showPage(page, 'back-phone');
    await back.click();
    await page.waitForURL(contestPage());
    await page.getByRole('link', { name: `Thông tin dự thi của ${longName}` }).waitFor();
  });

  it('[S50] by phone: the first message route fails, and the code comes by the second', async () => {
    const page = await story.openPage(...phone);
    await page.goto(contestPage('/dang-nhap'));
    await page.getByLabel('Số điện thoại').fill('0912 345 678');
    await page.getByRole('button', { name: 'Nhận mã đăng nhập' }).click();
    await page.getByLabel('Mã 6 chữ số').waitFor();
    expect(gateway.calls).toEqual({ '/zalo': 1, '/sms': 1 });
    const { to, otp } = JSON.parse(gateway.received.at(-1)?.body ?? '{}') as { to: string; otp: string };
    expect(to).toBe('0912345678');
    await page.getByLabel('Mã 6 chữ số').fill(otp);
    await page.waitForURL(contestPage('/ho-so'));
    await page.getByLabel(/^Họ và tên/).waitFor();
  });

  it('[S7a] people are excluded by number and identifier, and stand there with who, why and when', async () => {
    const page = organizer;
    await page.setViewportSize({ width: laptop[0], height: laptop[1] });
    await page.reload();
    const card = page.getByRole('region', { name: 'Người không được dự thi', exact: true });
    await card.getByLabel('Vai trò').selectOption({ index: 1 });
    await card.getByLabel(/^Lý do/).fill('Thành viên Tổ Thư ký, theo Quyết định số 12');
    await card.getByLabel(/^Số điện thoại, mã phiếu/).fill('0911 222 333\nnguoi-dung|7a41');
    await card.getByRole('button', { name: 'Thêm vào danh sách' }).click();
    await card.getByText('Đã thêm 3 người.').waitFor(); // the identifier counts with the app and with the provider
    await card.getByRole('button', { name: 'Xem danh sách' }).click();
    await card.getByText('0911222333').first().waitFor();
    await card.scrollIntoViewIfNeeded();
    await showPage(page, 'exclusions-laptop');
    await page.setViewportSize({ width: phone[0], height: phone[1] });
    await showPage(page, 'exclusions-phone');
  });

  it('[S39] a desk gives a code once', async () => {
    const page = organizer;
    await page.setViewportSize({ width: laptop[0], height: laptop[1] });
    await page.reload();
    const card = page.getByRole('region', { name: 'Cho vào tại bàn hỗ trợ' });
    await card.getByLabel('Họ và tên').fill(longName);
    await card.getByLabel('Lý do').fill('Có căn cước, không có điện thoại');
    await card.getByRole('button', { name: 'Cấp mã vào thi' }).click();
    await card.getByText(/Mã vào thi của/).waitFor();
    await card.scrollIntoViewIfNeeded();
    await showPage(page, 'desk-laptop');
    await page.setViewportSize({ width: phone[0], height: phone[1] });
    await showPage(page, 'desk-phone');
  });

  it('[S31] [S37] inside the frame of another site its holder is in, with sockets; the page of staff does not open there', async () => {
    const page = await story.openPage(...phone);
    await page.goto(app.url);
    const frame = page.frameLocator('iframe');
    await frame.getByRole('link', { name: 'Khai thông tin để dự thi' }).first().click();
    expect(await frame.getByLabel(/^Họ và tên/).inputValue()).toBe('Lê Văn Bình');
    await takePicture(page, 'ways-frame-phone');
    const cookies = await page.context().cookies(own);
    expect(cookies.filter(({ name }) => name === 'hoithi_contestant')).toMatchObject([
      { sameSite: 'None', secure: true },
    ]);
    await page.reload(); // a session that the frame has already; the app names its holder again
    await frame.getByRole('link', { name: 'Khai thông tin để dự thi' }).first().waitFor();
    await page.evaluate((address) => document.querySelector('iframe')?.setAttribute('src', address), `${own}/to-chuc`);
    await page.waitForFunction(() => document.querySelector('iframe')?.contentDocument === null);
    await frame
      .getByText(/Hội Thi|Đăng nhập/)
      .first()
      .waitFor({ state: 'detached' });
  });
});
