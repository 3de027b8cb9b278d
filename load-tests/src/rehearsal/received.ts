import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { availableParallelism, hostname, type as osType, release, totalmem } from 'node:os';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { ClaimedAnswer, CrowdFigures } from '@hoithi/shared/contract/rehearsal';
import { measureLatency } from '../measure/latency.ts';

/** What the crowd of a rehearsal has received. */
export type Received = ReturnType<typeof openReceived>;

const kindsMax = 40;
const loopStepMs = 10;

export function openReceived(address: string) {
  const begunMs = performance.now();
  const begunCpu = process.cpuUsage();
  const delay = monitorEventLoopDelay({ resolution: loopStepMs });
  delay.enable();
  const errors = new Map<string, number>();
  const acksBySecond = new Map<number, number>();
  const clock = { samples: 0, earliestMs: Number.NEGATIVE_INFINITY, latestMs: Number.POSITIVE_INFINITY };
  const own = {
    cores: availableParallelism(),
    memoryBytes: totalmem(),
    os: `${osType()} ${release()}`,
    node: process.version,
    machine: markMachine(),
    address,
  };
  const received = {
    joined: 0,
    started: 0,
    submitted: 0,
    resent: 0,
    join: measureLatency(),
    start: measureLatency(),
    answer: measureLatency(),
    reconnect: measureLatency(),
    /** Every answer that was acknowledged. */
    acked: [] as ClaimedAnswer[],
    countError(kind: string): void {
      const known = errors.has(kind) || errors.size < kindsMax - 1 ? kind : 'other';
      errors.set(known, (errors.get(known) ?? 0) + 1);
    },
    noteAck(answer: ClaimedAnswer): void {
      received.acked.push(answer);
      const second = Math.floor((performance.now() - begunMs) / 1000);
      acksBySecond.set(second, (acksBySecond.get(second) ?? 0) + 1);
    },
    /** The server's time lay somewhere between request and answer; what no such span allows is disagreement. */
    noteClock(askedMs: number, receivedMs: number, serverMs: number): void {
      clock.samples++;
      clock.earliestMs = Math.max(clock.earliestMs, serverMs - receivedMs);
      clock.latestMs = Math.min(clock.latestMs, serverMs - askedMs);
    },
    figures(): CrowdFigures {
      const seconds = (performance.now() - begunMs) / 1000;
      const { user, system } = process.cpuUsage(begunCpu);
      return {
        seconds,
        joined: received.joined,
        started: received.started,
        submitted: received.submitted,
        answersAcked: received.acked.length,
        answersPeak: Math.max(0, ...acksBySecond.values()),
        resent: received.resent,
        join: received.join.figures(),
        start: received.start.figures(),
        answer: received.answer.figures(),
        reconnect: received.reconnect.figures(),
        clock:
          clock.samples === 0
            ? null
            : { samples: clock.samples, apartMs: Math.max(0, clock.earliestMs - clock.latestMs) },
        errors: [...errors].map(([kind, count]) => ({ kind: kind.slice(0, 120), count })),
        crowd: {
          ...own,
          cpuShare: (user + system) / 1_000_000 / Math.max(0.001, seconds),
          loopP99Ms: Math.max(0, delay.percentile(99) / 1e6 - loopStepMs),
        },
      };
    },
  };
  return received;
}

/** Equal for two processes of one running machine, and reveals nothing else about it. The server marks its own in the same way. */
function markMachine(): string {
  let boot = '';
  try {
    boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    boot = hostname(); // not Linux
  }
  return createHash('sha256').update(`machine:${boot}`).digest('base64url').slice(0, 22);
}
