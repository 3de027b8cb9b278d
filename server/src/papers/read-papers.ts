import { type PapersDesk, paperKinds } from '@hoithi/shared/contract/papers';
import { accept, type Result } from '@hoithi/shared/contract/result';
import type { App } from '../app-parts.ts';
import type { CachedContest, CachedRound } from '../contest/contests.ts';
import { groupBy } from '../proof/group-by.ts';
import { labelOf } from '../round/label-lists.ts';
import { readWinningRows } from '../round/standings-sql.ts';
import { wonPrize } from '../round/won-prize.ts';
import { readCertificates } from './certificates-sql.ts';
import { readDetails } from './details-sql.ts';
import { signedVersion } from './issue-certificates.ts';

/** What papers were last printed with, and which prizes may have certificates; no names of winners. SPEC F24, F25. */
export async function readPapers(
  { db }: Pick<App, 'db'>,
  found: { contest: CachedContest; round: CachedRound },
): Promise<Result<PapersDesk>> {
  const { contest, round } = found;
  const remembered = await readDetails(db, contest.contestId, round.roundId, [...paperKinds, 'certificates']);
  const version = signedVersion(round);
  const { details, ofRound } = remembered;
  const signer = details.signer === '' ? (contest.rulebook.meta.signer ?? '') : details.signer; // as the printed rules say
  return accept({
    ofRound,
    details: { ...details, signer },
    prizes: version === null ? null : await listPrizes(db, found, version),
  });
}

async function listPrizes(
  db: App['db'],
  { contest, round }: { contest: CachedContest; round: CachedRound },
  version: number,
): Promise<NonNullable<PapersDesk['prizes']>> {
  const keyOf = (of: { standing_id: string; prize: string | null }) => `${of.standing_id} ${of.prize}`;
  const made = groupBy(await readCertificates(db, round.roundId), keyOf);
  const winners = (await readWinningRows(db, round.roundId, version)).filter(({ prize }) => prize !== null);
  return [...groupBy(winners, keyOf)].flatMap(([key, rows]) => {
    const [first] = rows;
    const prize = first && wonPrize(contest.rulebook, first);
    if (!first || !prize) return [];
    const has = new Set((made.get(key) ?? []).map(({ contestant_id }) => contestant_id));
    const award = contest.rulebook.awards.find(({ id }) => id === first.standing_id.split(/[@/]/)[0]);
    return [
      {
        ...{ list: first.standing_id, prize: first.prize ?? '', label: labelOf(contest, first.standing_id) },
        ...{ name: prize.label, promised: award?.prizes[prize.place]?.certificate ?? false },
        ...{ people: rows.length, made: rows.filter(({ contestant_id }) => has.has(contestant_id)).length },
      },
    ];
  });
}
