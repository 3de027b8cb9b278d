import type { Invited, MeansBegun } from '@hoithi/shared/contract/accounts';
import type { ResultDesk } from '@hoithi/shared/contract/result-desk';
import type { SignalsDesk } from '@hoithi/shared/contract/signals';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAccount } from '../../test/open-staff.ts';
import { makeContest, openTestApp, type TestApp, testRules } from '../../test/open-test-app.ts';
import { enrolPerson, must, sit } from '../../test/scripted-contestant.ts';
import { type ScriptedPasskey, scriptedPasskey } from '../../test/scripted-passkey.ts';
import { type Browser, joinFirst, openBrowser } from '../../test/scripted-staff.ts';
import { dropPrediction, setRounds } from '../../test/test-rules.ts';
import type { CachedContest, CachedRound } from '../contest/contests.ts';
import { readRoundEvents } from '../contest/round-events-sql.ts';

/** Sits a round of people, so many right at such a pace, and closes it. */
async function settle(
  test: TestApp,
  people: readonly { name: string; right: number; paceMs: number }[],
): Promise<{ contest: CachedContest; round: CachedRound }> {
  const rules = testRules((each) => {
    dropPrediction(each);
    each.prizes.prizes.splice(1);
    setRounds(each.week, [[test.clock.nowMs() - 60_000, test.clock.nowMs() + 14_400_000]]);
  });
  const { contest, round } = await makeContest(test.app, rules);
  for (const { name, ...plan } of people) {
    const person = await enrolPerson(test, contest, name);
    await sit(test, contest, round, person.cookie, plan);
  }
  test.clock.advance(round.closesAtMs + 60_000 - test.clock.nowMs());
  await test.open.runTimetable();
  return test.app.contests.byRound(round.roundId)!;
}

describe('signals for judges', () => {
  let test: TestApp;
  let round: CachedRound;
  beforeAll(async () => {
    test = await openTestApp();
    const careful = Array.from({ length: 11 }, (_, at) => ({ name: `Người Số ${at}`, right: 9, paceMs: 20_000 }));
    const hasty = { name: 'Lê Văn Nhanh', right: 15, paceMs: 100 };
    ({ round } = await settle(test, [...careful, { name: 'NGƯỜI số 0', right: 3, paceMs: 21_000 }, hasty]));
  }, 120_000);
  afterAll(() => test.close());

  it('[F30] judges see who answered faster than reading, and doubles beside what chance would give; nobody is voided', async () => {
    const { session } = await openAccount(test, [{ role: 'judge', contestId: null, unitCode: null }]);
    const judge = openBrowser(test, `hoithi_staff=${session.token}`);
    const path = `/api/organizer/rounds/${round.roundId}/result`;
    const signals = await must(judge.get<SignalsDesk>(`${path}/signals`));
    expect(signals.attempts).toBe(13);
    expect(signals.fast.found).toMatchObject([{ name: 'Lê V. N.', answers: 15, fast: 15 }]);
    expect(signals.fast.share).toBeCloseTo(1 / 13, 10);
    expect(signals.fast.found[0]!.perThousand).toBeLessThan(1e-9);
    expect(signals.doubles).toMatchObject({ by: 'unit', pairs: 1, expected: 1 }); // all of one unit: their one pair
    expect(signals.doubles.found).toMatchObject([{ people: [{ unitName: expect.any(String) }, {}] }]);
    expect(JSON.stringify(signals)).not.toContain('Văn Nhanh');
    expect(await must(judge.get<ResultDesk>(path))).toMatchObject({ standing: { attempts: 13 }, decisions: [] });
  });

  it('[F30] without the role nobody sees them', async () => {
    const { session } = await openAccount(test, [{ role: 'secretary', contestId: null, unitCode: null }]);
    const secretary = openBrowser(test, `hoithi_staff=${session.token}`);
    const answer = await secretary.get(`/api/organizer/rounds/${round.roundId}/result/signals`);
    expect(answer).toMatchObject({ refusal: { code: 'not_allowed' } });
  });
});

describe('finalizing by a passkey', () => {
  let test: TestApp;
  let chief: Browser;
  let round: CachedRound;
  beforeAll(async () => {
    test = await openTestApp();
    ({ round } = await settle(test, [
      { name: 'Nguyễn Văn An', right: 15, paceMs: 2_000 },
      { name: 'Nguyễn Văn Bình', right: 10, paceMs: 2_000 },
    ]));
    chief = (await joinFirst(test)).browser;
  });
  afterAll(() => test.close());

  let joined = 0;
  async function join(passkey: ScriptedPasskey): Promise<Browser> {
    const grants = [{ role: 'organizer', contestId: null, unitCode: null }];
    const invited = await must(chief.post<Invited>('/api/accounts/invite', { name: 'Lan', function: '', grants }));
    const token = invited.path.split('#')[1] ?? '';
    const browser = openBrowser(test);
    const asked = { token, kind: 'passkey', name: 'Lê Thị Lan' };
    const begun = await must(browser.post<MeansBegun>('/api/staff/means', asked));
    if (begun.kind !== 'passkey') throw new Error('a passkey was begun');
    const credential = passkey.create(begun.options, test.url);
    const means = { kind: 'passkey', challengeId: begun.challengeId, credential, label: 'Máy' };
    const login = `lan-${++joined}`;
    await must(browser.post('/api/staff/join', { token, login, name: `Lê Thị Lan ${joined}`, function: '', means }));
    return browser;
  }

  it('[F10] whoever has a passkey confirms by its answer over the standing’s hash, and by nothing else; it is kept', async () => {
    const [one, two] = [scriptedPasskey(), scriptedPasskey()];
    const [lan, mai] = [await join(one), await join(two)];
    const path = `/api/organizer/rounds/${round.roundId}/result`;
    const { finalize } = await must(lan.get<ResultDesk>(path));
    expect(finalize.passkey).toEqual({ rpId: '127.0.0.1', ids: [one.id] });
    const hash = finalize.hash ?? '';
    const over = (passkey: ScriptedPasskey, challenge: string) =>
      passkey.sign({ challenge, rpId: '127.0.0.1' }, test.url);
    const confirm = (by: Browser, credential: object | null, pendingId: string | null = null) =>
      by.post<{ finalized: boolean; pending: { id: string } | null }>(`${path}/finalize`, {
        hash,
        pendingId,
        credential,
      });
    const wrong = { ok: false, refusal: { code: 'proof_wrong' } };
    expect(await confirm(lan, null)).toMatchObject(wrong);
    expect(await confirm(lan, over(one, 'A'.repeat(43)))).toMatchObject(wrong); // of another standing
    expect(await confirm(lan, over(two, hash))).toMatchObject(wrong); // of another person
    expect(await confirm(lan, over(scriptedPasskey(), hash))).toMatchObject(wrong);
    const unverified = one.sign({ challenge: hash, rpId: '127.0.0.1' }, test.url, { verified: false });
    expect(await confirm(lan, unverified)).toMatchObject(wrong);
    expect(await confirm(lan, one.sign({ challenge: hash, rpId: '127.0.0.1' }, 'https://khac.vn'))).toMatchObject(
      wrong,
    );
    const { pending } = await must(confirm(lan, over(one, hash)));
    expect(await confirm(mai, over(one, hash), pending!.id)).toMatchObject(wrong);
    expect(await must(confirm(mai, over(two, hash), pending!.id))).toMatchObject({ finalized: true });
    const event = (await readRoundEvents(test.db, [round.roundId])).findLast(({ kind }) => kind === 'finalized');
    if (event?.kind !== 'finalized') throw new Error('the round is finalized');
    const signed = (event.detail.signed ?? []) as { id: string; response: { clientDataJSON: string } }[];
    expect(signed.map(({ id }) => id)).toEqual([one.id, two.id]);
    for (const { response } of signed) {
      const data = JSON.parse(Buffer.from(response.clientDataJSON, 'base64url').toString()) as { challenge: string };
      expect(data.challenge).toBe(hash);
    }
  }, 60_000);
});
