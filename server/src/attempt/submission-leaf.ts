import { strict as assert } from 'node:assert';
import { Membership } from '@hoithi/shared/rulebook/judge/belong';
import type { UnitRow } from '@hoithi/shared/rulebook/judge/facts';
import { dayOf } from '@hoithi/shared/rulebook/judge/zoned-time';
import type { SimpleCondition } from '@hoithi/shared/rulebook/model/population';
import type { Rulebook } from '@hoithi/shared/rulebook/model/rulebook';
import { simpleParts } from '@hoithi/shared/rulebook/read/check-names';
import type { CachedContest, CachedRound } from '../contest/contests.ts';
import { unitFacts } from '../contest/unit-facts.ts';
import type { AnswerInLeaf, SubmissionLeaf } from '../log/leaves.ts';
import { sealOf } from '../log/seals.ts';
import type { AnswerRow } from './answers-sql.ts';
import type { AttemptRow, HandoutRow } from './attempts-sql.ts';
import type { AskedAbout, SealedPersonRow } from './sealed-people-sql.ts';
import type { SubmissionRow } from './submissions-sql.ts';

/** Conditions that look at a person as such; the others follow from results. */
const ofPersons = new Set<SimpleCondition['kind']>(['field', 'number', 'age', 'unit', 'roster', 'role']);

/** The rulebook's conditions on a person, in its order: for each one a digit in the leaves. Source: SPEC Z2. */
export const listConditions = ({ populations }: Pick<Rulebook, 'populations'>): SimpleCondition[] =>
  populations
    .filter(({ of }) => of === 'people')
    .flatMap(({ where }) => simpleParts(where, []))
    .map(({ condition }) => condition)
    .filter(({ kind }) => ofPersons.has(kind));

export function askedAbout(rulebook: Rulebook): AskedAbout {
  const kinds = listConditions(rulebook).map(({ kind }) => kind);
  return { roles: kinds.includes('role'), fields: kinds.includes('field') || kinds.includes('number') };
}

const noResults = { qualified: () => new Set<string>(), winners: () => new Set<string>() };
const unitsOf = new WeakMap<Pick<CachedContest, 'units'>, ReadonlyMap<string, UnitRow>>();

/** For each condition of the rulebook whether the person met it; of lists a 0: who stands on them is said at the close. */
export function digitsOf(
  contest: Pick<CachedContest, 'units'>,
  rulebook: Rulebook,
  person: SealedPersonRow,
  moment: { atMs: number; ageAtMs: number },
) {
  const conditions = listConditions(rulebook);
  if (conditions.length === 0) return '';
  const units = unitsOf.get(contest) ?? new Map(unitFacts(contest.units).map((unit) => [unit.code, unit]));
  unitsOf.set(contest, units);
  const label = { vi: '', en: '' };
  const everybody = { id: '', label, of: 'people', where: { kind: 'everybody' } } as const;
  const each = conditions.map((where, at) => ({ id: String(at), label, of: 'people' as const, where }));
  const facts = {
    id: person.contestant_id,
    registeredAtMs: 0,
    birthDate: person.birth_date,
    roles: (person.roles ?? []) as never[],
    rosters: [],
    profile: [
      {
        fromMs: 0,
        unit: unitOf(contest, person),
        fields: { ...(person.audience === null ? {} : { audience: person.audience }), ...person.stated },
      },
    ],
  };
  const membership = new Membership(
    { populations: [everybody, ...each], locale: rulebook.locale },
    { people: new Map([[facts.id, facts]]), units },
    noResults,
  );
  return conditions.map((_, at) => (membership.hasPerson(String(at), facts.id, moment) ? '1' : '0')).join('');
}

/** The unit that a person's code means, since entries may be merged. */
const unitOf = (
  { units }: Pick<CachedContest, 'units'>,
  { unit_code }: Pick<SealedPersonRow, 'unit_code'>,
): string | null => (unit_code === null ? null : (units.merged.get(unit_code) ?? unit_code));

export type Submitted = {
  contest: CachedContest;
  round: Pick<CachedRound, 'name' | 'opensAtMs'>;
  attempt: AttemptRow;
  submission: SubmissionRow;
  answers: readonly AnswerRow[];
  handouts: readonly HandoutRow[];
  person: SealedPersonRow;
};

/** What the log says of a submission, from what is committed with it. It has no points. SPEC Z1, Z2. */
export function submissionLeaf(given: Submitted): SubmissionLeaf {
  const { contest, round, attempt, submission, person } = given;
  const rulebook = contest.rulebookByVersion.get(attempt.rules_version);
  assert(rulebook, 'an attempt has its rules');
  const atMs = submission.at_ms;
  const scope = attempt.id;
  const seal = (name: string, value: string | null) => sealOf(person.key, scope, name, value);
  return {
    v: 1,
    kind: 'submission',
    at: atMs,
    round: round.name,
    attempt: attempt.id,
    person: person.pseudonym,
    registeredAt: person.registered_at_ms,
    simulated: person.simulated,
    ordinal: attempt.ordinal,
    practice: attempt.practice,
    rules: attempt.rules_version,
    bits: digitsOf(contest, rulebook, person, { atMs, ageAtMs: round.opensAtMs }),
    day: dayOf(atMs, rulebook.locale.timezone),
    startedAt: attempt.started_at_ms,
    limitAt: attempt.limit_at_ms,
    by: submission.submitted_by,
    questions: attempt.question_ids,
    handouts: given.handouts.toSorted((one, other) => one.position - other.position).map(({ at_ms }) => at_ms),
    answers: answersOf(attempt, given.answers),
    roundTrip: submission.round_trip_ms,
    prediction: attempt.practice ? null : person.prediction,
    sealed: { name: seal('name', person.name), unit: seal('unit', unitOf(contest, person)) },
  };
}

/** In the order of their arrival. */
function answersOf({ question_ids }: AttemptRow, answers: readonly AnswerRow[]): AnswerInLeaf[] {
  const position = new Map(question_ids.map((id, at) => [id, at + 1]));
  return answers
    .map(
      (answer): AnswerInLeaf => [
        position.get(answer.question_id) ?? 0,
        answer.change_no,
        answer.option_ids,
        answer.typed,
        answer.arrived_at_ms,
        answer.counted_at_ms,
        answer.round_trip_ms,
        answer.credit_ms,
      ],
    )
    .toSorted((one, other) => one[4] - other[4] || one[0] - other[0] || one[1] - other[1]);
}
