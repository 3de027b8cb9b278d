import { RoundId } from '@hoithi/shared/contract/ids';
import { CertificateId, CertificatesWanted, PaperWanted } from '@hoithi/shared/contract/papers';
import { refuse } from '@hoithi/shared/contract/result';
import { z } from 'zod';
import type { App } from '../app-parts.ts';
import { roundInScope } from '../contest/contest-scope.ts';
import { rulesMediaTypes } from '../documents/rules/make-rules-paper.ts';
import { findDraft } from '../drafts/read-drafts.ts';
import { typedOrigin } from '../web/own-page.ts';
import { limitDevices, limitDevicesAndAddresses } from '../web/request-limits.ts';
import { attachment, json, type Route, route } from '../web/route.ts';
import type { Acting } from '../web/sessions.ts';
import { checkCertificate } from './check-certificate.ts';
import { issueCertificates } from './issue-certificates.ts';
import { fileNameOf, printResult } from './print-result.ts';
import { readPapers } from './read-papers.ts';
import { sampleCertificate } from './sample-certificate.ts';

/** Papers about a result, and certificates. SPEC F22, F24-F29. */
export function paperRoutes(app: Pick<App, 'clock' | 'contests' | 'db' | 'publicUrl'>): Route[] {
  const path = '/api/organizer/rounds/:roundId/result';
  const shared = {
    object: 'result',
    params: z.object({ roundId: RoundId }),
    absent: 'round',
    scope: (by: Acting, { roundId }: { roundId: string }) => roundInScope(app, by, roundId),
  } as const;
  const limit = limitDevices(60, 60);
  return [
    route(
      {
        ...shared,
        method: 'get',
        path: `${path}/papers`,
        title: 'What papers were last printed with, and prizes for certificates',
        may: 'result:read',
        limit: limitDevices(120, 60),
      },
      ({ scope }) => readPapers(app, scope),
    ),
    route(
      {
        ...shared,
        method: 'post',
        path: `${path}/paper`,
        title: 'A paper about a result: minutes, draft decision, announcement, weekly report, payments',
        may: 'contacts:read',
        limit,
        body: json(PaperWanted, 32 * 1024),
        answers: 'application/pdf',
      },
      async ({ who, scope, body, request }) => {
        const made = await printResult(app, who, scope, body, typedOrigin(app, request));
        if (!made.ok) return made;
        return {
          file: made.value,
          mediaType: rulesMediaTypes[body.as],
          headers: attachment(fileNameOf(scope, body)),
        };
      },
    ),
    route(
      {
        method: 'get',
        path: '/api/organizer/drafts/:draftId/certificate.pdf',
        title: 'A certificate as the prizes of a draft would have it, of nobody',
        may: 'draft:read',
        object: 'draft',
        params: z.object({ draftId: z.uuid() }),
        absent: 'draft',
        scope: (by: Acting, { draftId }: { draftId: string }) => findDraft(app.db, by, draftId),
        limit: limitDevices(20, 60),
        answers: 'application/pdf',
      },
      async ({ scope, request }) => {
        const made = await sampleCertificate(app, scope, typedOrigin(app, request));
        if (made === null) return refuse({ code: 'not_found', what: 'prize' });
        return {
          file: Buffer.from(made),
          mediaType: rulesMediaTypes.pdf,
          headers: attachment('giay-chung-nhan-xem-thu.pdf'),
        };
      },
    ),
    certificatesRoute(app, { ...shared, limit, path: `${path}/certificates` }),
    route(
      {
        method: 'get',
        path: '/api/certificates/:id',
        title: 'What a certificate says, and whether it holds',
        may: 'anyone',
        limit: limitDevicesAndAddresses({ device: 30, address: 600 }, 60),
        params: z.object({ id: CertificateId }),
        absent: 'certificate',
      },
      ({ params: { id } }) => checkCertificate(app, id),
    ),
  ];
}

type Shared = {
  object: string;
  params: z.ZodObject<{ roundId: typeof RoundId }>;
  absent: string;
  scope: (by: Acting, params: { roundId: string }) => ReturnType<typeof roundInScope>;
  limit: ReturnType<typeof limitDevices>;
  path: `/${string}`;
};

/** One file is made at a time: each takes a thread and some hundred megabytes. */
function certificatesRoute(app: Pick<App, 'clock' | 'db' | 'publicUrl'>, shared: Shared): Route {
  let making = false;
  return route(
    {
      ...shared,
      method: 'post',
      title: 'Certificates in one file or a ZIP, with the steps of their making',
      may: 'contacts:read',
      body: json(CertificatesWanted, 64 * 1024),
      answers: 'application/octet-stream',
    },
    async ({ who, scope, body, request }) => {
      if (making) return refuse({ code: 'busy', retryInMs: 10_000 });
      making = true;
      try {
        const made = await issueCertificates(app, who, scope, body, typedOrigin(app, request));
        if (!made.ok) {
          making = false;
          return made;
        }
        made.value.once('close', () => {
          making = false;
        });
        const name = `giay-chung-nhan-${scope.contest.slug}-${scope.round.ordinal}.${body.as}`;
        // A step goes out when it is done: nothing packs the stream, or holds it back, on its way.
        const headers = { ...attachment(name), 'x-accel-buffering': 'no', 'cache-control': 'no-store, no-transform' };
        return { file: made.value, mediaType: 'application/octet-stream', headers };
      } catch (fault) {
        making = false;
        throw fault;
      }
    },
  );
}
