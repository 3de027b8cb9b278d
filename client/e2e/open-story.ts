import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { expect } from 'vitest';
import { type JoinedOrganizer, joinOrganizer } from '../../scripts/join-organizer.mjs';
import { type ServerProcess, startServer } from '../../scripts/server-process.mjs';
import { freshLedger } from './read-ledger.ts';

/** What every story in a browser begins with: a server of its own, a browser, pages in it. */
export type Story = {
  server: ServerProcess;
  /** A folder of its own with the server's data. */
  folder: string;
  /** The address of its database on a server; null: embedded. */
  ledgerUrl: string | null;
  contexts: readonly BrowserContext[];
  /** Faults that pages threw and nobody caught. */
  faults: readonly string[];
  openContext(width: number, height: number, more?: BrowserContextOptions): Promise<BrowserContext>;
  openPage(width: number, height: number): Promise<Page>;
  close(): Promise<void>;
};

type App = {
  settings?: Record<string, string>;
  flags?: string[];
  /** The PostgreSQL server on which the story gets a database of its own; none: embedded. */
  databaseServer?: string;
};

export async function openStory(app: App): Promise<Story> {
  const undo: (() => Promise<unknown>)[] = [];
  try {
    return await openParts(app, undo);
  } catch (fault) {
    await closeAll(undo);
    throw fault;
  }
}

/** What was opened last is closed first. */
async function closeAll(undo: (() => Promise<unknown>)[]): Promise<void> {
  for (const close of undo.splice(0).reverse()) await close();
}

async function openParts(
  { settings = {}, flags = [], databaseServer }: App,
  undo: (() => Promise<unknown>)[],
): Promise<Story> {
  const folder = await mkdtemp(join(tmpdir(), 'hoithi-e2e-'));
  undo.push(() => rm(folder, { recursive: true, force: true }));
  const ledger = databaseServer === undefined ? null : await freshLedger(databaseServer);
  if (ledger) undo.push(() => ledger.drop());
  const server = await startServer(
    { DATA_DIR: folder, LOG_LEVEL: 'warn', ...(ledger ? { DATABASE_URL: ledger.url } : {}), ...settings },
    flags,
  );
  undo.push(() => server.kill('SIGTERM'));
  return {
    ...{ server, folder, ledgerUrl: ledger?.url ?? null, ...(await openBrowser(server.url, undo)) },
    close: () => closeAll(undo),
  };
}

/** A browser for the pages of a server that runs at this address; `undo` closes it. */
export async function openBrowser(
  url: string,
  undo: (() => Promise<unknown>)[],
): Promise<Pick<Story, 'contexts' | 'faults' | 'openContext' | 'openPage'>> {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--host-resolver-rules=MAP hoithi.test 127.0.0.1',
    ],
  });
  undo.push(() => browser.close());
  const contexts: BrowserContext[] = [];
  const faults: string[] = [];

  async function openContext(width: number, height: number, more: BrowserContextOptions = {}): Promise<BrowserContext> {
    const context = await browser.newContext({
      viewport: { width, height },
      locale: 'vi-VN',
      baseURL: url,
      reducedMotion: 'reduce',
      ...more,
    });
    context.on('page', (page) => page.on('pageerror', (fault) => faults.push(fault.message)));
    contexts.push(context);
    return context;
  }

  return {
    ...{ contexts, faults, openContext },
    openPage: async (width, height) => (await openContext(width, height)).newPage(),
  };
}

type DemoEntry = 'contestant' | 'organizer' | 'mc' | 'screen' | 'unit-leader';

/** Enters the demo contest in the page's own browser; returns the path to open. */
export async function enterDemo(page: Page, namespace: DemoEntry): Promise<string> {
  await page.goto('/');
  return page.evaluate(async (which) => {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch('/api/demo/enter', {
      method: 'POST',
      headers,
      body: JSON.stringify({ audience: which }),
    });
    return String((await answer.json()).value.goTo);
  }, namespace);
}

/** Makes the first account of a server and signs a browser in with it. */
export async function enterAsOrganizer(context: BrowserContext, server: ServerProcess): Promise<JoinedOrganizer> {
  const joined = await joinOrganizer(server.url, server.organizerPath);
  const [name = '', value = ''] = joined.cookie.split('=');
  await context.addCookies([{ name, value, url: server.url, httpOnly: true, sameSite: 'Lax' }]);
  return joined;
}

/** The desk as the organizer of the installation, who may send files for the demo contest too; opens the set-up of a contest. */
export async function openSetUp(page: Page, server: ServerProcess, slug: string): Promise<void> {
  await enterAsOrganizer(page.context(), server);
  await page.goto('/to-chuc');
  await page.getByRole('link', { name: 'Diễn tập' }).first().waitFor(); // the demo's own organizer has no such link
  await page.goto(`/to-chuc/cuoc-thi/${slug}/chuan-bi`);
}

export async function readDemoSlug(server: ServerProcess): Promise<string> {
  const app = (await (await fetch(`${server.url}/api/site`)).json()) as { value: { demoSlug: string } };
  return app.value.demoSlug;
}

/** WCAG 2.2 AA as axe sees it, each violation with the element. */
export async function expectNoViolations(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze();
  expect(violations.map((each) => `${each.id}: ${each.nodes.map((node) => node.html).join(' ')}`)).toEqual([]);
}

/** Stores a picture of the page where `E2E_PICTURES` names a folder. */
export async function takePicture(page: Page, name: string): Promise<void> {
  const into = process.env.E2E_PICTURES;
  if (into) await page.screenshot({ path: join(into, `${name}.png`), fullPage: true });
}
