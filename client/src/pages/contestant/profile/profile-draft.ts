import type { OwnField, PublicContest } from '@hoithi/shared/contract/public';
import type { Audience, ConsentPurpose } from '@hoithi/shared/contract/rules';
import type { Enrol, Me, SetConsents, UnitHit } from '@hoithi/shared/contract/sign-in';
import { fitsField } from '@hoithi/shared/rulebook/settings/fits-field';
import { isDate } from '../../../ui/date-text.ts';

/** The form as it is being filled in. */
export type ProfileDraft = {
  name: string;
  unit: Pick<UnitHit, 'code' | 'name'> | null;
  audience: string;
  birthDate: string;
  address: string;
  nationalId: string;
  email: string;
  jobTitle: string;
  /** Fields of the rules' own, by id, as typed. */
  own: Record<string, string>;
  consents: Record<string, boolean>;
};
export type ProfileTextKey = 'name' | 'birthDate' | 'address' | 'nationalId' | 'email' | 'jobTitle';

/** What the contest knows already; of consents only what was given is ticked. SPEC S6. */
export function startDraft(me: Me, invited: ProfileDraft['unit'] = null): ProfileDraft {
  const { profile, slip, stated } = me;
  const ofSlip = slip?.unitCode ? { code: slip.unitCode, name: slip.unitName ?? slip.unitCode } : null;
  return {
    name: profile?.name ?? slip?.name ?? stated?.name ?? '',
    unit: profile?.unitCode
      ? { code: profile.unitCode, name: profile.unitName ?? profile.unitCode }
      : (ofSlip ?? invited),
    audience: profile?.audience ?? '',
    birthDate: profile?.birthDate ?? stated?.birthDate ?? '',
    address: profile?.address ?? '',
    nationalId: profile?.nationalId ?? '',
    email: profile?.email ?? '',
    jobTitle: profile?.jobTitle ?? '',
    own: Object.fromEntries(Object.entries(profile?.own ?? {}).map(([id, answer]) => [id, String(answer)])),
    consents: { ...profile?.consents },
  };
}

/** Required fields that are still empty, a birth date that is none, and required consents not given, in the contest's order. */
export function findMissing(draft: ProfileDraft, contest: PublicContest): { fields: string[]; consents: string[] } {
  const filled = (key: string): boolean => {
    if (key === 'unit') return draft.unit !== null;
    const value = draft[key as ProfileTextKey | 'audience'];
    return typeof value === 'string' && value.trim() !== '';
  };
  const isWrong = draft.birthDate !== '' && !isDate(draft.birthDate);
  return {
    fields: [
      ...contest.profile.fields
        .filter(({ key, required }) => (required && !filled(key)) || (key === 'birthDate' && isWrong))
        .map(({ key }) => key),
      ...contest.profile.own.filter((field) => !fitsField(field, answerOf(field, draft))).map(({ id }) => id),
    ],
    consents: contest.consents
      .filter(({ purpose, required }) => required && !draft.consents[purpose])
      .map(({ purpose }) => purpose),
  };
}

/** The draft as the contract's message; a field left empty is not sent as text. */
export function toEnrol(draft: ProfileDraft, contest: PublicContest): Enrol {
  const orNull = (text: string) => (text.trim() === '' ? null : text.trim());
  return {
    name: draft.name,
    unitCode: draft.unit?.code ?? null,
    audience: (orNull(draft.audience) as Audience | null) ?? null,
    birthDate: orNull(draft.birthDate),
    address: draft.address,
    nationalId: orNull(draft.nationalId.replace(/\s/g, '')),
    email: orNull(draft.email),
    jobTitle: draft.jobTitle,
    own: Object.fromEntries(
      contest.profile.own.flatMap((field) => {
        const answer = answerOf(field, draft);
        return answer === undefined ? [] : [[field.id, answer] as const];
      }),
    ),
    consents: listConsents(draft, contest),
  };
}

/** What was typed, as the field takes it; undefined: nothing. */
function answerOf(field: OwnField, { own }: Pick<ProfileDraft, 'own'>): string | number | undefined {
  const typed = own[field.id]?.trim() ?? '';
  if (typed === '') return undefined;
  return field.kind === 'number' && Number.isFinite(Number(typed)) ? Number(typed) : typed;
}

/** Each consent that the contest asks for, given or not. */
export const listConsents = (
  { consents }: Pick<ProfileDraft, 'consents'>,
  contest: PublicContest,
): SetConsents['consents'] =>
  contest.consents.map(({ purpose }) => ({
    purpose: purpose as ConsentPurpose,
    given: consents[purpose] === true,
  }));
