import type { OwnField } from '../../contract/public.ts';

/** Whether what was stated fits the field; nothing fits where it may be left out. Source: SPEC S4. */
export function fitsField(field: OwnField, answer: string | number | undefined): boolean {
  if (answer === undefined || answer === '') return !field.required;
  if (field.kind === 'number') return typeof answer === 'number' && answer >= field.min && answer <= field.max;
  if (typeof answer !== 'string') return false;
  return field.kind === 'text' || field.choices.some(({ id }) => id === answer);
}
