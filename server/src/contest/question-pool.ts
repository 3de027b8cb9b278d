import { type Question, withEverySpelling } from '@hoithi/shared/contract/question';
import type { BankQuestion } from '@hoithi/shared/contract/question-bank';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import { drawAttempt } from '@hoithi/shared/rulebook/judge/draw-attempt';
import { expandRounds, type OpenRound, partOf } from '@hoithi/shared/rulebook/judge/expand-rounds';
import type { Rulebook } from '@hoithi/shared/rulebook/model/rulebook';
import { foldText } from '@hoithi/shared/rules/fold';
import { readPool } from '../banks/pool-sql.ts';
import type { Queries } from '../platform/db/database.ts';
import { readBank } from '../questions/program-questions.ts';
import { entriesOf, type FrozenEntry, readFrozenQuestions } from './frozen-questions.ts';

/** A question as a contest freezes it. `topic`: as the rulebook names it. */
export type PoolQuestion = {
  id: string;
  topic: string;
  body: Question | BankQuestion;
  origin: { id: string; version: number } | null;
};

/** `without`: how many questions nobody approved were left out. */
export type Pool = { questions: PoolQuestion[]; without: number };

/**
 * What a rulebook may draw of its organization's banks, each question in the version that was approved last: topics are met by
 * their names, without marks and case. A question of a fixed paper is one that comes with the program.
 *
 * Source  SPEC Q23.
 */
export async function readQuestionPool(
  db: Queries,
  organizationId: string,
  rulebook: Rulebook,
  takesUnapproved: boolean,
): Promise<Pool> {
  const rounds = expandRounds(rulebook);
  const names = new Map([...new Set(rounds.flatMap(topicsOf))].map((topic) => [foldText(topic), topic]));
  const rows = await readPool(db, organizationId, [...names.keys()]);
  const taken = rows.filter(({ is_approved }) => takesUnapproved || is_approved);
  const fixed = new Set(rounds.flatMap(fixedOf));
  const ofProgram = fixed.size === 0 ? [] : await readBank();
  return {
    questions: [
      ...taken.map(({ id, version, topic, content }) => {
        const frozenId = `${id}-v${version}`;
        return {
          ...{ id: frozenId, topic: names.get(topic) ?? topic, body: withEverySpelling({ ...content, id: frozenId }) },
          origin: { id, version },
        };
      }),
      ...ofProgram.flatMap(({ topic, questions }) =>
        questions.flatMap((body) => (fixed.has(body.id) ? { id: body.id, topic, body, origin: null } : [])),
      ),
    ],
    without: rows.length - taken.length,
  };
}

/** Topics of its papers and of its practice. */
export const topicsOf = (round: OpenRound): string[] => [
  ...(partOf(round, 'quiz')?.papers ?? []).flatMap(({ draw }) => (draw.kind === 'bank' ? draw.topics : [])),
  ...(round.practice?.topics ?? []),
];
const fixedOf = (round: OpenRound): string[] =>
  (partOf(round, 'quiz')?.papers ?? []).flatMap(({ draw }) => (draw.kind === 'fixed' ? draw.questionIds : []));

/** What a draw sees of a pool. */
export function entriesOfPool(questions: readonly PoolQuestion[]): readonly FrozenEntry[] {
  const rows = questions.map(({ id, topic, body, origin }) => ({
    ...{ question_id: id, topic, body },
    ...{ bank_question_id: origin?.id ?? null, bank_version: origin?.version ?? null, is_current: true },
  }));
  return entriesOf(rows, readFrozenQuestions(rows, false));
}

/**
 * Whether every paper of these rounds can be drawn for everybody it is for.
 *
 * Refuses  bank_too_small, with how many there were of what fell short.
 */
export function checkLargeEnough(
  rulebook: Rulebook,
  rounds: readonly OpenRound[],
  bank: readonly FrozenEntry[],
): Result<null> {
  for (const round of rounds) {
    for (const paper of partOf(round, 'quiz')?.papers ?? []) {
      for (const audience of audiencesOf(rulebook)) {
        const order = { bank, practice: false, taker: { seen: new Set<string>(), audience }, seed: '' };
        const drawn = drawAttempt(round, { ...order, isIn: (population) => population === paper.for });
        if (!drawn.ok) return drawn.refusal.code === 'bank_too_small' ? drawn : refuse(drawn.refusal);
      }
    }
  }
  return accept(null);
}

/** Everybody whom a draw by audience may be for. */
function audiencesOf({ fields }: Rulebook): (string | null)[] {
  const field = fields.find((each) => each.kind === 'choice' && each.id === 'audience');
  return field?.kind === 'choice' ? field.choices.map(({ id }) => id) : [null];
}
