import type { ScreenView } from '@hoithi/shared/contract/screen';
import type { LeaderView } from '@hoithi/shared/contract/unit-leader';
import type { Latency } from '../measure/latency.ts';
import { type Device, openTraffic, requestFor, type Traffic } from '../wire/device.ts';
import { openLeanDevice } from '../wire/lean-device.ts';
import type { ViewAges, Watch } from './view-ages.ts';

export type Told = { persons: number; attempts: number };
export type Watchers = {
  /** Views heard so far, all watchers together. */
  views(): number;
  traffic: Traffic;
  /** What each leader was told last of the own unit; what each screen was told last of all. */
  leaderViews: ReadonlyMap<string, Told>;
  screenViews: readonly number[];
  /** Submissions that some watcher was never told of. */
  waiting(): number;
  lost(): number;
  /** The text of the last view that a screen and a leader heard: what a bare line would have to carry. */
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
  const leaderViews = new Map<string, Told>();
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
      const told = ownOf((JSON.parse(text.slice(text.indexOf('['))) as [string, LeaderView])[1], unitCode);
      views++;
      lastTexts.leader = text;
      leaderViews.set(unitCode, told);
      watch.told(told.attempts, atMs);
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
      watch.told(figure, performance.now());
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

function ownOf({ own }: LeaderView, unitCode: string): Told {
  if (own.code !== unitCode) throw new Error(`the leader of ${unitCode} was told of ${own.code}`);
  return { persons: own.persons, attempts: own.attempts };
}
