import { ChangeRoles, InviteAccount, type PermissionTable } from '@hoithi/shared/contract/accounts';
import { limits } from '@hoithi/shared/contract/limits';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import { staffRoles } from '@hoithi/shared/contract/staff';
import { permissions, weighty } from '@hoithi/shared/rules/permissions';
import { z } from 'zod';
import { limitStaffSessions } from '../web/request-limits.ts';
import { json, type Route, route } from '../web/route.ts';
import type { Acting } from '../web/sessions.ts';
import {
  changeRoles,
  inviteAccount,
  type Keeper,
  listStaff,
  removeAccount,
  resetAccount,
  withdrawInvitation,
} from './staff-accounts.ts';
import type { AccountsApp } from './staff-sign-in-routes.ts';

const Nothing = z.object({});
const Link = z.object({ id: z.string(), path: z.string(), expiresAtMs: z.number() });

/** Whoever came by a link or entered the demo keeps no accounts. SPEC I4. */
const keeperOf = (who: Acting): Result<Keeper> =>
  who.accountId === null ? refuse({ code: 'not_allowed' }) : accept({ ...who, accountId: who.accountId });

/** Everybody's accounts, and which role may do what. SPEC I1, I2, I13. */
export function staffAccountRoutes(app: AccountsApp): Route[] {
  const read = { may: 'accounts:read', object: 'accounts', scope: keeperOf } as const;
  const change = { may: 'accounts:change', object: 'accounts', limit: limitStaffSessions(60, 60) } as const;
  const account = { ...change, params: z.object({ accountId: z.uuid() }), absent: 'account' } as const;
  const body = <S extends z.ZodType>(schema: S) => json(schema, limits.messageBytesMax);
  return [
    route({ ...read, method: 'get', path: '/api/accounts', title: 'Accounts and invitations' }, async ({ scope }) =>
      accept(await listStaff(app, scope)),
    ),
    route(
      {
        ...change,
        scope: keeperOf,
        method: 'post',
        path: '/api/accounts/invite',
        title: 'A link to send, by which somebody makes an account once',
        body: body(InviteAccount),
        answers: Link,
      },
      ({ scope, body }) => inviteAccount(app, scope, body),
    ),
    route(
      {
        ...change,
        scope: keeperOf,
        method: 'post',
        path: '/api/accounts/invitations/:id/revoke',
        title: 'Closes an invitation that nobody has used',
        params: z.object({ id: z.uuid() }),
        absent: 'invitation',
        answers: Nothing,
      },
      ({ scope, params }) => withdrawInvitation(app, scope, params.id),
    ),
    route(
      {
        ...account,
        scope: keeperOf,
        method: 'post',
        path: '/api/accounts/:accountId/reset',
        title: 'A link by which the holder makes the ways to sign in anew',
        answers: Link,
      },
      ({ scope, params }) => resetAccount(app, scope, params.accountId),
    ),
    route(
      {
        ...account,
        scope: keeperOf,
        method: 'post',
        path: '/api/accounts/:accountId/roles',
        title: 'Gives and takes roles',
        body: body(ChangeRoles),
        answers: Nothing,
      },
      ({ scope, params, body }) => changeRoles(app, scope, params.accountId, body.grants),
    ),
    route(
      {
        ...account,
        scope: keeperOf,
        method: 'post',
        path: '/api/accounts/:accountId/remove',
        title: 'Removes an account; its sessions end at once',
        answers: Nothing,
      },
      ({ scope, params }) => removeAccount(app, scope, params.accountId),
    ),
    route(
      {
        method: 'get',
        path: '/api/permissions',
        title: 'Which role may do what, as the server decides it',
        may: 'account:own',
      },
      () => accept(viewPermissions()),
    ),
  ];
}

const viewPermissions = (): PermissionTable => ({
  roles: staffRoles,
  permissions: Object.entries(permissions).map(([id, roles]) => ({
    id,
    roles,
    weighty: weighty.has(id as keyof typeof permissions),
  })),
});
