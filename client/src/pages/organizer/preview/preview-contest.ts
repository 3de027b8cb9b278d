import type { EntryWay } from '@hoithi/shared/contract/entry-ways';
import type { Look } from '@hoithi/shared/contract/look';
import type { ContestCard, PublicContest, RoundCard } from '@hoithi/shared/contract/public';
import type { Me } from '@hoithi/shared/contract/sign-in';
import { expandRounds, type OpenRound, partOf } from '@hoithi/shared/rulebook/judge/expand-rounds';
import type { Rulebook } from '@hoithi/shared/rulebook/model/rulebook';
import { shownLook } from '@hoithi/shared/rules/look-colours';
import { roundPhase } from '@hoithi/shared/rules/round';

/** A draft as the pages of a contest read one, before there is a contest. SPEC J22. */

type Drafted = { rulebook: Rulebook; look: Look; slug: string };

export function previewCard({ rulebook, look, slug }: Drafted, round: OpenRound | undefined): ContestCard {
  const quiz = round && partOf(round, 'quiz');
  const { name, host, contact } = rulebook.meta;
  return {
    ...{ contestId: slug, slug, name, host, contact, demo: false, look: shownLook(look) },
    questionCount: quiz?.papers[0]?.count ?? 0,
    attemptSeconds: round?.time.limitSeconds ?? null,
    ...{ pacing: quiz?.pacing ?? 'paper', questionSeconds: quiz?.questionSeconds ?? null },
  };
}

/** The rounds as they will stand once the contest is announced. */
export const plannedRounds = (rulebook: Rulebook, nowMs: number): RoundCard[] =>
  expandRounds(rulebook).map(({ id, label, opensAtMs, closesAtMs, publishAtMs }, at) => ({
    ...{ roundId: id, ordinal: at + 1, label, opensAtMs, closesAtMs, publishAtMs, persons: null },
    phase: roundPhase({ opensAtMs, closesAtMs, settled: false, finalized: false, published: false }, nowMs),
  }));

export function previewContest(card: ContestCard, rounds: RoundCard[]): PublicContest {
  return {
    ...{ contest: card, rounds, profile: { fields: [], own: [] }, audiences: [], consents: [], exclusions: [] },
    ...{ collectivePath: null, amended: null, entryWays: ['phone'] satisfies EntryWay[] },
    ways: { host: null, oidc: null },
  };
}

const nobody = {
  phoneMasked: null,
  enrolled: false,
  profile: null,
  excludedAs: null,
  slip: null,
  stated: null,
  ways: [],
  mark: '',
};
export const guest: Me = { ...nobody, signedIn: false };

export const previewMe = (name: string, unitName: string): Me => ({
  ...{ ...nobody, signedIn: true, enrolled: true },
  profile: {
    ...{ name, unitName, unitCode: null, audience: null, birthDate: null, address: null, nationalId: null },
    ...{ email: null, jobTitle: null, own: {}, consents: {}, locked: true },
  },
});
