import type { ShowCommand, ShowProof, StageCue } from '@hoithi/shared/contract/show';
import { commitToValue, drawLots, hashLotList } from '@hoithi/shared/rules/lots';
import { checkDraw } from '@hoithi/shared/rules/show/commit-questions';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAccount } from '../../test/open-staff.ts';
import { makeContest, openTestApp, roundClosesAtMs, type TestApp, testRules } from '../../test/open-test-app.ts';
import { enrolPerson, must, say, sit } from '../../test/scripted-contestant.ts';
import {
  device,
  joinByPhone,
  openMc,
  openScreenSocket,
  openTestRun,
  type ScriptedPhone,
  testShow,
} from '../../test/scripted-show.ts';
import { openBrowser } from '../../test/scripted-staff.ts';
import { dropPrediction, setRounds } from '../../test/test-rules.ts';
import type { CachedContest } from '../contest/contests.ts';
import { gatherStage, proveRun } from './read-run.ts';
import { openScreen } from './screens-sql.ts';
import { viewStage } from './stage-view.ts';

const both = (text: string) => ({ vi: text, en: text });
const values = ['trống đồng Ngọc Lũ', 'mùa xuân nho nhỏ'];
const people = ['Bà Hạnh', 'Ông Phúc'].map((name, at) => ({ name, hash: commitToValue(name, values[at] ?? '') }));

describe('draws on the stage', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await openTestApp();
  });
  afterAll(() => test.close());

  async function openHall(contest: CachedContest, cue: object) {
    const run = await openTestRun(test, contest, testShow([{ kind: 'draw', title: both('Bốc thăm'), ...cue }]));
    const { socket: mc } = await openMc(test, contest);
    const screen = await openScreenSocket(test);
    const seen: string[] = [];
    screen.onAny((...packet: unknown[]) => seen.push(JSON.stringify(packet)));
    const { token } = await openScreen(test.db, contest.contestId);
    await must(say(screen as never, 'view:enter', { token }));
    const give = (command: ShowCommand) =>
      say(mc as never, 'run:drive', { runId: run.row.id, seq: run.state.seq, device, command });
    return {
      ...{ run, mc, seen, give },
      next: () => must(give({ do: 'next' })),
      cue: async () => viewStage(await gatherStage(test.app, run, '')).cue as Extract<StageCue, { kind: 'draw' }>,
      settle: () => say(screen as never, 'clock:read', {}),
      leave: () => [mc, screen].forEach((socket) => void socket.disconnect()),
    };
  }

  it('[H29] [H29a] among those present: frozen list, values opened together, the order of F41; who was removed is skipped, and the proof holds', async () => {
    const { contest } = await makeContest(test.app, testRules());
    const hall = await openHall(contest, { winners: 2, of: { what: 'present' } });
    const { run, give, next, cue } = hall;
    const phones: ScriptedPhone[] = [];
    for (const name of ['An', 'Bình', 'Chi', 'Dung', 'Giang']) phones.push(await joinByPhone(test, run.row.code, name));
    await next();
    expect(await cue()).toMatchObject({ list: null, ready: false });
    await must(give({ do: 'name-lots', people }));
    const ids = [...run.players.keys()];
    phones.push(await joinByPhone(test, run.row.code, 'Đến sau'));
    const hash = hashLotList(ids);
    expect(await cue()).toMatchObject({ list: { people: 5, hash }, ready: false, seed: null });
    expect(await give({ do: 'open-lots', values: [values[1]!, values[0]!] })).toMatchObject({
      refusal: { code: 'draw_refused', why: 'seed-wrong', who: 'Bà Hạnh' },
    });
    await must(give({ do: 'open-lots', values }));
    expect(await give({ do: 'name-lots', people })).toMatchObject({ refusal: { code: 'nothing_to_do' } });
    await hall.settle();
    expect(hall.seen.join()).not.toContain(values[0]);
    const drawing = { draw: `${run.row.id}/2`, listHash: hash, seed: values.join('\n') };
    const order = await drawLots(drawing, 5, 5);
    await next();
    expect(await cue()).toMatchObject({ seed: values.join('\n'), shown: [], remaining: 2 });
    await next();
    expect((await cue()).shown.map(({ number }) => number)).toEqual(order.slice(0, 1));
    const act = { do: 'remove', playerId: ids[order[0]! - 1]! };
    await must(say(hall.mc as never, 'run:moderate', { runId: run.row.id, act }));
    expect(await cue()).toMatchObject({ shown: [{ absent: true }], remaining: 2 });
    await next();
    await next();
    expect(await cue()).toMatchObject({ remaining: 0, shown: order.slice(0, 3).map((number) => ({ number })) });
    await must(give({ do: 'end' }));
    const proof = (await must(proveRun(test.app, run.row.id))) as ShowProof;
    expect(proof.draws).toMatchObject([{ ids, listHash: hash, values, numbers: order }]);
    expect(await checkDraw(proof.draws[0]!)).toBe(true);
    expect(await checkDraw({ ...proof.draws[0]!, ids: [...ids.slice(1), ids[0]!] })).toBe(false);
    expect(await checkDraw({ ...proof.draws[0]!, numbers: [...order].reverse() })).toBe(false);
    hall.leave();
    for (const { socket } of phones) socket.disconnect();
  });

  it("[H28] the committee's draw: the seed that two people typed alike, the same numbers in the same order, masked names", async () => {
    test.clock.advance(Math.max(0, roundClosesAtMs - 3_600_000 * 48 - test.clock.nowMs()));
    const rules = testRules((each) => {
      each.time.lagCredit.quotaMs = 0;
      dropPrediction(each);
      each.prizes.prizes.splice(2);
      setRounds(each.week, [[test.clock.nowMs() - 60_000, test.clock.nowMs() + 7_200_000]]);
    });
    const { contest, round } = await makeContest(test.app, rules);
    for (const [at, name] of ['An', 'Bình', 'Chi', 'Dung'].entries()) {
      const person = await enrolPerson(test, contest, `Nguyễn Văn ${name}`);
      await sit(test, contest, round, person.cookie, { right: at === 0 ? 15 : 13, paceMs: 2_000 });
    }
    test.clock.advance(round.closesAtMs + 60_000 - test.clock.nowMs());
    await test.open.runTimetable();
    const signIn = async (name: string) => {
      const { session } = await openAccount(test, [{ role: 'organizer', contestId: null, unitCode: null }], null, name);
      return openBrowser(test, `hoithi_staff=${session.token}`);
    };
    const [one, other] = [await signIn('Bà Một'), await signIn('Ông Hai')];
    const path = `/api/organizer/rounds/${round.roundId}/draws`;
    const hall = await openHall(contest, { winners: 3, of: { what: 'round', round: null } });
    await hall.next();
    expect(await hall.cue()).toMatchObject({ list: null });
    const source = {
      ...{ kind: 'lottery', company: 'Xổ số kiến thiết Hà Tĩnh', prize: 'Giải đặc biệt' },
      ...{ atMs: test.clock.nowMs() + 60_000, digits: 5 },
    };
    const reason = 'Biên bản họp số 3 của Ban Giám khảo';
    const { drawId } = await must(one.post<{ drawId: string }>(path, { base: 1, list: 1, rank: 2, source, reason }));
    test.clock.advance(61_000);
    await must(one.post(`${path}/seed`, { drawId, values: ['60417'] }));
    expect(await hall.cue()).toMatchObject({ list: { people: 3 }, source, typed: true, ready: false, seed: null });
    await must(other.post(`${path}/seed`, { drawId, values: ['60417'] }));
    await expect.poll(() => hall.seen.join()).toContain('"ready":true');
    expect(hall.seen.join()).not.toContain('60417');
    const drawn = (await hall.cue()) as { list: { hash: string } | null };
    const order = await drawLots({ draw: drawId, listHash: drawn.list?.hash ?? '', seed: '60417' }, 3, 3);
    for (let press = 0; press < 4; press++) await hall.next();
    const { seed, shown, remaining } = await hall.cue();
    expect({ seed, remaining }).toEqual({ seed: '60417', remaining: 0 });
    expect(shown.map(({ number }) => number)).toEqual(order);
    for (const { name } of shown) expect(name).toMatch(/^Nguyễn V\. .\.$/u);
    hall.leave();
  });
});
