import { PictureHash } from '@hoithi/shared/contract/media';
import { refuse } from '@hoithi/shared/contract/result';
import { z } from 'zod';
import type { App } from '../app-parts.ts';
import { limitDevices } from '../web/request-limits.ts';
import { type Route, route } from '../web/route.ts';
import { readCookieSession } from '../web/sessions.ts';
import { readMedia, readViewers } from './media-sql.ts';

const absent = refuse({ code: 'not_found', what: 'picture' });

/** Pictures and sounds by their hash: those of contests for everybody, others for their organization's staff. SPEC X5, X11. */
export function mediaRoutes(app: Pick<App, 'clock' | 'db'>): Route[] {
  return [
    route(
      {
        method: 'get',
        path: '/api/pictures/:hash',
        title:
          'A picture or a sound, whole or a range of it; one that nothing public uses is for the staff of its organization',
        may: 'anyone',
        limit: limitDevices(600, 60),
        params: z.object({ hash: PictureHash }),
        absent: 'picture',
        answers: 'application/octet-stream',
      },
      async ({ params: { hash }, request }) => {
        const viewers = await readViewers(app.db, hash);
        if (viewers.length === 0) return absent;
        const isPublic = viewers.some((viewer) => viewer.is_public);
        if (!isPublic) {
          const staff = await readCookieSession(app, request.headers.cookie, 'staff');
          if (!viewers.some((viewer) => viewer.organization_id === staff?.organizationId)) return absent;
        }
        const etag = `"${hash}"`;
        const known = request.headers['if-none-match']?.includes(etag);
        const media = known ? { type: '', bytes: Buffer.alloc(0) } : await readMedia(app.db, hash);
        if (!media) return absent;
        return {
          file: media.bytes,
          mediaType: media.type || 'image/png',
          etag,
          inRanges: true,
          headers: {
            'cache-control': isPublic ? 'public, max-age=31536000, immutable' : 'private, no-cache',
            'x-content-type-options': 'nosniff',
            'content-security-policy': "default-src 'none'; sandbox",
          },
        };
      },
    ),
  ];
}
