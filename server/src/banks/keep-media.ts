import type { QuestionMedia } from '@hoithi/shared/contract/question';
import type { QuestionFileRead, QuestionProblem } from '@hoithi/shared/contract/question-file';
import type { Refusal } from '@hoithi/shared/contract/refusal';
import type { Result } from '@hoithi/shared/contract/result';
import type { App } from '../app-parts.ts';
import { addSentUse } from '../media/media-sql.ts';
import { pictureBounds } from '../media/picture-bounds.ts';
import { storePictures } from '../media/store-picture.ts';
import { storeSound } from '../media/store-sound.ts';
import type { FoundMedia } from '../questions/build-questions.ts';
import { mediaWords } from '../questions/question-words.ts';
import type { QuestionFileFound } from '../questions/read-question-file.ts';
import { sentMediaWaitsMs } from './take-media.ts';

/** Pictures of a file are drawn no longer than this; what is left then is reported. Units: ms. */
const drawnMsMax = 60_000;
const portion = 10;

type Stored = Result<{ hash: string }>;

/**
 * Stores the pictures and sounds of a file that is previewed, as what was sent for its bank, and gives each to its question. What
 * cannot be stored is reported where it stands; the question comes in without it.
 *
 * Source   SPEC X1, X9, X10, Q8.
 */
export async function keepMedia(
  app: Pick<App, 'clock' | 'db'>,
  bankId: string,
  { media, ...read }: QuestionFileFound,
): Promise<QuestionFileRead> {
  const stored = await storeAll(app, media);
  const untilMs = app.clock.nowMs() + sentMediaWaitsMs;
  const shown = new Map<number, QuestionMedia[]>();
  const problems: QuestionProblem[] = [];
  for (const [at, { item, line, kind, alt }] of media.entries()) {
    const result = stored[at];
    if (!result?.ok) {
      problems.push({
        line,
        item,
        reason: `${kind}_left_out`,
        severity: 'lost',
        value: result ? whyOf(result.refusal) : '',
      });
      continue;
    }
    const { hash } = result.value;
    await addSentUse(app.db, bankId, hash, untilMs);
    const own = shown.get(item) ?? [];
    if (!own.some((each) => each.hash === hash)) own.push({ kind, hash, alt: alt || mediaWords[kind] });
    shown.set(item, own);
  }
  return {
    ...read,
    questions: read.questions.map((question) => ({ ...question, media: shown.get(question.item) ?? question.media })),
    problems: [...read.problems, ...problems].sort((a, b) => a.line - b.line),
    problemCount: read.problemCount + problems.length,
  };
}

const whyOf = (refusal: Refusal): string => ('why' in refusal ? String(refusal.why) : refusal.code);

/** In the order of the file; shorter where the time was over. */
async function storeAll(app: Pick<App, 'clock' | 'db'>, media: readonly FoundMedia[]): Promise<Stored[]> {
  const endsAtMs = performance.now() + drawnMsMax;
  const stored: Stored[] = [];
  for (let from = 0; from < media.length && performance.now() < endsAtMs; from += portion) {
    const part = media
      .slice(from, from + portion)
      .map((each) => ({ ...each, bytes: Buffer.from(each.bytes), type: '' }));
    const pictures = await storePictures(
      app,
      part.filter(({ kind }) => kind === 'picture'),
      pictureBounds.question,
    );
    for (const each of part) {
      const next = each.kind === 'picture' ? pictures.shift() : await storeSound(app, each);
      if (next) stored.push(next);
    }
  }
  return stored;
}
