import { Slug, UnitCode } from '@hoithi/shared/contract/ids';
import { refuse } from '@hoithi/shared/contract/result';
import { type Request, Router } from 'express';
import { z } from 'zod';
import type { App } from '../app-parts.ts';
import type { CachedContest } from '../contest/contests.ts';
import { admitToUnit } from '../units/unit-access.ts';
import { limitPerDevice } from '../web/device-limit.ts';
import { faultOf, malformed } from '../web/namespace.ts';
import { sendResult } from '../web/route.ts';
import { makeUnitPoster } from './unit-poster.ts';

const PosterQuery = z.object({ lang: z.enum(['vi', 'en']).default('vi') });

/** A unit's poster as a page to print, for its leaders, those of units above it and the organizer. SPEC U14. */
export function openPostersApi(app: App): Router {
  const api = Router();
  api.get('/contests/:slug/units/:code/poster.pdf', limitPerDevice(60, 60), async (request, response) => {
    try {
      const slug = Slug.safeParse(request.params.slug);
      const code = UnitCode.safeParse(request.params.code);
      const query = PosterQuery.safeParse(request.query);
      if (!query.success) return sendResult(response, refuse(malformed(query.error)));
      if (!code.success) return sendResult(response, refuse({ code: 'not_found', what: 'unit' }));
      const contest = slug.success ? app.contests.bySlug(slug.data) : null;
      const admitted = await admitToUnit(app, request, contest, code.data, 'poster');
      if (!admitted.ok) return sendResult(response, admitted);
      const unit = admitted.value.contest.units.unitOf(code.data);
      if (!unit) return sendResult(response, refuse({ code: 'not_found', what: 'unit' }));
      const pdf = await makeUnitPoster({
        ...tell(admitted.value.contest),
        unit,
        origin: originOf(app, request),
        lang: query.data.lang,
      });
      response
        .type('application/pdf')
        .setHeader('content-disposition', `inline; filename="ap-phich-${unit.code}.pdf"`)
        .end(pdf);
    } catch (fault) {
      sendResult(response, refuse(faultOf(app, fault)));
    }
  });
  return api;
}

function tell({ slug, demo, rules, rounds }: CachedContest) {
  const { name, host, contact } = rules.meta;
  return {
    contest: { slug, name, host, contact, demo },
    opensAtMs: Math.min(...rounds.map((round) => round.opensAtMs)),
    closesAtMs: Math.max(...rounds.map((round) => round.closesAtMs)),
    rounds: rounds.length,
  };
}

/** The address people type: the house's public one, else the one this request came by. */
const originOf = (app: App, request: Request): string =>
  app.publicUrl ?? `${request.protocol}://${request.get('host') ?? 'localhost'}`;
