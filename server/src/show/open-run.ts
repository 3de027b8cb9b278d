import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import type { OpenRun } from '@hoithi/shared/contract/show';
import { ShowFile, type ShowQuestion } from '@hoithi/shared/contract/show-file';
import { commitQuestions } from '@hoithi/shared/rules/show/commit-questions';
import type { RunTie } from '@hoithi/shared/rules/show/show-event';
import type { App } from '../app-parts.ts';
import { writeAudit } from '../platform/audit.ts';
import { readFirstTie } from '../round/draws-sql.ts';
import { outOfScope } from '../web/route.ts';
import { chooseFollowing, endBefore, saveFollowing } from './follow-run.ts';
import { joinCrowd } from './rehearse-show.ts';
import { saltOf } from './run-secrets.ts';
import { insertRun, readShow } from './shows-sql.ts';

type Deps = Pick<App, 'bus' | 'clock' | 'contests' | 'db' | 'players' | 'runs'>;

export const questionsOfFile = (file: ShowFile): ShowQuestion[] =>
  file.cues.flatMap((cue) => ('question' in cue && 'id' in cue.question ? [cue.question] : []));

/** The equals of a round who wait for a decision and are put in order by the run. SPEC H30. */
async function findTie(
  app: Pick<App, 'contests' | 'db'>,
  contestId: string,
  ordinal: number | null,
): Promise<RunTie | null> {
  const settled = app.contests.byId(contestId)?.rounds.filter(({ standingVersion }) => standingVersion !== null) ?? [];
  const round = ordinal === null ? settled.at(-1) : settled.find((each) => each.ordinal === ordinal);
  if (!round || round.standingVersion === null) return null;
  const { roundId, standingVersion: version } = round;
  const [tie] = await readFirstTie(app.db, roundId, version);
  return tie ? { roundId, version, standingId: tie.standing_id, rank: tie.rank, ids: tie.ids } : null;
}

/**
 * Opens a run of a show: a code to join by, the commitment of its questions, its first event; of a tie, its equals; after
 * another run, its players.
 *
 * Refuses  run_open; nothing_to_do where a tie is to be decided and none waits; what `endBefore` refuses.
 * Source   SPEC H1, H8, H17, H30, H50.
 */
export async function openRun(
  app: Deps,
  by: { actor: string; contestId: string },
  message: OpenRun,
): Promise<Result<{ runId: string }>> {
  const show = await readShow(app.db, message.showId);
  if (!show) return refuse({ code: 'not_found', what: 'show' });
  if (show.contest_id !== by.contestId) return outOfScope({ code: 'not_found', what: 'show' });
  const file = ShowFile.parse(show.file);
  const tie = file.rules.tie && !message.rehearsal ? await findTie(app, by.contestId, file.rules.tie.round) : null;
  if (file.rules.tie && !message.rehearsal && !tie) return refuse({ code: 'nothing_to_do' });
  const ended = await endBefore(app, by, message);
  if (!ended.ok) return ended;
  const before = ended.value;
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
    const following = before ? await chooseFollowing(app, before, { file, row }) : [];
    const inserted = await insertRun(
      app.db,
      row,
      { kind: 'opened', device: message.device, ...(tie ? { tie } : {}) },
      by.actor,
      async (tx) => before && saveFollowing(tx, before, row, following, by.actor),
    );
    if (inserted === 'open') return refuse({ code: 'run_open' });
    if (inserted === 'code') continue;
    await writeAudit(app.db, {
      contestId: by.contestId,
      atMs: row.opened_at_ms,
      actor: by.actor,
      act: message.rehearsal ? 'run:rehearse' : 'run:open',
      object: `show ${show.slug}`,
      detail: { runId: id, ...(tie ? { tie } : {}), ...(before ? { after: before.row.id } : {}) },
    });
    const run = await app.runs.byId(id);
    if (run && message.rehearsal && message.simulated > 0) await joinCrowd(app, run, message.simulated);
    app.bus.publish('show:changed', { runId: id, contestId: by.contestId });
    if (before) await app.runs.refresh(before.row.id, { publish: true }); // its phones learn where it goes on
    return accept({ runId: id });
  }
}
