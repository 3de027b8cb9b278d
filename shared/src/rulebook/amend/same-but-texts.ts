import type { Json } from '../../contract/json.ts';
import { isSame } from '../draft/changes.ts';

export const asJson = (value: unknown): Json => JSON.parse(JSON.stringify(value ?? null)) as Json;

/** Whether two values say the same but for their texts. */
export const isSameButTexts = (one: unknown, other: unknown): boolean => isSame(withoutTexts(one), withoutTexts(other));

function withoutTexts(value: unknown): Json {
  if (Array.isArray(value)) return value.map(withoutTexts);
  if (typeof value !== 'object' || value === null) return (value ?? null) as Json;
  const fields = Object.entries(value).filter(([, inner]) => inner !== undefined);
  if (fields.length === 2 && 'vi' in value && 'en' in value) return 'text';
  return Object.fromEntries(fields.map(([key, inner]) => [key, withoutTexts(inner)]));
}
