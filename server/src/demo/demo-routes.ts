import { limits } from '@hoithi/shared/contract/limits';
import { accept, refuse } from '@hoithi/shared/contract/result';
import { EnterDemo, MinuteShowJoined } from '@hoithi/shared/contract/sign-in';
import { z } from 'zod';
import type { App } from '../app-parts.ts';
import { limitDevices, limitDevicesAndAddresses } from '../web/request-limits.ts';
import { attachment, json, type Route, route } from '../web/route.ts';
import { setSessionCookie } from '../web/sessions.ts';
import { enterDemo } from './enter-demo.ts';
import type { MinuteShow } from './minute-show.ts';
import { tamperedBundle } from './tampered-bundle.ts';

/** Anybody may try the demo contest in every role. SPEC D3. */
export function demoRoutes(
  app: Pick<App, 'background' | 'clock' | 'contests' | 'db' | 'logKey' | 'publishedDir' | 'sequencer'>,
  minuteShow: MinuteShow,
): Route[] {
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
    route(
      {
        method: 'post',
        path: '/api/demo/minute-show',
        title: 'Joins the show of the demo that drives itself, which begins where none is on',
        may: 'anyone',
        limit: limitDevicesAndAddresses({ device: 6, address: 120 }, 60),
        body: json(z.object({}).strict(), limits.messageBytesMax),
        answers: MinuteShowJoined,
      },
      () => minuteShow.join(),
    ),
    route(
      {
        method: 'get',
        path: '/api/demo/tampered-bundle',
        title: "The demo's proof bundle with two prizes swapped, to see what a verifier says of it",
        may: 'anyone',
        limit: limitDevices(10, 60),
        absent: 'contest',
        answers: 'application/gzip',
      },
      async () => {
        const tampered = await tamperedBundle(app);
        if (!tampered) return refuse({ code: 'not_found', what: 'bundle' });
        return {
          file: tampered.file,
          mediaType: 'application/gzip',
          headers: attachment(`${tampered.slug}.sua-sai.proof.gz`),
        };
      },
    ),
  ];
}
