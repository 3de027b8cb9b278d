import type { Permission } from '@hoithi/shared/rules/permissions';
import type { Request, Response } from 'express';
import type { App } from '../app-parts.ts';
import { actingWith, readCookieSession } from './sessions.ts';
import type { StaffSession } from './sessions-sql.ts';

type WatchApp = Pick<App, 'db' | 'clock' | 'bus'>;
export type Downloads = {
  /** Watches a download of staff until the answer has ended; cut off at once where the session may not have it any more. */
  watch(request: Request, response: Response, may: Permission): Promise<void>;
};

/**
 * Downloads that take long end with the role or the session that opened them: what was sent until then is all there is, and
 * the browser sees that the file is not whole. SPEC I6a.
 */
export function watchDownloads(app: WatchApp): Downloads {
  const open = new Set<() => void>();
  const checkAll = (): void => {
    for (const check of open) check();
  };
  for (const fact of ['account:changed', 'session:closed', 'link:closed', 'staff:revoked', 'facts:missed'] as const)
    app.bus.subscribe(fact, checkAll);
  return {
    async watch(request, response, may) {
      const read = () => readCookieSession(app, request.headers.cookie, 'staff');
      let begun: StaffSession | null = null;
      const cut = (): void => void response.destroy();
      const check = async (): Promise<void> => {
        const now = await read();
        if (now === null || actingWith(now, may) === null) return cut();
        // In fewer contests than before: whoever still may fetches it anew.
        if (begun !== null && JSON.stringify(now.grants) !== JSON.stringify(begun.grants)) cut();
      };
      const checkOrCut = (): void => void check().catch(cut); // unknown: it may be fetched again
      open.add(checkOrCut);
      let timer: NodeJS.Timeout | undefined;
      response.once('close', () => {
        open.delete(checkOrCut);
        clearTimeout(timer);
      });
      begun = await read();
      if (begun === null || actingWith(begun, may) === null) return cut();
      timer = setTimeout(cut, Math.max(0, begun.expiresAtMs - app.clock.nowMs())).unref();
    },
  };
}
