import type { DeskDrawn } from '@hoithi/shared/contract/draws';
import { readAccount } from '../accounts/accounts-sql.ts';
import type { App } from '../app-parts.ts';
import type { CachedContest, CachedRound } from '../contest/contests.ts';
import { readEnrolledAt } from '../people/people-sql.ts';
import type { DecisionRow } from '../round/decisions-sql.ts';
import { peopleOf } from '../round/draw-leaves.ts';
import { type KnownDraw, readKnownDraws, viewDraw } from '../round/view-draws.ts';
import { hasGrown } from './draw-lots.ts';
import type { Deciding } from './save-decision.ts';
import { viewPerson } from './view-people.ts';

const peopleShown = 20;

/** Draws of a round as the committee sees them, the newest first: who named and typed, and the first people, masked. SPEC F41. */
export async function viewDrawn(
  { db }: Pick<App, 'db'>,
  by: Deciding,
  { contest, round }: { contest: CachedContest; round: CachedRound },
  decisions: readonly DecisionRow[],
): Promise<DeskDrawn[]> {
  const nameOf = async (accountId: string | null) => (accountId && (await readAccount(db, accountId))?.name) || '';
  const view = async (draw: KnownDraw): Promise<DeskDrawn> => ({
    ...viewDraw(contest, draw),
    by: await nameOf(draw.row.account_id),
    typed: await Promise.all(
      draw.steps
        .filter(({ kind }) => kind === 'typed')
        .map(async ({ account_id, at_ms: atMs }) => ({
          ...{ by: await nameOf(account_id), atMs },
          own: account_id !== null && account_id === by.accountId,
        })),
    ),
    first: await firstOf(db, contest, round, draw),
    decisionNo: decisions.find(({ detail }) => detail.draw === draw.row.id)?.no ?? null,
    listChanged: await hasGrown(db, round, draw),
  });
  return Promise.all((await readKnownDraws(db, round.roundId)).toReversed().map(view));
}

async function firstOf(
  db: App['db'],
  contest: CachedContest,
  round: CachedRound,
  { row, over }: KnownDraw,
): Promise<DeskDrawn['first']> {
  const numbers = (over?.numbers ?? []).slice(0, peopleShown);
  const ids = await peopleOf(db, row.id, numbers);
  const people = new Map((await readEnrolledAt(db, ids, round.closesAtMs)).map((person) => [person.id, person]));
  return numbers.map((number, at) => ({ number, ...viewPerson(contest, people.get(ids[at] ?? '')) }));
}
