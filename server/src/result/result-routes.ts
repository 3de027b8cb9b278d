import { RoundId } from '@hoithi/shared/contract/ids';
import { accept } from '@hoithi/shared/contract/result';
import {
  CorrectResult,
  FinalizeResult,
  LookAtNames,
  MakeDecision,
  PlacesQuery,
  PreviewDecision,
  WinnersWanted,
} from '@hoithi/shared/contract/result-desk';
import { WithdrawPending } from '@hoithi/shared/contract/two-people';
import { z } from 'zod';
import { placeOf } from '../accounts/own-place.ts';
import { withdrawPending } from '../accounts/two-people.ts';
import type { App } from '../app-parts.ts';
import { roundInScope } from '../contest/contest-scope.ts';
import { publishRound } from '../round/publish-round.ts';
import { limitDevices } from '../web/request-limits.ts';
import { attachment, json, type Route, route } from '../web/route.ts';
import type { Acting } from '../web/sessions.ts';
import { makeDecision, previewDecision } from './decide.ts';
import { finalizeResult, finalizing } from './finalize.ts';
import { readPlaces } from './read-places.ts';
import { listKeyQuestions, readResult } from './read-result.ts';
import { readSignals } from './read-signals.ts';
import { writeWinners } from './winners-sheet.ts';

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

type Deps = Pick<
  App,
  | 'background'
  | 'bus'
  | 'clock'
  | 'contests'
  | 'db'
  | 'live'
  | 'logKey'
  | 'publicUrl'
  | 'publishedDir'
  | 'secondScorer'
  | 'sequencer'
>;

/** The committee's path from the close to a signed result. SPEC F10-F19. */
export function resultRoutes(app: Deps): Route[] {
  const path = '/api/organizer/rounds/:roundId/result';
  const shared = {
    object: 'result',
    params: z.object({ roundId: RoundId }),
    absent: 'round',
    scope: (by: Acting, { roundId }: { roundId: string }) => roundInScope(app, by, roundId),
  } as const;
  const act = { ...shared, method: 'post', limit: limitDevices(60, 60) } as const;
  const read = { ...shared, method: 'get', limit: limitDevices(120, 60), may: 'result:read' } as const;
  const small = 4 * 1024;
  const large = 128 * 1024;
  return [
    route(
      { ...read, path, title: 'A result: what is open, decided, confirmed and published' },
      ({ who, scope, request }) => readResult(app, who, scope, placeOf(app, request)),
    ),
    route(
      { ...read, path: `${path}/places`, title: 'Places of a standing, names masked', query: PlacesQuery },
      ({ scope, query }) => readPlaces(app, scope, query),
    ),
    route(
      {
        ...act,
        path: `${path}/names`,
        title: 'Places with full names and phones, for a reason that the trail keeps',
        may: 'contacts:read',
        body: json(LookAtNames, small),
      },
      ({ who, scope, body: { reason, ...asked } }) => readPlaces(app, scope, asked, { actor: who.actor, reason }),
    ),
    route(
      {
        ...act,
        path: `${path}/contacts`,
        title: 'Winners with names and phones as a workbook, for a reason that the trail keeps',
        may: 'contacts:read',
        body: json(WinnersWanted, small),
        answers: xlsx,
      },
      async ({ who, scope, body: { reason, lang } }) => {
        const made = await app.background.run(() => writeWinners(app, scope, { actor: who.actor, reason }, lang));
        if (!made.ok) return made;
        const name = `lien-he-nguoi-dat-giai-${scope.contest.slug}-${scope.round.ordinal}.xlsx`;
        return { file: made.value, mediaType: xlsx, headers: attachment(name) };
      },
    ),
    route(
      {
        ...act,
        method: 'get',
        path: `${path}/questions`,
        title: 'Questions of the round with their key',
        may: 'result:decide',
      },
      ({ scope }) => accept(listKeyQuestions(scope)),
    ),
    route(
      {
        ...act,
        ...{ method: 'get', limit: limitDevices(10, 60) },
        path: `${path}/signals`,
        title: 'What judges may look into, with how many would look like it by chance',
        may: 'result:decide',
      },
      ({ scope }) => app.background.run(() => readSignals(app, scope)),
    ),
    route(
      {
        ...act,
        path: `${path}/preview`,
        title: 'What a decision would change; it is not made',
        may: 'result:decide',
        body: json(PreviewDecision, large),
      },
      ({ who, scope, body }) => previewDecision(app, who, scope, body),
    ),
    route(
      {
        ...act,
        path: `${path}/decide`,
        title: 'Makes a decision, and the standing that rests on it',
        may: 'result:decide',
        body: json(MakeDecision, large),
      },
      ({ who, scope, body }) => makeDecision(app, who, scope, body),
    ),
    route(
      {
        ...act,
        path: `${path}/finalize`,
        title: 'Confirms a standing, first or second',
        may: 'result:finalize',
        body: json(FinalizeResult, 16 * 1024),
      },
      ({ who, scope, body, request }) => finalizeResult(app, who, scope, body, placeOf(app, request)),
    ),
    route(
      {
        ...act,
        path: `${path}/withdraw`,
        title: 'Withdraws a first confirmation',
        may: 'result:finalize',
        body: json(WithdrawPending, small),
      },
      ({ who, scope, body }) =>
        app.db.transaction((tx) =>
          withdrawPending(tx, app, who, finalizing(scope, { version: 0, hash: '' }), body.pendingId),
        ),
    ),
    route(
      {
        ...act,
        path: `${path}/correct`,
        title: 'Publishes a finalized correction, with its reason',
        may: 'round:publish',
        body: json(CorrectResult, small),
      },
      ({ who, scope, body }) => publishRound(app, who, scope.round.roundId, body.reason),
    ),
  ];
}
