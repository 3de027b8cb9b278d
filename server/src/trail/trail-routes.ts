import { AuditQuery } from '@hoithi/shared/contract/accounts';
import { limitDevices } from '../web/request-limits.ts';
import { attachment, type Route, route } from '../web/route.ts';
import { exportTrail } from './export-trail.ts';
import { readTrailPage, type TrailApp } from './search-trail.ts';

const table = 'text/csv; charset=utf-8';

/** The audit trail, to search and to take along. SPEC I22, I23. */
export const trailRoutes = (app: TrailApp): Route[] => [
  route(
    {
      method: 'get',
      path: '/api/organizer/audit',
      title: 'A page of the audit trail, newest first',
      may: 'audit:read',
      object: 'audit',
      limit: limitDevices(120, 60),
      query: AuditQuery,
    },
    ({ who, query }) => readTrailPage(app, who, query),
  ),
  route(
    {
      method: 'get',
      path: '/api/organizer/audit.csv',
      title: 'The audit trail, whole or as searched, as a table',
      may: 'audit:read',
      object: 'audit',
      limit: limitDevices(10, 60),
      query: AuditQuery,
      answers: table,
    },
    async ({ who, query }) => {
      const made = await exportTrail(app, who, query);
      if (!made.ok) return made;
      return {
        file: made.value,
        mediaType: table,
        headers: { ...attachment('nhat-ky.csv'), 'cache-control': 'no-store' },
      };
    },
  ),
];
