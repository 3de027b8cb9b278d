import type { DeskRound, OrganizerView, RulesNotice } from '@hoithi/shared/contract/organizer';
import type { Rulebook } from '@hoithi/shared/rulebook/model/rulebook';
import { readRulebook } from '@hoithi/shared/rulebook/read/read-rulebook';
import { contestsWith, type Permission, permissions, permissionsIn } from '@hoithi/shared/rules/permissions';
import { readRankKey } from '@hoithi/shared/rules/rank-key';
import { roundPhase } from '@hoithi/shared/rules/round';
import { readAccount, readFirstOrganization } from '../accounts/accounts-sql.ts';
import type { App } from '../app-parts.ts';
import { reaches } from '../contest/contest-scope.ts';
import type { CachedContest, CachedRound } from '../contest/contests.ts';
import { roundHead, viewContestCard } from '../contest/public-view.ts';
import { viewSealOf } from '../contest/seal-round.ts';
import { nextVersion } from '../contestant/read-contest.ts';
import { boardOf } from '../live/rank-contestants.ts';
import { countPeople, readEnrolledAt } from '../people/people-sql.ts';
import { readAudit } from '../platform/audit.ts';
import { resultsPathOf } from '../round/publish-round.ts';
import { readStanding } from '../round/standings-sql.ts';
import { actingWith } from '../web/sessions.ts';
import type { StaffSession } from '../web/sessions-sql.ts';

const ofInstallation: ReadonlySet<Permission> = new Set(['night:read', 'messages:read', 'backup:take']);

/** The organizer's desk, whole: every contest that the session may read, and one of them in full. SPEC O2, I2. */
export async function readDesk(
  app: Pick<App, 'clock' | 'contests' | 'db' | 'live' | 'rankings'>,
  session: StaffSession,
  watched: string | null,
  connected: (slug: string) => number,
): Promise<OrganizerView> {
  const nowMs = app.clock.nowMs();
  const by = actingWith(session, 'desk:read');
  const contests = app.contests.listed().filter((contest) => by !== null && reaches(by, contest));
  const chosen =
    contests.find((contest) => contest.contestId === watched) ?? (contests.length === 1 ? contests[0] : undefined);
  // What holds the data of every organization is for the one that the installation began with. [I41]
  const isFirst = (await readFirstOrganization(app.db)).id === session.organizationId;
  const listed = (isMeant: Parameters<typeof listPermissions>[1]): Permission[] =>
    listPermissions(session, isMeant).filter((each) => isFirst || !ofInstallation.has(each));
  return {
    version: nextVersion(nowMs),
    serverNowMs: nowMs,
    account: await readHolder(app.db, session),
    may: listed((where) => where === null || where.length > 0),
    mayEverywhere: listed((where) => where === null),
    contests: contests.map((contest) => ({
      contest: viewContestCard(contest),
      phase: contestPhase(contest, nowMs),
      archived: contest.archivedAtMs !== null,
      may: permissionsIn(session.grants, contest.contestId),
    })),
    desk: chosen ? await viewDesk(app, chosen, connected(chosen.slug)) : null,
  };
}

async function readHolder(db: App['db'], { accountId }: StaffSession): Promise<OrganizerView['account']> {
  const account = accountId === null ? null : await readAccount(db, accountId);
  return account && { name: account.name };
}

/** What a session may do where `isMeant` says so; null stands for every contest. SPEC I2, I50. */
function listPermissions(
  { grants }: StaffSession,
  isMeant: (contestIds: readonly string[] | null) => boolean,
): Permission[] {
  return (Object.keys(permissions) as Permission[]).filter((each) => isMeant(contestsWith(grants, each)));
}

function contestPhase(contest: CachedContest, nowMs: number): 'before' | 'running' | 'after' {
  if (contest.rounds.every((round) => nowMs < round.opensAtMs)) return 'before';
  return contest.rounds.every((round) => nowMs >= round.closesAtMs) ? 'after' : 'running';
}

async function viewDesk(
  app: Pick<App, 'clock' | 'db' | 'live' | 'rankings'>,
  contest: CachedContest,
  connected: number,
): Promise<NonNullable<OrganizerView['desk']>> {
  const people = await countPeople(app.db, contest.contestId);
  const rounds: DeskRound[] = [];
  let sumOfRoundPersons = 0;
  for (const round of contest.rounds) {
    sumOfRoundPersons += app.live.counts(contest.contestId).byRound.get(round.roundId)?.roundPersons ?? 0;
    rounds.push(await viewDeskRound(app, contest, round, sumOfRoundPersons));
  }
  return {
    contest: viewContestCard(contest),
    rules: {
      names: contest.rulebook.publication.names,
      ties: contest.rulebook.standings.find(({ ties }) => ties)?.ties ?? 'committee',
      excluded: contest.entrance.excluded,
      graceMs: contest.rules.time.graceMs,
    },
    rulesVersion: contest.rulesVersion,
    notices: noticesOf(contest.rulebook),
    rounds,
    people: people.people,
    connected,
    exclusions: people.exclusions,
    audit: await readAudit(app.db, contest.contestId, 50),
  };
}

const notices = new WeakMap<Rulebook, RulesNotice[]>();

/** What its checks say of a rulebook, but for mere notes. SPEC M3, R4. */
function noticesOf(rulebook: Rulebook): RulesNotice[] {
  const known = notices.get(rulebook);
  if (known) return known;
  const found = readRulebook(rulebook).problems.flatMap(({ code, place, severity, words: text }): RulesNotice[] =>
    severity === 'note' ? [] : [{ id: `${code} ${place}`, severity, text }],
  );
  notices.set(rulebook, found);
  return found;
}

async function viewDeskRound(
  app: Pick<App, 'clock' | 'db' | 'live' | 'rankings'>,
  contest: CachedContest,
  round: CachedRound,
  sumOfRoundPersons: number,
): Promise<DeskRound> {
  const counts = app.live.counts(contest.contestId);
  const own = counts.byRound.get(round.roundId);
  const open = roundPhase(round, app.clock.nowMs()) === 'open';
  const standing =
    round.standingVersion === null ? null : await readStanding(app.db, round.roundId, round.standingVersion);
  return {
    ...roundHead(round, app.clock.nowMs()),
    persons: { atLeast: own?.roundPersons ?? 0, exact: true },
    counts: {
      attempts: own?.attempts ?? 0,
      roundPersons: own?.roundPersons ?? 0,
      sumOfRoundPersons,
      contestPersons: counts.contestPersons,
    },
    openAttempts: open ? (counts.openAttempts.get(round.roundId) ?? 0) : 0,
    startsPerMinute: open ? app.live.startsPerMinute(round.roundId) : 0,
    leaders: open ? await readLeaders(app, contest, round) : [],
    standing: standing
      ? { version: standing.version, computedAtMs: standing.computed_at_ms, toDecide: standing.to_decide }
      : null,
    ...viewSealOf(contest, round),
    resultsPath: round.published ? resultsPathOf(contest, round) : null,
  };
}

async function readLeaders(
  app: Pick<App, 'db' | 'rankings'>,
  contest: CachedContest,
  round: CachedRound,
): Promise<DeskRound['leaders']> {
  const top = await app.rankings.top(boardOf(round.roundId), 10);
  const people = new Map(
    (
      await readEnrolledAt(
        app.db,
        top.map((each) => each.who),
        round.closesAtMs,
      )
    ).map((person) => [person.id, person]),
  );
  return top.map(({ who, key, rank }) => {
    const person = people.get(who);
    const unit = person?.unit_code ? contest.units.unitOf(person.unit_code) : null;
    return {
      rank,
      name: person?.name ?? '',
      unitName: unit?.name ?? null,
      ...readRankKey(key, contest.rules.time.resolution),
    };
  });
}
