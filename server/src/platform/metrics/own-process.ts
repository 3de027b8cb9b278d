import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { availableParallelism, hostname, type as osType, release, totalmem } from 'node:os';
import type { RehearsalProcess } from '@hoithi/shared/contract/rehearsal';
import { openDelayWindow } from './loop-delay.ts';

/** Equal for two processes of one running machine; reveals nothing about it. */
export function markMachine(): string {
  let boot = '';
  try {
    boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    boot = hostname(); // not Linux
  }
  return createHash('sha256').update(`machine:${boot}`).digest('base64url').slice(0, 22);
}

/**
 * Measures this process from now on.
 *
 * Units   cpuShare in parts of one core, rssBytes the highest seen, loopP99Ms how late the event loop ran.
 */
export function watchOwnProcess(): { read(): RehearsalProcess; stop(): void } {
  const begunMs = performance.now();
  const begun = process.cpuUsage();
  const delay = openDelayWindow();
  const own = {
    processId: `${process.pid}-${randomUUID().slice(0, 8)}`,
    host: hostname(),
    cores: availableParallelism(),
    memoryBytes: totalmem(),
    os: `${osType()} ${release()}`,
    node: process.version,
    machine: markMachine(),
  };
  let rssBytes = 0;
  return {
    read() {
      const { user, system } = process.cpuUsage(begun);
      rssBytes = Math.max(rssBytes, process.memoryUsage.rss());
      return {
        ...own,
        cpuShare: (user + system) / 1000 / Math.max(1, performance.now() - begunMs),
        rssBytes,
        loopP99Ms: delay.ms(99),
      };
    },
    stop: delay.close,
  };
}
