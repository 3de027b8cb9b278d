import type { Json } from '@hoithi/shared/contract/json';
import { foldText } from '@hoithi/shared/rules/fold';

/** Reading and changing a rulebook that may be incomplete, by places as problems name them: `rounds[1].window.opensAt`. */

export type Fields = { readonly [key: string]: Json };
export type Maybe = Json | undefined;

export const asFields = (value: Maybe): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
export const asList = (value: Maybe): readonly Json[] => (Array.isArray(value) ? (value as readonly Json[]) : []);
export const asText = (value: Maybe): string => (typeof value === 'string' ? value : '');
export const asNumber = (value: Maybe): number | null => (typeof value === 'number' ? value : null);

export const stepsOf = (place: string): (string | number)[] =>
  [...place.matchAll(/\[(\d+)\]|([^.[\]]+)/g)].map(([, at, key]) => (at === undefined ? (key ?? '') : Number(at)));

export function readAt(value: Maybe, place: string): Maybe {
  return stepsOf(place).reduce<Maybe>(
    (inner, step) => (typeof step === 'number' ? asList(inner)[step] : asFields(inner)[step]),
    value,
  );
}

/** The value with another one at a place; undefined: nothing stands there any more. */
export const writeAt = (value: Maybe, place: string, after: Maybe): Maybe => write(value, stepsOf(place), after);

function write(value: Maybe, [step, ...rest]: readonly (string | number)[], after: Maybe): Maybe {
  if (step === undefined) return after;
  if (typeof step === 'number') {
    const list = asList(value);
    const changed = write(list[step], rest, after);
    return changed === undefined ? list.toSpliced(step, 1) : list.toSpliced(step, 1, changed);
  }
  const fields = asFields(value);
  const changed = write(fields[step], rest, after);
  if (changed !== undefined) return { ...fields, [step]: changed };
  return Object.fromEntries(Object.entries(fields).filter(([key]) => key !== step));
}

/** The Vietnamese name of something with a label, else its id. */
export function nameOf(value: Maybe): string {
  const { label, id } = asFields(value);
  return asText(asFields(label).vi) || asText(id);
}

/** An id that no item has: `week`, `week-2`, `week-3` … */
export function freeId(prefix: string, items: readonly Json[]): string {
  const taken = new Set(items.map((item) => asFields(item).id));
  if (!taken.has(prefix)) return prefix;
  for (let n = 2; ; n += 1) if (!taken.has(`${prefix}-${n}`)) return `${prefix}-${n}`;
}

/** An address from a name: without marks, in small letters, words joined by hyphens. */
export function slugFrom(name: string, lengthMax: number): string {
  const plain = foldText(name).replace(/[^a-z0-9]+/g, '-');
  return plain.slice(0, lengthMax).replace(/^-+|-+$/g, '');
}

export const sections = [
  'general',
  'people',
  'rounds',
  'standings',
  'awards',
  'collective',
  'publication',
  'look',
] as const;
export type Section = (typeof sections)[number];

/** Which section of the page a place belongs to. */
export function sectionOf(place: string, rulebook: Maybe): Section {
  const [key, at] = stepsOf(place);
  switch (key) {
    case 'fields':
    case 'populations':
      return 'people';
    case 'rounds':
      return 'rounds';
    case 'standings':
      return typeof at === 'number' && isOfUnits(asList(asFields(rulebook).standings)[at], rulebook)
        ? 'collective'
        : 'standings';
    case 'targets':
      return 'collective';
    case 'awards':
    case 'caps':
      return 'awards';
    case 'publication':
    case 'complaints':
    case 'privacy':
      return 'publication';
    default:
      return 'general';
  }
}

/** Whether a standing orders units. */
export function isOfUnits(standing: Maybe, rulebook: Maybe): boolean {
  const { population } = asFields(standing);
  const named = asList(asFields(rulebook).populations).find((each) => asFields(each).id === population);
  return asFields(named).of === 'units';
}

/** The id of a part of a rulebook; '' where it has none yet. */
export const idOf = (value: Maybe): string => asText(asFields(value).id);
