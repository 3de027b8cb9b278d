import type { AttemptFacts, PersonFacts, UnitRow } from './judge/facts.ts';

/** Facts of tests: what is not said is usual. */
export const person = (
  id: string,
  own: Partial<PersonFacts> & { fields?: Record<string, string | number>; unit?: string } = {},
): PersonFacts => {
  const { fields = {}, unit = null, ...rest } = own;
  return {
    id,
    registeredAtMs: 0,
    birthDate: null,
    roles: [],
    rosters: [],
    profile: [{ fromMs: 0, unit, fields }],
    ...rest,
  };
};

export const unit = (code: string, own: Partial<UnitRow> = {}): UnitRow => ({
  ...{ code, name: code, level: 'AGENCY', block: null, parent: null, headcounts: [], groups: [] },
  ...own,
});

/** `right` of ten answers, a point each, submitted at the given instant. */
export const attempt = (
  personId: string,
  roundId: string,
  right: number,
  submittedAt: string,
  own: Partial<AttemptFacts> = {},
): AttemptFacts => ({
  ...{
    personId,
    roundId,
    ordinal: 1,
    right,
    wrong: 10 - right,
    blank: 0,
    rightByLevel: {},
    points: right,
    pointsMax: 10,
  },
  ...{ startedAtMs: Date.parse(submittedAt) - 60_000, submittedAtMs: Date.parse(submittedAt) },
  ...{ elapsedMs: 60_000, elapsedToLastChangeMs: 50_000, voidedAtMs: null },
  ...own,
});
