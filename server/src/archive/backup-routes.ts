import type { App } from '../app-parts.ts';
import { installationInScope } from '../contest/contest-scope.ts';
import { limitDevices } from '../web/request-limits.ts';
import { attachment, outOfScope, type Route, route } from '../web/route.ts';
import { backUpInstallation, recordBackup } from './backup.ts';

/** The organizer of the whole installation takes a backup of it, while it runs. SPEC B5, I41. */
export const backupRoutes = (app: Pick<App, 'db' | 'clock'>): Route[] => [
  route(
    {
      method: 'post',
      path: '/api/organizer/backup',
      title: 'A backup of the whole installation, as one file',
      may: 'backup:take',
      object: 'backup',
      limit: limitDevices(3, 60),
      scope: (by) => (by.contestIds === null ? installationInScope(app, by) : outOfScope({ code: 'not_allowed' })),
      answers: 'application/octet-stream',
    },
    ({ who }) => {
      const nowMs = app.clock.nowMs();
      const { packed, done } = backUpInstallation(app.db, nowMs);
      done.catch(() => undefined); // a download that is cut off is logged by whoever sends it
      const name = `hoithi-${new Date(nowMs).toISOString().slice(0, 19).replaceAll(':', '')}.backup`;
      return {
        file: packed,
        mediaType: 'application/octet-stream',
        headers: { ...attachment(name), 'cache-control': 'no-store, no-transform' },
        onSent: async () => recordBackup(app.db, await done, who.actor),
      };
    },
  ),
];
