import { type FigureHours, figureHours } from '@hoithi/shared/contract/message-views';
import { accept, refuse } from '@hoithi/shared/contract/result';
import { z } from 'zod';
import type { App } from '../app-parts.ts';
import { installationInScope } from '../contest/contest-scope.ts';
import { limitDevices } from '../web/request-limits.ts';
import { type Route, route } from '../web/route.ts';
import { isDemoOnly } from '../web/sessions.ts';
import { viewMessages } from './view-messages.ts';

const FiguresQuery = z.object({
  hours: z
    .enum(['1', '24', '720'])
    .default('24')
    .transform((hours): FigureHours => figureHours.find((each) => String(each) === hours) ?? 24),
});

/** How messages reach phones, for those who answer for it. SPEC S54, I41. */
export const messageRoutes = (app: Pick<App, 'clock' | 'contests' | 'db' | 'gateway'>): Route[] => [
  route(
    {
      method: 'get',
      path: '/api/organizer/messages',
      title: 'What each message route sent, what failed and why, how many codes were used, what is left of its budget',
      may: 'messages:read',
      object: 'messages',
      limit: limitDevices(120, 60),
      query: FiguresQuery,
      scope: (by) => (isDemoOnly(app, by) ? refuse({ code: 'not_in_demo' }) : installationInScope(app, by)),
    },
    async ({ query }) => accept(await viewMessages(app, query.hours)),
  ),
];
