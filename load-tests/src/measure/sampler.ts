import { readFamilyCpuMs, readFamilyRss, readMachineCpuMs } from './process-figures.ts';

/** Running totals at one moment; two of them make a window. */
export type Sample = {
  atMs: number;
  serverCpuMs: number;
  storeCpuMs: number;
  crowdCpuMs: number;
  machineCpuMs: number;
  serverRss: number;
  started: number;
  answered: number;
  submitted: number;
};

export type Sampler = { take(): Sample; samples: Sample[]; stop(): void };

/** Takes a sample every second, and on request. */
export function openSampler(
  pids: { server: number; stores: readonly number[] },
  counts: () => { started: number; answered: number; submitted: number },
): Sampler {
  const samples: Sample[] = [];
  function take(): Sample {
    const { user, system } = process.cpuUsage();
    const { started, answered, submitted } = counts();
    const sample = {
      atMs: performance.now(),
      serverCpuMs: readFamilyCpuMs(pids.server),
      storeCpuMs: pids.stores.reduce((sum, pid) => sum + readFamilyCpuMs(pid), 0),
      crowdCpuMs: (user + system) / 1000,
      machineCpuMs: readMachineCpuMs().busy,
      serverRss: readFamilyRss(pids.server),
      started,
      answered,
      submitted,
    };
    samples.push(sample);
    return sample;
  }
  const timer = setInterval(() => {
    try {
      take();
    } catch {
      clearInterval(timer); // the server is gone: the run notices by its connections
    }
  }, 1_000);
  return { take, samples, stop: () => clearInterval(timer) };
}

export type Window = {
  seconds: number;
  started: number;
  answered: number;
  submitted: number;
  serverCpuMs: number;
  storeCpuMs: number;
  /** Parts of one core. */
  serverShare: number;
  storeShare: number;
  crowdShare: number;
  /** Everything else on the machine, Redis and the kernel's own work included. */
  restShare: number;
};

/** What happened between two samples. */
export function windowBetween(from: Sample, to: Sample): Window {
  const wallMs = Math.max(1, to.atMs - from.atMs);
  const serverCpuMs = to.serverCpuMs - from.serverCpuMs;
  const storeCpuMs = to.storeCpuMs - from.storeCpuMs;
  const crowdCpuMs = to.crowdCpuMs - from.crowdCpuMs;
  return {
    seconds: wallMs / 1000,
    started: to.started - from.started,
    answered: to.answered - from.answered,
    submitted: to.submitted - from.submitted,
    serverCpuMs,
    storeCpuMs,
    serverShare: serverCpuMs / wallMs,
    storeShare: storeCpuMs / wallMs,
    crowdShare: crowdCpuMs / wallMs,
    restShare: Math.max(0, to.machineCpuMs - from.machineCpuMs - serverCpuMs - storeCpuMs - crowdCpuMs) / wallMs,
  };
}

/** The longest stretch in which people answered and nobody started or handed in; null: none of five seconds. */
export function findAnswerOnlyWindow(samples: readonly Sample[]): Window | null {
  let best: Window | null = null;
  let from = 0;
  for (let to = 1; to < samples.length; to++) {
    const [first, last] = [samples[from], samples[to]];
    if (!first || !last) break;
    if (last.started !== first.started || last.submitted !== first.submitted) {
      from = to;
      continue;
    }
    const window = windowBetween(first, last);
    if (window.seconds >= 5 && window.answered > 0 && window.seconds > (best?.seconds ?? 0)) best = window;
  }
  return best;
}
