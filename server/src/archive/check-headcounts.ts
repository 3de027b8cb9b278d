import { dayOf } from '@hoithi/shared/rulebook/judge/zoned-time';
import type { CachedContest, CachedRound, Contests } from '../contest/contests.ts';
import { readHeadcountsOf, readKindHeadcounts } from '../contest/headcounts-sql.ts';
import { headcountKinds, unitFacts } from '../contest/unit-facts.ts';
import type { Queries } from '../platform/db/database.ts';
import { readSettledBasis, readStandings } from '../round/standings-sql.ts';
import type { Finding } from './checks-sql.ts';
import { Samples } from './samples.ts';

/** The headcounts that rounds were settled with, against those that had been loaded until then. SPEC B2b, C20, M26. */
export async function checkHeadcounts(tx: Queries, contests: Contests): Promise<Finding[]> {
  const wrong = new Samples('headcounts.settled');
  for (const contest of contests.all())
    for (const round of contest.rounds)
      for (const code of await listWrong(tx, contest, round)) wrong.add(`${contest.slug} ${round.name} ${code}`);
  return wrong.findings();
}

async function listWrong(tx: Queries, contest: CachedContest, round: CachedRound): Promise<string[]> {
  const [first] = await readStandings(tx, round.roundId);
  const basis = first && (await readSettledBasis(tx, round.roundId, first.version));
  if (!basis) return [];
  const { contestId, rulebook, units } = contest;
  const day = dayOf(round.closesAtMs - 1, rulebook.locale.timezone);
  const kinds = headcountKinds(rulebook);
  const figures = {
    headcounts: await readHeadcountsOf(tx, contestId, day, first.computed_at_ms),
    byKind: kinds.length === 0 ? [] : await readKindHeadcounts(tx, contestId, day, first.computed_at_ms),
    groups: [],
  };
  const now = new Map(unitFacts(units, kinds, figures).map(({ code, headcounts }) => [code, headcounts]));
  return basis.units
    .filter(({ code, headcounts }) =>
      headcounts.some(({ kind, people }) =>
        now.get(code)?.some((each) => each.kind === kind && each.people !== people),
      ),
    )
    .map(({ code }) => code);
}
