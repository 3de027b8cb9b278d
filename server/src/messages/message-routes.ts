import { ContestId } from '@hoithi/shared/contract/ids';
import { type FigureHours, figureHours } from '@hoithi/shared/contract/message-views';
import { SendReminder } from '@hoithi/shared/contract/reminders';
import { accept, refuse } from '@hoithi/shared/contract/result';
import { z } from 'zod';
import type { App } from '../app-parts.ts';
import { contestInScope, installationInScope } from '../contest/contest-scope.ts';
import { limitDevices } from '../web/request-limits.ts';
import { json, type Route, route } from '../web/route.ts';
import { type Acting, isDemoOnly } from '../web/sessions.ts';
import { sendReminder, viewReminders } from './send-reminders.ts';
import { viewMessages } from './view-messages.ts';

const FiguresQuery = z.object({
  hours: z
    .enum(['1', '24', '720'])
    .default('24')
    .transform((hours): FigureHours => figureHours.find((each) => String(each) === hours) ?? 24),
});

type Deps = Pick<App, 'clock' | 'contests' | 'db' | 'gateway' | 'log' | 'ownAddress' | 'publicUrl'>;

/** How messages reach phones, for those who answer for it; and one to all who have not finished. SPEC S54, S57, I41. */
export const messageRoutes = (app: Deps): Route[] => [
  ...reminderRoutes(app),
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

function reminderRoutes(app: Deps): Route[] {
  const shared = {
    path: '/api/organizer/contests/:contestId/reminders',
    object: 'reminders',
    params: z.object({ contestId: ContestId }),
    absent: 'contest',
    scope: (by: Acting, { contestId }: { contestId: string }) => contestInScope(app, by, contestId),
  } as const;
  return [
    route(
      {
        ...shared,
        method: 'get',
        title: 'Who has not finished the open round, what a message to all of them costs, and what was sent before',
        may: 'people:find',
        limit: limitDevices(120, 60),
      },
      async ({ scope: contest }) => accept(await viewReminders(app, contest)),
    ),
    route(
      {
        ...shared,
        method: 'post',
        title: 'Sends a message to all who have not finished the open round, in the background; the same id sends once',
        may: 'reminders:send',
        limit: limitDevices(20, 60),
        body: json(SendReminder, 2_048),
      },
      async ({ who, scope: contest, body }) =>
        contest.demo ? refuse({ code: 'not_in_demo' }) : sendReminder(app, who, contest, body),
    ),
  ];
}
