import { AddMeans, ChangeOwnAccount, ProveAgain } from '@hoithi/shared/contract/accounts';
import { limits } from '@hoithi/shared/contract/limits';
import { accept } from '@hoithi/shared/contract/result';
import { z } from 'zod';
import { limitStaffSessions } from '../web/request-limits.ts';
import { json, type Route, route } from '../web/route.ts';
import {
  addMeans,
  changeOwnAccount,
  dropPasskey,
  endSessions,
  holderOf,
  proveAgain,
  renewRecoveryCodes,
  viewOwnAccount,
} from './own-account.ts';
import { placeOf } from './own-place.ts';
import type { AccountsApp } from './staff-sign-in-routes.ts';

const credentialBytesMax = 16_384;
const Nothing = z.object({});

/** What somebody sees and changes of the own account. SPEC I3, I9-I11, I14. */
export function ownAccountRoutes(app: AccountsApp): Route[] {
  const careful = limitStaffSessions(30, 60);
  const own = { may: 'account:own', object: 'account', limit: careful, scope: holderOf } as const;
  return [
    route({ ...own, method: 'get', path: '/api/account', title: 'The own account' }, async ({ scope }) =>
      accept(await viewOwnAccount(app, scope)),
    ),
    route(
      {
        ...own,
        method: 'post',
        path: '/api/account',
        title: 'Changes the own name and function',
        body: json(ChangeOwnAccount, limits.messageBytesMax),
        answers: Nothing,
      },
      ({ scope, body }) => changeOwnAccount(app, scope, body),
    ),
    route(
      {
        ...own,
        method: 'post',
        path: '/api/account/proof',
        title: 'Proves again who it is, for what weighs much',
        body: json(ProveAgain, credentialBytesMax),
        answers: z.object({ provedAtMs: z.number() }),
      },
      ({ scope, body, request }) => proveAgain(app, scope, body, placeOf(app, request)),
    ),
    route(
      {
        ...own,
        method: 'post',
        path: '/api/account/means',
        title: 'Adds a passkey, or sets the password anew',
        body: json(AddMeans, credentialBytesMax),
        answers: Nothing,
      },
      ({ scope, body, request }) => addMeans(app, scope, body.means, placeOf(app, request)),
    ),
    route(
      {
        ...own,
        method: 'post',
        path: '/api/account/passkeys/:id/delete',
        title: 'Deletes a passkey of the own account',
        params: z.object({ id: z.string().max(2_000) }),
        absent: 'passkey',
        answers: Nothing,
      },
      ({ scope, params }) => dropPasskey(app, scope, params.id),
    ),
    route(
      {
        ...own,
        method: 'post',
        path: '/api/account/recovery-codes',
        title: 'New recovery codes, shown once; those before open nothing any more',
        answers: z.array(z.string()),
      },
      ({ scope }) => renewRecoveryCodes(app, scope),
    ),
    route(
      {
        ...own,
        method: 'post',
        path: '/api/account/sessions/end-others',
        title: 'Ends every other session of the own account',
        answers: z.object({ ended: z.number() }),
      },
      ({ scope }) => endSessions(app, scope, { exceptId: scope.id }),
    ),
    route(
      {
        ...own,
        method: 'post',
        path: '/api/account/sessions/:id/end',
        title: 'Ends one session of the own account',
        params: z.object({ id: z.uuid() }),
        absent: 'session',
        answers: z.object({ ended: z.number() }),
      },
      ({ scope, params }) => endSessions(app, scope, { id: params.id }),
    ),
  ];
}
