import { randomInt, randomUUID } from 'node:crypto';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import type { DemoEntered, EnterDemo } from '@hoithi/shared/contract/sign-in';
import type { App } from '../app-parts.ts';
import type { CachedContest } from '../contest/contests.ts';
import { insertContestant, insertMembership, insertSimulatedPerson, writeProfile } from '../people/people-sql.ts';
import { openScreen } from '../show/screens-sql.ts';
import { openSession } from '../web/sessions-sql.ts';

export type DemoSession = DemoEntered & {
  session: { kind: 'contestant' | 'staff'; token: string; expiresAtMs: number } | null;
};

/** Lets a visitor enter the demo contest in a role. A visitor is a simulated person and counts in the demo alone. SPEC C3, D3. */
export async function enterDemo(
  app: Pick<App, 'clock' | 'contests' | 'db'>,
  message: EnterDemo,
): Promise<Result<DemoSession>> {
  const contest = app.contests.listed().find((each) => each.demo);
  if (!contest) return refuse({ code: 'not_found', what: 'demo' });
  const nowMs = app.clock.nowMs();
  if (message.audience === 'screen') {
    const { token } = await openScreen(app.db, contest.contestId);
    return accept({ goTo: `/man-hinh/${token}`, session: null });
  }
  if (message.audience === 'contestant') {
    const personId = await makeVisitor(app, contest, nowMs);
    const session = await openSession(app.db, { kind: 'contestant', personId }, nowMs);
    return accept({ goTo: `/c/${contest.slug}`, session: { kind: 'contestant', ...session } });
  }
  const audiences: Record<typeof message.audience, string> = {
    organizer: '/to-chuc',
    mc: '/mc',
    'unit-leader': '/don-vi',
  };
  const session = await openSession(
    app.db,
    {
      kind: 'link',
      grant: {
        role: message.audience,
        contestId: contest.contestId,
        unitCode: message.audience === 'unit-leader' ? demoUnit(contest) : null,
      },
    },
    nowMs,
  );
  return accept({ goTo: audiences[message.audience], session: { kind: 'staff', ...session } });
}

/** The first district, so that the leader's page has units to show. */
function demoUnit(contest: CachedContest): string | null {
  const districts = [...contest.units.units.values()].filter((unit) => unit.level === 'DISTRICT');
  return districts[0]?.code ?? null;
}

async function makeVisitor(app: Pick<App, 'db'>, contest: CachedContest, nowMs: number): Promise<string> {
  const personId = randomUUID();
  const contestantId = randomUUID();
  const places = [...contest.units.units.values()].filter(
    (unit) => unit.level === 'COMMUNE' || unit.level === 'AGENCY',
  );
  const unit = places[randomInt(places.length)];
  await app.db.transaction(async (tx) => {
    await insertSimulatedPerson(tx, personId, nowMs);
    await insertContestant(tx, {
      id: contestantId,
      contest_id: contest.contestId,
      person_id: personId,
      audience: contest.entrance.audiences[0] ?? null,
      simulated: true,
      registered_at_ms: nowMs,
    });
    await writeProfile(tx, {
      contestant_id: contestantId,
      name: `Khách tham quan ${randomInt(1000, 10_000)}`,
      birth_date: null,
      address: null,
      national_id: null,
      email: null,
      job_title: null,
    });
    if (unit) await insertMembership(tx, contestantId, nowMs, unit.code);
  });
  return personId;
}
