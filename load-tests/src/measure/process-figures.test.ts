import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readCpuMs, readFamilyCpuMs, readPeakRss, readRss } from './process-figures.ts';

/** Burns processor time until its own count says that it is enough. */
const burn = 'while (process.cpuUsage().user < 300_000); process.stdout.write("done"); setInterval(() => {}, 1e6)';

it.skipIf(!existsSync('/proc/self/stat'))('reads what a child has spent, alone and within its family', async () => {
  const before = readFamilyCpuMs(process.pid);
  const child = spawn(process.execPath, ['-e', burn], { stdio: ['ignore', 'pipe', 'ignore'] });
  const pid = child.pid ?? 0;
  await once(child.stdout, 'data');
  try {
    expect(readCpuMs(pid)).toBeGreaterThanOrEqual(250);
    expect(readFamilyCpuMs(process.pid) - before).toBeGreaterThanOrEqual(250);
    expect(readRss(pid)).toBeGreaterThan(10 * 1024 * 1024);
    expect(readPeakRss(pid)).toBeGreaterThanOrEqual(readRss(pid) / 2);
  } finally {
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  expect(readFamilyCpuMs(process.pid) - before).toBeGreaterThanOrEqual(250);
});
