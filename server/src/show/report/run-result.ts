import type { AskedQuestion, RunResult } from '@hoithi/shared/contract/show-report';
import { rightWords } from '@hoithi/shared/rules/questions/right-words';
import { buzzerOf } from '@hoithi/shared/rules/show/buzzer';
import { type Asking, isAsked, isTrial, keyOf } from '@hoithi/shared/rules/show/fold-show';
import { itemOf, judgeShow, type ShowItem, splitOptions } from '@hoithi/shared/rules/show/show-item';
import type { CountedAnswer } from '@hoithi/shared/rules/show/tally';
import type { App } from '../../app-parts.ts';
import type { CachedContest } from '../../contest/contests.ts';
import type { CachedRun } from '../cached-run.ts';
import { readCounted } from '../show-answers-sql.ts';
import { questionOf } from '../stage-view.ts';
import { unitPath } from '../unit-path.ts';

/**
 * What came of a run: the true board of players that were not removed, and each revealed question with shares and times.
 *
 * Units    times in milliseconds as they count, in the steps of the rules.
 * Source   SPEC H60.
 */
export async function readRunResult(app: Pick<App, 'db'>, contest: CachedContest, run: CachedRun): Promise<RunResult> {
  const { row, file, state } = run;
  const questions: AskedQuestion[] = [];
  for (const asking of state.askings) {
    if (!asking.revealed || asking.undone) continue;
    const answers = (await readCounted(app.db, row.id, asking.asking)).filter(
      ({ playerId }) => run.players.has(playerId) && !state.removed.has(playerId),
    );
    const made = viewAsked(run, asking, answers, contest);
    if (made) questions.push(made);
  }
  return {
    runId: row.id,
    contestName: contest.rulebook.meta.name,
    host: contest.rulebook.meta.host,
    title: file.title,
    code: row.code,
    mode: file.rules.mode,
    rehearsal: row.rehearsal,
    openedAtMs: row.opened_at_ms,
    endedAtMs: run.events.findLast(({ kind }) => kind === 'ended')?.happenedAtMs ?? null,
    commitment: row.commitment,
    players: run.countAll(),
    removed: state.removed.size,
    board: run.standing('all').places.map(({ playerId, rank, tally }) => {
      const player = run.players.get(playerId);
      return {
        rank,
        name: player?.name ?? '',
        unitName: unitPath(contest, player?.unitCode ?? null),
        points: file.rules.mode === 'speed' ? tally.points : tally.rightCount,
        elapsedMs: tally.elapsedMs,
      };
    }),
    questions,
  };
}

function viewAsked(
  run: CachedRun,
  asking: Asking,
  answers: readonly CountedAnswer[],
  contest: CachedContest,
): AskedQuestion | null {
  const { file } = run;
  const cue = file.cues[asking.cueIndex];
  const question = cue && questionOf(cue);
  if (!isAsked(cue) || !question) return null;
  const key = keyOf(cue, asking) ?? itemOf(question);
  const judge = judgeShow(
    key,
    answers.map(({ given }) => given),
  );
  const isBuzzer = buzzerOf(cue) !== null;
  const first = asking.buzz?.right ? asking.buzz.presses[0]?.playerId : null;
  const isRight = ({ playerId, given }: CountedAnswer) => (isBuzzer ? playerId === first : judge(given));
  const times = answers.flatMap((each) => (isRight(each) ? [each.elapsedMs] : [])).sort((a, b) => a - b);
  const chose = (id: string) => answers.filter(({ given }) => splitOptions(given).includes(id)).length;
  const options = !isBuzzer && 'right' in key && key.kind !== 'order' ? (question.options ?? []) : [];
  return {
    asking: asking.asking,
    kind: isTrial(cue) ? 'trial' : cue.kind,
    text: question.text,
    right: wordsOf(key, question.options ?? []),
    answered: answers.length,
    rightPersons: times.length,
    medianMs: times[Math.floor((times.length - 1) / 2)] ?? null,
    fastestMs: times[0] ?? null,
    options: options.map(({ id, text }) => ({
      text,
      persons: chose(id),
      right: 'right' in key && key.right.includes(id),
    })),
    ruling: asking.ruled ? { what: asking.ruled.ruling.what, reason: asking.ruled.reason } : null,
    ...(isBuzzer ? { said: listSaid(run, asking, contest) } : {}),
  };
}

/** Who answered at a buzzer, over all the times it was opened; a removed player is named nowhere. */
function listSaid({ state, players }: CachedRun, { cueIndex }: Asking, contest: CachedContest): AskedQuestion['said'] {
  return state.askings.flatMap((each) => {
    const [first] = each.buzz?.presses ?? [];
    const player = first && !state.removed.has(first.playerId) ? players.get(first.playerId) : undefined;
    const right = each.buzz?.right ?? null;
    if (each.cueIndex !== cueIndex || each.undone || !player || right === null) return [];
    return [{ name: player.name, unitName: unitPath(contest, player.unitCode), right }];
  });
}

/** What is right: its options by their words, in their order; else as it is written. */
function wordsOf(key: ShowItem, options: readonly { id: string; text: string }[]): string {
  if (!('right' in key)) return rightWords(key).join('; ');
  return key.right.map((id) => options.find((option) => option.id === id)?.text ?? id).join('; ');
}
