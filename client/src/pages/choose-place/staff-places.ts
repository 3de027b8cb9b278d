import type { OwnAccount } from '@hoithi/shared/contract/accounts';
import type { SiteCard } from '@hoithi/shared/contract/public';
import { hasPermission } from '@hoithi/shared/rules/permissions';

/** A contest, or a unit of one, for which somebody with an account may open a page. */
export type Place = { contestId: string; unitCode: string | null; name: string; of: string | null };

/** The contests in which the roles open the MC's page, each once. A role in every contest opens them all. SPEC I2, H2. */
export function listMcPlaces(
  grants: OwnAccount['grants'],
  site: Pick<SiteCard, 'contests'> | null,
  locale: 'vi' | 'en',
): Place[] {
  const own = grants.filter(({ role }) => hasPermission(role, 'mc:enter'));
  const named = own.flatMap(({ contestId, contestName }) =>
    contestId === null ? [] : [{ contestId, unitCode: null, name: contestName ?? contestId, of: null }],
  );
  const isEverywhere = own.some(({ contestId }) => contestId === null);
  const all = isEverywhere
    ? (site?.contests ?? []).map((each) => ({
        contestId: each.contestId,
        unitCode: null,
        name: each.name[locale],
        of: null,
      }))
    : [];
  return distinct([...all, ...named]);
}

/** The units that are led, each once. SPEC U4. */
export const listLedUnits = (grants: OwnAccount['grants']): Place[] =>
  distinct(
    grants.flatMap(({ role, contestId, unitCode, contestName, unitName }) =>
      role === 'unit-leader' && contestId !== null && unitCode !== null
        ? [{ contestId, unitCode, name: unitName ?? unitCode, of: contestName }]
        : [],
    ),
  );

const keyOf = ({ contestId, unitCode }: Place): string => `${contestId} ${unitCode}`;
const distinct = (places: Place[]): Place[] => [...new Map(places.map((place) => [keyOf(place), place])).values()];
