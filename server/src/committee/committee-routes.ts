import { GiveOrder, ListQuery, ReturnPlace, TableQuery } from '@hoithi/shared/contract/committee';
import { ContestId, RoundId } from '@hoithi/shared/contract/ids';
import { limits } from '@hoithi/shared/contract/limits';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import { z } from 'zod';
import type { App } from '../app-parts.ts';
import { contestInScope } from '../contest/contest-scope.ts';
import type { CachedContest, CachedRound } from '../contest/contests.ts';
import { limitDevices } from '../web/request-limits.ts';
import { file, json, type Route, route } from '../web/route.ts';
import type { Acting } from '../web/sessions.ts';
import { giveOrder } from './give-order.ts';
import { loadList, loadTable } from './load-brought.ts';
import { returnPlace } from './places.ts';
import { readCommittee } from './read-committee.ts';

const orderBytesMax = 64 * 1024;
const ContestPath = z.object({ contestId: ContestId });
const RoundPath = ContestPath.extend({ roundId: RoundId });
const table = file(limits.unitFileBytesMax, 'text/csv');

/**
 * What the committee brings to a contest: lists of people, tables of numbers, orders, places given back. `?write=true` saves
 * what was shown before. SPEC M22 to M28.
 */
export function committeeRoutes(app: Pick<App, 'bus' | 'clock' | 'contests' | 'db'>): Route[] {
  const scope = (by: Acting, { contestId }: { contestId: string }) => contestInScope(app, by, contestId);
  const path = '/api/organizer/contests/:contestId/committee';
  const shared = { object: 'committee', absent: 'contest', limit: limitDevices(30, 60), scope } as const;
  return [
    route(
      {
        ...shared,
        may: 'committee:read',
        method: 'get',
        path,
        title: 'What the rules leave to the committee, and how far it is',
        params: ContestPath,
        limit: limitDevices(60, 60),
      },
      ({ scope: contest }) => readCommittee(app, contest),
    ),
    route(
      {
        ...shared,
        may: 'committee:change',
        method: 'post',
        path: `${path}/lists/:list`,
        title: 'Reads a list of people that a population names; with `write=true` saves it',
        params: ContestPath.extend({ list: z.string().min(1).max(40) }),
        query: ListQuery,
        body: table,
      },
      ({ who, scope: contest, params, query, body }) =>
        loadList(app, who, contest, params.list, {
          file: body,
          source: query.source,
          write: query.write === 'true',
        }),
    ),
    route(
      {
        ...shared,
        may: 'committee:change',
        method: 'post',
        path: `${path}/tables/:roundId`,
        title: "Reads a table of a round's numbers; with `write=true` saves it as the next signed version",
        params: RoundPath,
        query: TableQuery,
        body: table,
      },
      async ({ who, scope: contest, params, query, body }) => {
        const found = roundOf(contest, params.roundId);
        return found.ok ? loadTable(app, who, found.value, body, query) : found;
      },
    ),
    route(
      {
        ...shared,
        may: 'committee:decide',
        method: 'post',
        path: `${path}/orders`,
        title: 'Saves the order of people that the committee names, with its reason',
        params: ContestPath,
        body: json(GiveOrder, orderBytesMax),
      },
      ({ who, scope: contest, body }) => giveOrder(app, who, contest, body),
    ),
    route(
      {
        ...shared,
        may: 'committee:change',
        method: 'post',
        path: `${path}/places/:roundId/return`,
        title: "Gives one of a round's counted places back, with the reason",
        params: RoundPath,
        body: json(ReturnPlace, orderBytesMax),
      },
      async ({ who, scope: contest, params, body }) => {
        const found = roundOf(contest, params.roundId);
        return found.ok ? returnPlace(app, who, found.value, body) : found;
      },
    ),
  ];
}

function roundOf(contest: CachedContest, roundId: string): Result<{ contest: CachedContest; round: CachedRound }> {
  const round = contest.rounds.find((each) => each.roundId === roundId);
  return round ? accept({ contest, round }) : refuse({ code: 'not_found', what: 'round' });
}
