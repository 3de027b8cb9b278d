import { canonicalJson } from '@hoithi/shared/rules/canonical-json';
import { merkleRoot } from '@hoithi/shared/rules/merkle';
import type { CachedContest, CachedRound } from '../contest/contests.ts';
import { readLeaf } from '../log/entries-sql.ts';
import { hashLeafBytes } from '../log/leaf-hash.ts';
import type { CloseLeaf } from '../log/leaves.ts';
import { saltOf, sealField, sealOf } from '../log/seals.ts';
import { toHex } from '../log/sequencer.ts';
import type { Queries } from '../platform/db/database.ts';
import { readBroughtIds } from './brought-people.ts';
import { insertMembers, readMembers, readSavedMembers } from './close-members-sql.ts';

type Yield = () => Promise<void>;
type Round = Pick<CachedRound, 'roundId' | 'name' | 'closesAtMs'>;
type Contest = Pick<CachedContest, 'contestId' | 'units' | 'rulebook' | 'rounds' | 'demo'>;
export type AtClose = { settledAtMs: number; yieldIfDue: Yield };
/** `open`: salt and unit; null: the seal cannot be opened any more. */
export type Member = {
  person: string;
  unit: string | null;
  open: [salt: string, value: string | null] | null;
  /** What the ledger has of the person now. */
  now: { hasKey: boolean; unit: string | null };
  hash: Uint8Array;
};
type Sealed = { person: string; unit: string | null };

const nobody = '00000000-0000-0000-0000-000000000000';
const pageSize = 500;
const scopeOf = ({ name }: Round): string => `close/${name}`;
const hashOf = ({ person, unit }: Sealed): Uint8Array => hashLeafBytes(canonicalJson({ person, unit }));
const byPerson = (one: Sealed, other: Sealed): number => (one.person < other.person ? -1 : 1);
export const rootOfMembers = (members: readonly { hash: Uint8Array }[]): string =>
  toHex(merkleRoot(members.map(({ hash }) => hash)));

/** Everybody of a settled round by pseudonym, each with the unit at its close, sealed now. */
async function* sealPages(
  db: Queries,
  contest: Contest,
  round: Round,
  { settledAtMs, yieldIfDue }: AtClose,
): AsyncGenerator<Sealed[]> {
  const brought = await readBroughtIds(db, contest, round, settledAtMs);
  for (let after = nobody; ; ) {
    const page = await readMembers(db, round.roundId, round.closesAtMs, { brought, after, max: pageSize });
    const last = page.at(-1);
    if (!last) return;
    yield page.map(({ pseudonym: person, key, unit_code }) => {
      const value = unit_code === null ? null : (contest.units.merged.get(unit_code) ?? unit_code);
      return { person, unit: sealOf(key, scopeOf(round), 'unit', value) };
    });
    after = last.contestant_id;
    await yieldIfDue();
  }
}

/** Seals and saves the people of a round that was settled; done again, what was saved stays. SPEC Z15. */
export async function saveMembers(db: Queries, contest: Contest, round: Round, at: AtClose): Promise<void> {
  for await (const page of sealPages(db, contest, round, at)) await insertMembers(db, round.roundId, page);
}

/** Of a close from before they were saved: where they still make its root. */
export async function saveMembersAgain(db: Queries, contest: Contest, round: Round, at: AtClose): Promise<void> {
  const sealed: Sealed[] = [];
  for await (const page of sealPages(db, contest, round, at)) sealed.push(...page);
  const { members } = JSON.parse((await readLeaf(db, contest.contestId, scopeOf(round))) ?? '{}') as CloseLeaf;
  const root = rootOfMembers(sealed.toSorted(byPerson).map((each) => ({ hash: hashOf(each) })));
  if (members?.root !== root) return;
  for (let from = 0; from < sealed.length; from += pageSize)
    await insertMembers(db, round.roundId, sealed.slice(from, from + pageSize));
}

/** As they were saved, in the order of pseudonyms; a seal is opened where what is there now is what was sealed. */
export async function readClosedMembers(
  db: Queries,
  { units }: Pick<Contest, 'units'>,
  round: Round,
  yieldIfDue: Yield,
): Promise<Member[]> {
  const members: Member[] = [];
  for (let after = nobody; ; ) {
    const page = await readSavedMembers(db, round.roundId, round.closesAtMs, { after, max: pageSize });
    const last = page.at(-1);
    if (!last) return members;
    for (const { person, unit, key, unit_code } of page) {
      const value = unit_code === null ? null : (units.merged.get(unit_code) ?? unit_code);
      const salt = key && saltOf(key, scopeOf(round), 'unit');
      const isOpen = salt !== null && unit === sealField(salt, 'unit', value);
      members.push({
        person,
        unit,
        open: isOpen ? [salt, value] : null,
        now: { hasKey: key !== null, unit: value },
        hash: hashOf({ person, unit }),
      });
    }
    after = last.person;
    await yieldIfDue();
  }
}
