import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { McView, ScreenView } from '@hoithi/shared/contract/screen';
import type { StageCue } from '@hoithi/shared/contract/show';
import type { ShowCard } from '@hoithi/shared/contract/show-mc';
import { enterAsOrganizer, makeContest } from '../stage/organizer.ts';
import type { RealServer } from '../stage/real-server.ts';
import { type Device, requestFor } from '../wire/device.ts';
import { openLeanDevice } from '../wire/lean-device.ts';

/** The MC's connection, one screen's, and the open run. */
export type Hall = {
  mc: Device;
  screen: Device;
  runId: string;
  code: string;
  contestId: string;
  view(): Promise<McView>;
  /** Presses next, again while its time has not come. Answers when the press that worked was sent. */
  next(): Promise<number>;
  onScreen(listener: (view: ScreenView) => void): void;
};

const device = 'may-dieu-khien';
const dueWithinMs = 10_000;
const both = (text: string) => ({ vi: text, en: text });
export const questionSeconds = 6;

const showOf = (questions: number) => ({
  format: 'hoithi-show-1',
  id: 'thu-tai',
  title: both('Chương trình thử tải'),
  rules: { askUnit: true, timeStepMs: 1 },
  cues: [
    { kind: 'lobby', title: both('Đón khách') },
    ...Array.from({ length: questions }, (_, at) => ({
      kind: 'question',
      seconds: questionSeconds,
      question: {
        id: `cau-${at + 1}`,
        text: `Câu hỏi số ${at + 1} của chương trình thử tải hỏi về Ngày Chuyển đổi số quốc gia hằng năm?`,
        options: ['a', 'b', 'c', 'd'].map((id) => ({ id, text: `Phương án ${id} của câu số ${at + 1}` })),
        right: 'b',
        explanation: 'Ngày 10 tháng 10 hằng năm là Ngày Chuyển đổi số quốc gia.',
        source: 'Quyết định số 505/QĐ-TTg ngày 22/4/2022',
      },
    })),
    { kind: 'board' },
    { kind: 'end', title: both('Kết thúc') },
  ],
});

/** A show file, and how its run is opened. */
export type HallShow = { file: unknown; rehearsal: boolean; simulated: number };
export const showOfQuestions = (questions: number): HallShow => ({
  file: showOf(questions),
  rehearsal: false,
  simulated: 0,
});

/** Makes a contest, loads a show, opens its run, and enters as MC and as a screen, over the wire as people do. */
export async function openHall(server: RealServer, { file, rehearsal, simulated }: HallShow): Promise<Hall> {
  const organizer = await enterAsOrganizer(server);
  const stage = await makeContest(server, organizer, {});
  const { path } = await requestFor<{ path: string }>(organizer, 'staff:invite', {
    contestId: stage.contestId,
    role: 'mc',
  });
  organizer.close();
  const entered = await fetch(`${server.url}/api/staff/enter`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token: path.split('#')[1] }),
  });
  const cookie = cookieOf(entered);
  if (!cookie) throw new Error(`the MC's link was refused: ${await entered.text()}`);
  const loaded = await fetch(`${server.url}/api/mc/shows`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie },
    body: JSON.stringify(file),
  });
  const card = (await loaded.json()) as { ok: boolean; value: ShowCard };
  if (!card.ok) throw new Error(`the show was refused: ${JSON.stringify(card)}`);
  return openRun(server, { cookie, contestId: stage.contestId, showId: card.value.showId, rehearsal, simulated });
}

/** Enters the demo contest as its MC, as anybody may from the home page, and opens one of its shows by name. */
export async function openDemoHall(server: RealServer, show: string, simulated: number): Promise<Hall> {
  const entered = await fetch(`${server.url}/api/demo/enter`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ audience: 'mc' }),
  });
  const cookie = cookieOf(entered);
  if (!cookie) throw new Error(`the demo's MC was refused: ${await entered.text()}`);
  const mc = await openLeanDevice({ url: server.url, namespace: '/mc', cookie });
  const { show: known, participation } = await requestFor<McView>(mc, 'view:enter', {});
  mc.close();
  const card = known.shows.find(({ id }) => id === show);
  if (!card) throw new Error(`the demo has no show ${show}`);
  const { contestId } = participation.contest;
  return openRun(server, { cookie, contestId, showId: card.showId, rehearsal: true, simulated });
}

const cookieOf = (entered: Response): string | undefined =>
  entered.headers
    .getSetCookie()
    .find((each) => each.startsWith('hoithi_staff='))
    ?.split(';')[0];

type Opening = { cookie: string; contestId: string; showId: string; rehearsal: boolean; simulated: number };

async function openRun(
  server: RealServer,
  { cookie, contestId, showId, rehearsal, simulated }: Opening,
): Promise<Hall> {
  const mc = await openLeanDevice({ url: server.url, namespace: '/mc', cookie });
  const view = () => requestFor<McView>(mc, 'view:enter', {});
  const { runId } = await requestFor<{ runId: string }>(mc, 'run:open', {
    showId,
    rehearsal,
    simulated,
    device,
  });
  const first = await view();
  const screen = await openLeanDevice({ url: server.url, namespace: '/screen', cookie: null });
  await requestFor<ScreenView>(screen, 'view:enter', { token: first.screenPath.split('/').at(-1) });
  let tell: ((view: ScreenView) => void) | null = null;
  screen.onEvent?.((text) => {
    const [name, body] = JSON.parse(text.slice(text.indexOf('['))) as [string, ScreenView];
    if (name === 'view') tell?.(body);
  });
  return {
    mc,
    screen,
    runId,
    code: first.show.run?.stage.code ?? '',
    contestId,
    view,
    async next() {
      const begunMs = performance.now();
      for (;;) {
        const { show } = await view();
        const sentAtMs = performance.now();
        const message = { runId, seq: show.run?.seq ?? 0, device, command: nextOf(show.run?.stage.cue) };
        const { result } = await mc.request('run:drive', message);
        if (result.ok) return sentAtMs;
        if (result.refusal.code !== 'nothing_to_do' || sentAtMs - begunMs > dueWithinMs)
          throw new Error(`the MC's next was refused: ${JSON.stringify(result.refusal)}`);
        await pause(200); // its time has not come; an MC who presses more often is refused
      }
    },
    onScreen: (listener) => {
      tell = listener;
    },
  };
}

/** Whoever was first at a buzzer has to be judged, which is not the MC's next. */
const nextOf = (cue: StageCue | undefined): object =>
  cue?.kind === 'question' && cue.buzzer?.first?.right === null
    ? { do: 'mark', asking: cue.asking, right: true }
    : { do: 'next' };

export const newPlayerKey = (): string => randomBytes(32).toString('hex');
