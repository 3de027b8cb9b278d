import type { DeskRound, RulesNotice } from '@hoithi/shared/contract/organizer';

export type Decision =
  | { kind: 'notice'; id: string; notice: RulesNotice }
  | { kind: 'toDecide'; id: string; round: DeskRound; places: number }
  | { kind: 'settling'; id: string; round: DeskRound }
  | { kind: 'publish'; id: string; round: DeskRound };

/**
 * What waits for the committee, most pressing first: rules that cannot be executed, places the rules leave open, rounds
 * that are over and not published. Warnings are told elsewhere: a contest that runs cannot mend them.
 *
 * Source  SPEC O2, R4; look, organizer.
 */
export function listDecisions(desk: { notices: RulesNotice[]; rounds: DeskRound[] }): Decision[] {
  const over = desk.rounds.filter((round) => round.phase === 'closed' || round.phase === 'finalized');
  return [
    ...desk.notices
      .filter((notice) => notice.severity === 'error')
      .map((notice) => ({ kind: 'notice' as const, id: `notice ${notice.id}`, notice })),
    ...over.flatMap((round) => {
      const places = round.standing?.toDecide ?? 0;
      return places > 0 ? [{ kind: 'toDecide' as const, id: `decide ${round.roundId}`, round, places }] : [];
    }),
    ...over.map((round) => ({
      kind: round.standing ? ('publish' as const) : ('settling' as const),
      id: `publish ${round.roundId}`,
      round,
    })),
  ];
}
