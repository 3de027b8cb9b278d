import { limits } from '@hoithi/shared/contract/limits';
import { accept } from '@hoithi/shared/contract/result';
import { EnterDemo } from '@hoithi/shared/contract/sign-in';
import { z } from 'zod';
import type { App } from '../app-parts.ts';
import { limitDevices } from '../web/request-limits.ts';
import { json, type Route, route } from '../web/route.ts';
import { setSessionCookie } from '../web/sessions.ts';
import { enterDemo } from './enter-demo.ts';

/** Anybody may try the demo contest in every role. SPEC D3. */
export function demoRoutes(app: Pick<App, 'clock' | 'contests' | 'db'>): Route[] {
  return [
    route(
      {
        method: 'post',
        path: '/api/demo/enter',
        title: 'Opens a session of the demo contest in the role that is chosen',
        may: 'anyone',
        limit: limitDevices(60, 60),
        body: json(EnterDemo, limits.messageBytesMax),
        answers: z.object({ goTo: z.string() }),
      },
      async ({ body, request, response }) => {
        const entered = await enterDemo(app, body);
        if (!entered.ok) return entered;
        const { session, goTo } = entered.value;
        if (session) setSessionCookie(request, response, session.kind, session);
        return accept({ goTo });
      },
    ),
  ];
}
