import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import { roundPhase } from '@hoithi/shared/rules/round';
import type { App } from '../app-parts.ts';
import type { By } from '../contest/contest-scope.ts';
import { lockContest } from '../contest/contests-sql.ts';
import { appendLeaf } from '../log/entries-sql.ts';
import { writeAudit } from '../platform/audit.ts';
import { readDecisions } from '../round/decisions-sql.ts';
import { insertCollectiveStanding, readCollectiveStandings } from './collective-standings-sql.ts';
import { basisOf, findAward, judgeCollective, roundsOf } from './judge-collective.ts';
import { unitsLeaf } from './units-leaf.ts';

/**
 * Saves an award's places as the contest's next numbered standing, which never changes, once all its rounds are settled.
 * SPEC G8, G9.
 */
export async function storeCollective(
  app: Pick<App, 'clock' | 'contests' | 'db'>,
  by: By,
  contestId: string,
  at: number,
): Promise<Result<{ version: number }>> {
  const known = findAward(app, by, contestId, at);
  if (!known.ok) return known;
  await app.contests.load(contestId); // units and standings as the ledger has them
  const found = findAward(app, by, contestId, at);
  if (!found.ok) return found;
  const { contest, award } = found.value;
  const rounds = roundsOf(contest, award);
  const open = rounds.find((round) => !round.settled);
  if (open) return refuse({ code: 'round_phase', phase: roundPhase(open, app.clock.nowMs()) });

  const version = await app.db.transaction(async (tx) => {
    await lockContest(tx, contestId); // standings are numbered one after the other, and units do not change meanwhile
    const decisions = await readDecisions(tx, contestId);
    // Whoever computes it again goes by the decisions until then: one of the same millisecond is later than its standing.
    const atMs = Math.max(app.clock.nowMs(), decisions.at(-1)?.at_ms ?? 0);
    const { judged, basis } = await judgeCollective(tx, contest, at, atMs);
    if (judged.groups.length === 0 && award.standing.by.kind === 'committee') return null; // no order was given
    const standings = await readCollectiveStandings(tx, contestId);
    const [latest] = standings;
    const standing = {
      contest_id: contestId,
      version: (latest?.version ?? 0) + 1,
      award: at,
      rules_version: contest.rulesVersion,
      basis: basisOf(rounds),
      computed_at_ms: atMs,
      to_decide: judged.groups.flatMap(({ places }) => places).filter(({ toDecide }) => toDecide).length,
      actor: by.actor,
    };
    if (!(await insertCollectiveStanding(tx, standing, judged))) return null;
    await appendLeaf(tx, contestId, unitsLeaf(contest, contest.rulebook, standing, judged, basis));
    await writeAudit(tx, {
      contestId,
      atMs,
      actor: by.actor,
      act: 'collective:store',
      object: `standing ${standing.version}`,
      detail: {
        award: at + 1,
        toDecide: standing.to_decide,
        basis: standing.basis.map((each) => each.standingVersion),
        before: { standing: standings.find((each) => each.award === at)?.version ?? null },
        after: { standing: standing.version },
      },
    });
    return standing.version;
  });
  return version === null ? refuse({ code: 'nothing_to_do' }) : accept({ version });
}
