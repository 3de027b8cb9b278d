import type { CollectiveDesk, StoredStanding } from '@hoithi/shared/contract/collective-standing';
import { accept, type Result } from '@hoithi/shared/contract/result';
import { listUnitAwards } from '@hoithi/shared/rulebook/judge/judge-units';
import { printUnitAward } from '@hoithi/shared/rulebook/print/print-results';
import type { App } from '../app-parts.ts';
import type { By } from '../contest/contest-scope.ts';
import { readUnitGroups, type UnitGroupRow } from '../contest/unit-groups-sql.ts';
import { candidatesOf } from './candidates.ts';
import { readCollectiveStandings } from './collective-standings-sql.ts';
import { basisOf, findContest, headOf, judgeForPage, roundsOf } from './judge-collective.ts';
import { collectivePathOf } from './publish-collective.ts';

/** Every award of units as judged now, with its saved and published standings. SPEC G8. */
export async function readCollective(
  app: Pick<App, 'clock' | 'contests' | 'db'>,
  by: By,
  contestId: string,
): Promise<Result<CollectiveDesk>> {
  const found = findContest(app, by, contestId);
  if (!found.ok) return found;
  const contest = found.value;
  const saved = await readCollectiveStandings(app.db, contestId);
  const awards = listUnitAwards(contest.rulebook);
  const judged = awards.length === 0 ? [] : await judgeForPage(app, contest);
  return accept({
    awards: awards.map((award, at) => {
      const rounds = roundsOf(contest, award);
      return {
        at,
        award: headOf(award),
        printed: printUnitAward(contest.rulebook, award),
        basis: basisOf(rounds),
        now: judged[at] ?? { groups: [], leftOut: [] },
        candidates: award.standing.by.kind === 'committee' ? candidatesOf(contest, award) : [],
        provisional: rounds.some((round) => !round.settled),
        standings: saved
          .filter((standing) => standing.award === at)
          .map(
            ({ version, computed_at_ms, to_decide, published_at_ms }): StoredStanding => ({
              version,
              computedAtMs: computed_at_ms,
              toDecide: to_decide,
              publishedAtMs: published_at_ms,
            }),
          ),
      };
    }),
    groups: gather(await readUnitGroups(app.db, contestId)),
    resultsPath: saved.some(({ published_at_ms }) => published_at_ms !== null) ? collectivePathOf(contest) : null,
  });
}

function gather(rows: readonly UnitGroupRow[]): CollectiveDesk['groups'] {
  const groups = new Map<string, CollectiveDesk['groups'][number]>();
  for (const { group_key, group_name, as_of } of rows) {
    const known = groups.get(group_key) ?? { name: group_name, units: 0, newestDate: as_of };
    const newestDate = [as_of, known.newestDate].toSorted().at(-1) ?? as_of;
    groups.set(group_key, { ...known, units: known.units + 1, newestDate });
  }
  return [...groups.values()];
}
