import type { OwnField } from '../../contract/public.ts';
import { Audience } from '../../contract/rules.ts';
import type { Field } from '../model/population.ts';
import type { Rulebook } from '../model/rulebook.ts';

export type OwnAnswers = Readonly<Record<string, string | number>>;

/** The choice of audiences that the product knows, where its codes are all of theirs. */
export const audienceField = ({ fields }: Pick<Rulebook, 'fields'>): Extract<Field, { kind: 'choice' }> | undefined =>
  fields.find(
    (field): field is Extract<Field, { kind: 'choice' }> =>
      field.kind === 'choice' &&
      field.id === 'audience' &&
      field.choices.every(({ id }) => Audience.safeParse(id).success),
  );

export function ownFields(rulebook: Pick<Rulebook, 'fields'>): OwnField[] {
  const audience = audienceField(rulebook);
  return rulebook.fields.filter((field): field is OwnField => field.kind !== 'known' && field !== audience);
}

/** Answers to the rulebook's own fields and to nothing else; those that name nobody apart from the texts. */
export function takeAnswers(
  rulebook: Pick<Rulebook, 'fields'>,
  given: OwnAnswers,
): { own: OwnAnswers; stated: OwnAnswers } {
  const answered = ownFields(rulebook).flatMap((field) => {
    const answer = given[field.id];
    return answer === undefined || answer === '' ? [] : [{ field, answer }];
  });
  const record = (some: typeof answered) => Object.fromEntries(some.map(({ field, answer }) => [field.id, answer]));
  return { own: record(answered), stated: record(answered.filter(({ field }) => field.kind !== 'text')) };
}
