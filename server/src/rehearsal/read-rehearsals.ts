import { strict as assert } from 'node:assert';
import type { RehearsalList, RehearsalView } from '@hoithi/shared/contract/rehearsal';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import type { App } from '../app-parts.ts';
import { type By, reaches } from '../contest/contest-scope.ts';
import type { PaperLanguage } from '../documents/print-values.ts';
import { typesetInWorker } from '../documents/typeset-in-worker.ts';
import { outOfScope } from '../web/route.ts';
import { type RehearsalRow, readRehearsal, readRehearsals } from './rehearsals-sql.ts';
import type { typesetRehearsalPaper } from './report/rehearsal-paper.ts';
import { isRealRoundOpen } from './start-rehearsal.ts';

const listMax = 30;

export async function listRehearsals(
  app: Pick<App, 'clock' | 'contests' | 'db'>,
  by: By,
  address: string,
): Promise<RehearsalList> {
  const contests = app.contests.listed().filter((each) => reaches(by, each));
  const ids = contests.map(({ contestId }) => contestId);
  return {
    serverNowMs: app.clock.nowMs(),
    contests: contests
      .filter((contest) => by.contestIds === null || !contest.demo) // anybody may enter a demo
      .map(({ contestId, slug, rulebook }) => ({ contestId, slug, name: rulebook.meta.name })),
    openRound: isRealRoundOpen(app),
    address,
    rehearsals: (await readRehearsals(app.db, ids, listMax)).map((row) => viewRehearsal(app, row)),
  };
}

/** One of a contest beyond the scope is not found either, and that is audited. SPEC I40. */
export async function readRehearsalView(
  app: Pick<App, 'contests' | 'db'>,
  by: By,
  id: string,
): Promise<Result<RehearsalView>> {
  const row = await readRehearsal(app.db, id);
  const of = row && app.contests.byId(row.of_contest_id);
  if (!row || !of) return refuse({ code: 'not_found', what: 'rehearsal' });
  return reaches(by, of) ? accept(viewRehearsal(app, row)) : outOfScope({ code: 'not_found', what: 'rehearsal' });
}

function viewRehearsal(app: Pick<App, 'contests'>, row: RehearsalRow): RehearsalView {
  const of = app.contests.byId(row.of_contest_id);
  return {
    rehearsalId: row.id,
    contest: { slug: of?.slug ?? '', name: of?.rulebook.meta.name ?? { vi: '', en: '' } },
    workload: row.workload,
    crowd: row.crowd,
    madeAtMs: row.made_at_ms,
    takenAtMs: row.taken_at_ms,
    endsByMs: row.ends_by_ms,
    judging: row.ending !== null && row.report === null,
    progress: row.report ? null : row.progress,
    report: row.report,
  };
}

/** Typesets the capacity report in a thread of its own: a real round may be open, and its answers are not delayed. SPEC Y6. */
export function typesetRehearsalInWorker(view: RehearsalView, lang: PaperLanguage): Promise<Buffer> {
  const { report } = view;
  assert(report, 'a printed rehearsal has its report');
  return typesetInWorker<typeof typesetRehearsalPaper>({
    program: 'rehearsal-paper-worker',
    given: [view, report, lang],
    memoryMaxMb: 256,
  });
}
