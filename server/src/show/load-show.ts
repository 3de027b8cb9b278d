import { randomUUID } from 'node:crypto';
import { limits } from '@hoithi/shared/contract/limits';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import type { ShowCard } from '@hoithi/shared/contract/show';
import type { ShowCue, ShowFile } from '@hoithi/shared/contract/show-file';
import type { LocalText } from '@hoithi/shared/contract/text';
import type { App } from '../app-parts.ts';
import type { CachedContest } from '../contest/contests.ts';
import { readUpload } from '../documents/read-upload.ts';
import { writeAudit } from '../platform/audit.ts';
import type { makeShow } from './read-show-file.ts';
import { insertShow, readShows } from './shows-sql.ts';

/** Loads a show file, whole or not at all; a file with a known id becomes its next version. SPEC H1. */
export async function loadShow(
  app: Pick<App, 'clock' | 'db'>,
  contest: CachedContest,
  text: string,
  actor: string,
): Promise<Result<ShowCard>> {
  const { contestId, bank } = contest;
  const made = await readUpload<typeof makeShow>({
    program: 'show-file-worker',
    given: [{ contestId, bank }, text],
    msMax: limits.fileReadMsMax,
  });
  if (made === null) return refuse({ code: 'show_file_invalid', problems: [tooHeavy] });
  if (!made.ok) return made;
  const file = made.value;
  const id = randomUUID();
  const nowMs = app.clock.nowMs();
  const row = { id, contest_id: contest.contestId, slug: file.id, file, loaded_at_ms: nowMs };
  if (!(await insertShow(app.db, row))) return refuse({ code: 'unavailable' }); // two loaded it at once: send it again
  await writeAudit(app.db, {
    contestId: contest.contestId,
    atMs: nowMs,
    actor,
    act: 'show:load',
    object: `show ${file.id}`,
    detail: { showId: id },
  });
  return accept(cardOf(id, file, nowMs));
}

const tooHeavy = {
  line: null,
  place: '',
  reason: {
    vi: 'Tệp cần quá nhiều thời gian hoặc bộ nhớ để đọc.',
    en: 'The file takes too much time or memory to read.',
  },
};

export async function listShows(app: Pick<App, 'db'>, contestId: string): Promise<ShowCard[]> {
  const rows = await readShows(app.db, contestId);
  return rows.map((row) => cardOf(row.id, row.file as ShowFile, row.loaded_at_ms));
}

function cardOf(
  showId: string,
  file: { id: string; title: LocalText; cues: readonly ShowCue[] },
  loadedAtMs: number,
): ShowCard {
  const questions = file.cues.filter((cue) => cue.kind === 'question' || cue.kind === 'sudden-death').length;
  return { showId, id: file.id, title: file.title, cues: file.cues.length, questions, loadedAtMs };
}
