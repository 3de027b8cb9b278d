import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import type { OpenRun } from '@hoithi/shared/contract/show';
import { ShowFile, type ShowQuestion } from '@hoithi/shared/contract/show-file';
import { commitQuestions } from '@hoithi/shared/rules/show/commit-questions';
import type { App } from '../app-parts.ts';
import { writeAudit } from '../platform/audit.ts';
import { outOfScope } from '../web/route.ts';
import { joinCrowd } from './rehearse-show.ts';
import { saltOf } from './run-secrets.ts';
import { insertRun, readShow } from './shows-sql.ts';

type Deps = Pick<App, 'bus' | 'clock' | 'contests' | 'db' | 'players' | 'runs'>;

export const questionsOfFile = (file: ShowFile): ShowQuestion[] =>
  file.cues.flatMap((cue) => ('question' in cue && 'id' in cue.question ? [cue.question] : []));

/** Opens a run of a show: a code to join by, the commitment of its questions, its first event. SPEC H1, H8, H17. */
export async function openRun(
  app: Deps,
  by: { actor: string; contestId: string },
  message: OpenRun,
): Promise<Result<{ runId: string }>> {
  const show = await readShow(app.db, message.showId);
  if (!show) return refuse({ code: 'not_found', what: 'show' });
  if (show.contest_id !== by.contestId) return outOfScope({ code: 'not_found', what: 'show' });
  const file = ShowFile.parse(show.file);
  for (;;) {
    const id = randomUUID();
    const secret = randomBytes(32).toString('hex');
    const row = {
      id,
      show_id: show.id,
      contest_id: by.contestId,
      rehearsal: message.rehearsal,
      code: String(randomInt(100_000, 1_000_000)),
      secret,
      commitment: commitQuestions(id, saltOf({ id, secret }), questionsOfFile(file)),
      opened_at_ms: app.clock.nowMs(),
    };
    const inserted = await insertRun(app.db, row, { kind: 'opened', device: message.device }, by.actor);
    if (inserted === 'open') return refuse({ code: 'run_open' });
    if (inserted === 'code') continue;
    await writeAudit(app.db, {
      contestId: by.contestId,
      atMs: row.opened_at_ms,
      actor: by.actor,
      act: message.rehearsal ? 'run:rehearse' : 'run:open',
      object: `show ${show.slug}`,
      detail: { runId: id },
    });
    const run = await app.runs.byId(id);
    if (run && message.rehearsal && message.simulated > 0) await joinCrowd(app, run, message.simulated);
    app.bus.publish('show:changed', { runId: id, contestId: by.contestId });
    return accept({ runId: id });
  }
}
