import type { ScreenView } from '@hoithi/shared/contract/screen';
import type { LeaderView } from '@hoithi/shared/contract/unit-leader';
import type { Latency } from '../measure/latency.ts';
import { type Device, openTraffic, requestFor, type Traffic } from '../wire/device.ts';
import { openLeanDevice } from '../wire/lean-device.ts';
import type { ViewAges, Watch } from './view-ages.ts';

export type Counts = { persons: number; attempts: number };
export type Watchers = {
  /** Views received so far, all watchers together. */
  views(): number;
  traffic: Traffic;
  /** What each leader received last of the own unit; what each screen received last of all. */
  leaderViews: ReadonlyMap<string, Counts>;
  screenViews: readonly number[];
  /** Submissions that some watcher never received. */
  waiting(): number;
  lost(): number;
  /** The text of the last view that a screen and a leader received: what a bare connection would have to carry. */
  lastTexts(): { leader: string; screen: string };
  leave(): void;
};

const atOnce = 16;
/** The total stands in a screen's view once, behind these words; reading all of it would make the crowd the measure. */
const totalWords = '"counts":{"attempts":';

export const readTotal = (text: string): number => {
  const from = text.indexOf(totalWords);
  return from === -1 ? 0 : Number.parseInt(text.slice(from + totalWords.length, from + totalWords.length + 12), 10);
};

export async function openWatchers(
  url: string,
  { leaders, screens, screenToken }: WatcherSessions,
  ages: ViewAges,
  latency: { leaders: Latency; screens: Latency },
): Promise<Watchers> {
  const devices: Device[] = [];
  const watches: Watch[] = [];
  const leaderViews = new Map<string, Counts>();
  const screenViews: number[] = [];
  const traffic = openTraffic();
  let [views, lost] = [0, 0];
  const lastTexts = { leader: '', screen: '' };

  async function open(namespace: string, cookie: string | null): Promise<Device> {
    const device = await openLeanDevice({ url, namespace, cookie, traffic });
    devices.push(device);
    device.onLost(() => lost++);
    return device;
  }
  async function openLeader({ unitCode, cookie }: LeaderSession): Promise<void> {
    const device = await open('/unit-leader', cookie);
    const own = ownOf(await requestFor<LeaderView>(device, 'view:enter', {}), unitCode);
    const watch = ages.watch(unitCode, own.attempts, latency.leaders);
    watches.push(watch);
    leaderViews.set(unitCode, own);
    device.onEvent?.((text) => {
      const atMs = performance.now();
      const seen = ownOf((JSON.parse(text.slice(text.indexOf('['))) as [string, LeaderView])[1], unitCode);
      views++;
      lastTexts.leader = text;
      leaderViews.set(unitCode, seen);
      watch.seen(seen.attempts, atMs);
    });
  }
  async function openScreen(at: number): Promise<void> {
    const device = await open('/screen', null);
    const view = await requestFor<ScreenView>(device, 'view:enter', { token: screenToken });
    screenViews[at] = view.participation.counts?.attempts ?? 0;
    const watch = ages.watch(total, screenViews[at] ?? 0, latency.screens);
    watches.push(watch);
    device.onEvent?.((text) => {
      const figure = readTotal(text);
      views++;
      lastTexts.screen = text;
      screenViews[at] = figure;
      watch.seen(figure, performance.now());
    });
  }

  const waiting = [
    ...leaders.map((leader) => () => openLeader(leader)),
    ...Array.from({ length: screens }, (_, at) => () => openScreen(at)),
  ];
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let next = waiting.shift(); next; next = waiting.shift()) await next();
    }),
  );
  return {
    views: () => views,
    traffic,
    leaderViews,
    screenViews,
    waiting: () => watches.reduce((sum, watch) => sum + watch.waiting(), 0),
    lost: () => lost,
    lastTexts: () => lastTexts,
    leave: () => {
      for (const device of devices) device.close();
    },
  };
}

/** The subject of screens: all units together. */
export const total = 'all';
export type LeaderSession = { unitCode: string; cookie: string };
export type WatcherSessions = { leaders: readonly LeaderSession[]; screens: number; screenToken: string };

function ownOf({ own }: LeaderView, unitCode: string): Counts {
  if (own.code !== unitCode) throw new Error(`the leader of ${unitCode} received ${own.code}`);
  return { persons: own.persons, attempts: own.attempts };
}
