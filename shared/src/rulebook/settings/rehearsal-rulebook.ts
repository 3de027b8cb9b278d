import { type OpenRound, partOf } from '../judge/expand-rounds.ts';
import { Rulebook } from '../model/rulebook.ts';

/**
 * What a rehearsal runs by: one round of the real contest with its questions, times and marks, open for so long, for everybody,
 * on the first of its papers. It is published never and gives no prizes.
 *
 * Units   epoch milliseconds.
 * Source  SPEC Y2.
 */
export function rehearsalRulebook(real: Rulebook, round: OpenRound, opensAtMs: number, closesAtMs: number): Rulebook {
  const quiz = partOf(round, 'quiz');
  const prediction = partOf(round, 'prediction');
  const everyone = { id: 'everyone', label: { vi: 'Người diễn tập', en: 'Rehearsing people' } };
  return Rulebook.parse({
    ...real,
    meta: {
      ...real.meta,
      name: { vi: `Diễn tập: ${real.meta.name.vi}`, en: `Rehearsal: ${real.meta.name.en}` },
    },
    populations: [{ ...everyone, where: { kind: 'everybody' } }],
    rounds: [
      {
        ...{ kind: 'round', id: 'rehearsal', label: { vi: 'Diễn tập', en: 'Rehearsal' }, admits: everyone.id },
        window: { opensAt: new Date(opensAtMs).toISOString(), closesAt: new Date(closesAtMs).toISOString() },
        publish: { kind: 'by-hand' },
        parts: [
          ...(quiz
            ? [{ ...quiz, papers: quiz.papers.slice(0, 1).map((paper) => ({ ...paper, for: everyone.id })) }]
            : []),
          ...(prediction ? [{ ...prediction, population: everyone.id }] : []),
        ],
        ...{ time: round.time, attempts: round.attempts, counted: round.counted },
      },
    ],
    ...{ standings: [], awards: [], caps: [], targets: [] },
  });
}
