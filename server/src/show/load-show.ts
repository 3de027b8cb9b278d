import { randomUUID } from 'node:crypto';
import { limits } from '@hoithi/shared/contract/limits';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import type { ShowFile } from '@hoithi/shared/contract/show-file';
import type { ShowCard } from '@hoithi/shared/contract/show-mc';
import type { App } from '../app-parts.ts';
import type { CachedContest } from '../contest/contests.ts';
import { readUpload } from '../documents/read-upload.ts';
import { writeAudit } from '../platform/audit.ts';
import type { Database } from '../platform/db/database.ts';
import type { makeShow } from './read-show-file.ts';
import { countShows, insertShow, readLatestShow, readShowSummaries, readShows, type ShowSummary } from './shows-sql.ts';

/** Loads a show file, whole or not at all; a file with a known id becomes its next version. SPEC H1. */
export async function loadShow(
  app: Pick<App, 'clock' | 'db'>,
  contest: CachedContest,
  text: string,
  actor: string,
): Promise<Result<ShowCard>> {
  const read = await readShowUpload(app, contest, text);
  return read.ok ? storeShow(app, contest, read.value, actor) : read;
}

/** Reads a show file with the questions that it takes from the contest's bank. SPEC H1. */
export async function readShowUpload(
  app: Pick<App, 'db'>,
  { contestId, bank, demo }: CachedContest,
  text: string,
): Promise<Result<ShowFile>> {
  if (demo && (await isBeyondDemo(app, contestId, text))) return refuse({ code: 'not_in_demo' });
  const made = await readUpload<typeof makeShow>({
    program: 'show-file-worker',
    given: [{ contestId, bank }, text],
    msMax: limits.fileReadMsMax,
  });
  if (made === null) return refuse({ code: 'show_file_invalid', problems: [tooHeavy] });
  return made;
}

/** Stores a whole show as the next version of its name, for the MC to open. SPEC H1, H48. */
export async function storeShow(
  app: Pick<App, 'clock' | 'db'>,
  { contestId }: CachedContest,
  file: ShowFile,
  actor: string,
): Promise<Result<ShowCard>> {
  const id = randomUUID();
  const nowMs = app.clock.nowMs();
  const row = { id, contest_id: contestId, slug: file.id, file, loaded_at_ms: nowMs };
  const before = await readLatestShow(app.db, contestId, file.id);
  if (!(await insertShow(app.db, row))) return refuse({ code: 'unavailable' }); // two loaded it at once: send it again
  await writeAudit(app.db, {
    contestId,
    atMs: nowMs,
    actor,
    act: 'show:load',
    object: `show ${file.id}`,
    detail: { showId: id, before: { showId: before }, after: { showId: id } },
  });
  return accept(cardOf(id, file, nowMs));
}

/** Anybody may be the demo's MC: enough to try a show, and neither pictures nor a store to fill. */
const demoBytesMax = 256 * 1024;
const demoShowsMax = 200;

const isBeyondDemo = async (app: Pick<App, 'db'>, contestId: string, text: string): Promise<boolean> =>
  Buffer.byteLength(text) > demoBytesMax || (await countShows(app.db, contestId)) >= demoShowsMax;

const tooHeavy = {
  line: null,
  place: '',
  reason: {
    vi: 'Tệp cần quá nhiều thời gian hoặc bộ nhớ để đọc.',
    en: 'The file takes too much time or memory to read.',
  },
};

/** Of versions that were listed before: their files are not read again. */
const summaries = new WeakMap<Database, Map<string, ShowSummary>>();
const summariesMax = 5_000;

/** The latest version of every show. A page is sent the list with every view: no file is read for it. */
export async function listShows(app: Pick<App, 'db'>, contestId: string): Promise<ShowCard[]> {
  const rows = await readShows(app.db, contestId);
  const known = summaries.get(app.db) ?? new Map<string, ShowSummary>();
  summaries.set(app.db, known);
  const unknown = rows.flatMap(({ id }) => (known.has(id) ? [] : [id]));
  const read = unknown.length === 0 ? [] : await readShowSummaries(app.db, unknown);
  for (const summary of read) known.set(summary.id, summary);
  const shows = rows.flatMap((row) => {
    const summary = known.get(row.id);
    if (!summary) return [];
    const { id: showId, slug: id, title, cues, questions } = summary;
    return [{ showId, id, title, cues, questions, loadedAtMs: row.loaded_at_ms }];
  });
  if (known.size > summariesMax) known.clear();
  return shows;
}

function cardOf(showId: string, file: ShowFile, loadedAtMs: number): ShowCard {
  const questions = file.cues.filter((cue) => cue.kind === 'question' || cue.kind === 'sudden-death').length;
  return { showId, id: file.id, title: file.title, cues: file.cues.length, questions, loadedAtMs };
}
