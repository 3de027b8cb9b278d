import { type PrizeRank, prizeRanks, type Rules } from '../contract/rules.ts';
import { mayWin, type Placed } from './ladder.ts';

export type Award = { prize: PrizeRank | null; amountVnd: number | null; toDecide: boolean };
/** participants: persons of the round. wonBefore: individual prizes won in the contest's earlier rounds, by contestant. */
export type PrizeContext = { participants: number; wonBefore: ReadonlyMap<string, number> };

const noAward: Award = { prize: null, amountVnd: null, toDecide: false };

type Slot = { prize: PrizeRank; amountVnd: number | null };

/**
 * Hands the round's prizes down the standing, one award for each place given. Equals whose prizes would differ, or of
 * whom only some would win, are all "to decide" and get none; what they share is reserved for them. Who has won as often
 * as the rules allow is passed over, and the prize goes to the next.
 *
 * Units   amounts in đồng.
 * Source  SPEC L4, L5, L6, P4.
 */
export function awardPrizes(placed: readonly Placed[], rules: Rules, context: PrizeContext): Award[] {
  const slots = openSlots(rules, context.participants);
  const awards: Award[] = Array.from(placed, () => noAward);
  let next = 0;
  for (let from = 0, to = 0; from < placed.length && next < slots.length; from = to) {
    while (to < placed.length && placed[to]!.rank === placed[from]!.rank) to += 1;
    const inReach = range(from, to).filter((at) => canTakePrize(placed[at]!, rules, context));
    const award = awardGroup(slots.slice(next, next + inReach.length), inReach.length);
    for (const at of inReach) awards[at] = { ...award };
    next += inReach.length;
  }
  return awards;
}

/** The prizes one by one, the highest first, as many as the share of the participants allows. */
function openSlots(rules: Rules, participants: number): Slot[] {
  const slots = rules.prizes.round
    .toSorted((one, other) => prizeRanks.indexOf(one.rank) - prizeRanks.indexOf(other.rank))
    .flatMap(({ rank, count, amountVnd }) => Array.from({ length: count }, (): Slot => ({ prize: rank, amountVnd })));
  const share = rules.caps.shareOfParticipantsMax;
  if (share === null) return slots;
  return slots.slice(0, Math.floor(participants * share + 1e-9)); // 0.29 × 100 is a hair below 29 in binary
}

function canTakePrize(place: Placed, rules: Rules, context: PrizeContext): boolean {
  const max = rules.caps.perPersonMax;
  const won = context.wonBefore.get(place.entry.contestantId) ?? 0;
  return mayWin(place.entry, rules) && (max === null || won < max);
}

/** What every member of a group of equals gets from the slots it reaches. */
function awardGroup(slots: readonly Slot[], members: number): Award {
  const [first] = slots;
  const alike = slots.every((slot) => slot.prize === first?.prize && slot.amountVnd === first.amountVnd);
  if (first === undefined || slots.length < members || !alike) return { prize: null, amountVnd: null, toDecide: true };
  return { ...first, toDecide: false };
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, step) => from + step);
}
