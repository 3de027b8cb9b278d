import type { Rules } from '../../contract/rules.ts';

/**
 * The rules a rehearsal runs by: those of the real contest, with one round, open for so long, and published never.
 *
 * Units   epoch milliseconds. `ordinal` is the round of the real contest whose questions are asked.
 * Source  SPEC Y2.
 */
export function rehearsalRules(real: Rules, ordinal: number, opensAtMs: number, closesAtMs: number): Rules {
  const round = real.rounds.find((each) => each.ordinal === ordinal);
  const { draw } = real.questions;
  const fixed = draw.kind === 'fixed' ? (draw.questionIdsByRound[ordinal - 1] ?? []) : [];
  return {
    ...real,
    meta: {
      ...real.meta,
      name: { vi: `Diễn tập: ${real.meta.name.vi}`, en: `Rehearsal: ${real.meta.name.en}` },
    },
    rounds: [
      {
        ordinal: 1,
        label: { vi: 'Diễn tập', en: 'Rehearsal' },
        opensAt: new Date(opensAtMs).toISOString(),
        closesAt: new Date(closesAtMs).toISOString(),
        publishAt: null,
        topics: round?.topics ?? null,
      },
    ],
    questions: {
      ...real.questions,
      draw: draw.kind === 'fixed' ? { kind: 'fixed', questionIdsByRound: [fixed] } : draw,
    },
  };
}
