import { type Result, refuse } from '@hoithi/shared/contract/result';
import { RunId } from '@hoithi/shared/contract/show-ids';
import { z } from 'zod';
import type { App } from '../../app-parts.ts';
import { ownContest } from '../../contest/contest-scope.ts';
import type { CachedContest } from '../../contest/contests.ts';
import { typesetInWorker } from '../../documents/typeset-in-worker.ts';
import { writeAudit } from '../../platform/audit.ts';
import { limitSessions } from '../../web/request-limits.ts';
import { attachment, type Route, route } from '../../web/route.ts';
import type { Acting } from '../../web/sessions.ts';
import type { CachedRun } from '../cached-run.ts';
import type { makeRunPaper } from './run-paper-worker.ts';
import { readRunResult } from './run-result.ts';

type ReportApp = Pick<App, 'background' | 'clock' | 'contests' | 'db' | 'runs'>;
const formats = ['xlsx', 'pdf'] as const;
const mediaTypes = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pdf: 'application/pdf',
} as const;

/** A run as a workbook, and its minutes. For those who watch or drive shows of the contest. SPEC H60. */
export const reportRoutes = (app: ReportApp): Route[] => formats.map((format) => reportRoute(app, format));

const reportRoute = (app: ReportApp, format: (typeof formats)[number]): Route =>
  route(
    {
      method: 'get',
      path: `/api/mc/runs/:runId/result.${format}`,
      title: `What came of a run of a show, as ${format}`,
      may: 'mc:enter',
      object: 'shows',
      limit: limitSessions(30, 60),
      params: z.object({ runId: RunId }),
      absent: 'run',
      query: z.object({ lang: z.enum(['vi', 'en']).default('vi') }),
      scope: (by: Acting, { runId }: { runId: string }) => findOwnRun(app, by, runId),
      answers: mediaTypes[format],
    },
    ({ who, scope: { run, contest }, query: { lang } }) =>
      app.background.run(async () => {
        const result = await readRunResult(app, contest, run);
        const atMs = app.clock.nowMs();
        await writeAudit(app.db, {
          contestId: contest.contestId,
          atMs,
          actor: who.actor,
          act: 'show:export',
          object: `run ${run.row.code}`,
          detail: { runId: run.row.id, format, lang },
        });
        const file = await typesetInWorker<typeof makeRunPaper>({
          program: 'run-paper-worker',
          given: [result, format, lang, atMs],
          memoryMaxMb: 512,
        });
        return {
          file,
          mediaType: mediaTypes[format],
          headers: attachment(`phan-thi-${contest.slug}-${run.row.code}.${format}`),
        };
      }),
  );

async function findOwnRun(
  app: ReportApp,
  by: Acting,
  runId: string,
): Promise<Result<{ run: CachedRun; contest: CachedContest }>> {
  const run = await app.runs.byId(runId);
  if (!run) return refuse({ code: 'not_found', what: 'run' });
  const contest = ownContest(app, by, run.row.contest_id);
  return contest.ok ? { ok: true, value: { run, contest: contest.value } } : contest;
}
