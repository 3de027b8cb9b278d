import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { enterDemo, type Story } from './open-story.ts';

/** A show of the demo contest in a browser: its MC, a screen, and phones that join by the code. */
export type Hall = { mc: Page; screen: Page; joinRun(name: string): Promise<Page> };

/** Loads a show from its file, opens it, and shows it on a screen. */
export async function openHall(story: Story, file: { id: string; title: { vi: string } }): Promise<Hall> {
  const mc = await story.openPage(1366, 768);
  await mc.goto(await enterDemo(mc, 'mc'));
  const path = join(story.folder, `${file.id}.json`);
  await writeFile(path, JSON.stringify(file));
  await mc.getByLabel('Nạp tệp chương trình (JSON)').setInputFiles(path);
  const card = mc.getByRole('listitem').filter({ hasText: file.title.vi });
  await card.getByRole('button', { name: 'Bắt đầu' }).click();
  const screen = await story.openPage(1920, 1080);
  await screen.goto(await enterDemo(screen, 'screen'));
  const code = ((await screen.getByText(/^\d{3} \d{3}$/).textContent()) ?? '').replace(' ', '');
  return {
    mc,
    screen,
    async joinRun(name) {
      const phone = await story.openPage(390, 844);
      await phone.goto(`/thi/${code}`);
      await phone.getByLabel('Tên hiển thị').fill(name);
      await phone.getByRole('button', { name: 'Vào chỗ' }).click();
      await phone.getByText('Bạn đã vào chỗ', { exact: false }).waitFor();
      return phone;
    },
  };
}

/** The one wide button, once it has the wanted text: of two commands at once the page gives the first alone. */
export async function press(mc: Page, label: string): Promise<void> {
  const answered = mc.locator(':not([aria-busy="true"])');
  await mc.getByRole('button', { name: label, exact: true }).and(answered).click({ timeout: 30_000 });
}
