import type { CheckedCertificate } from '@hoithi/shared/contract/papers';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import { maskName } from '@hoithi/shared/rules/mask-name';
import type { App } from '../app-parts.ts';
import { labelOf } from '../round/label-lists.ts';
import { wonPrize } from '../round/won-prize.ts';
import { findCertificate, hasPrize } from './certificates-sql.ts';

/**
 * What the paper with this id says, the name masked where its consent is withdrawn, and whether it holds: it does while the published result gives the person that prize.
 *
 * Refuses  not_found: there is no such certificate.
 * Source   SPEC F26, S61.
 */
export async function checkCertificate(
  app: Pick<App, 'contests' | 'db'>,
  id: string,
): Promise<Result<CheckedCertificate>> {
  const row = await findCertificate(app.db, id);
  const found = row && app.contests.byRound(row.round_id);
  if (!row || !found) return refuse({ code: 'not_found', what: 'certificate' });
  const { contest, round } = found;
  const { rulebook, slug } = contest;
  const version = round.publishedVersion;
  const prize = wonPrize(rulebook, { ...row, amount_vnd: null });
  const holds = version !== null && (await hasPrize(app.db, version, row));
  return accept({
    state: version === null ? 'awaiting' : holds ? 'valid' : 'withdrawn',
    contest: { slug, name: rulebook.meta.name, host: rulebook.meta.host },
    round: round.label,
    number: `${row.no}/${row.series}`,
    stated:
      version === null || row.name === null || prize === null
        ? null
        : {
            name: row.name_withdrawn ? maskName(row.name) : row.name,
            unitName: row.unit_name,
            list: labelOf(contest, row.standing_id),
            prize: prize.label,
          },
  });
}
