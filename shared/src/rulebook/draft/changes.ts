import type { Json } from '../../contract/json.ts';

/** undefined: nothing is there. */
type Maybe = Json | undefined;
type Fields = { readonly [key: string]: Json };

/** A key of an object, or `#id` for the item of a list whose items have ids: places stay right when the list grows. */
export type Step = string;
export type Change = { place: readonly Step[]; after: Maybe };
/** A place that two people changed differently. */
export type Conflict = { place: readonly Step[]; mine: Maybe; theirs: Maybe };

const isFields = (value: Maybe): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isList = (value: Maybe): value is readonly Json[] => Array.isArray(value);

/** The name of an item in its list: its id, or the field that it is. */
function idOf(item: Json): string | null {
  if (!isFields(item)) return null;
  const id = item.id ?? item.field;
  return typeof id === 'string' ? id : null;
}

/** The items by id; null: some have none, or two have the same. */
function byId(list: readonly Json[]): Map<string, Json> | null {
  const items = new Map(list.map((item) => [idOf(item) ?? '', item]));
  return items.size === list.length && !items.has('') ? items : null;
}

export const isSame = (one: Maybe, other: Maybe): boolean => {
  if (one === other) return true;
  if (isList(one) && isList(other))
    return one.length === other.length && one.every((item, at) => isSame(item, other[at]));
  if (!isFields(one) || !isFields(other)) return false;
  const keys = Object.keys(one);
  return keys.length === Object.keys(other).length && keys.every((key) => isSame(one[key], other[key]));
};

/** What has to be changed to make one value the other, each at the deepest place that can be named. Source: SPEC J3. */
export function listChanges(before: Maybe, after: Maybe, place: readonly Step[] = []): Change[] {
  if (isSame(before, after)) return [];
  if (isFields(before) && isFields(after)) {
    const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
    return [...keys].flatMap((key) => listChanges(own(before, key), own(after, key), [...place, key]));
  }
  if (isList(before) && isList(after)) {
    const [old, now] = [byId(before), byId(after)];
    if (old && now && keepsOrder([...old.keys()], [...now.keys()])) {
      const ids = new Set([...old.keys(), ...now.keys()]);
      return [...ids].flatMap((id) => listChanges(old.get(id), now.get(id), [...place, `#${id}`]));
    }
  }
  return [{ place, after }];
}

const own = (fields: Fields, key: string): Maybe => (Object.hasOwn(fields, key) ? fields[key] : undefined);

/** What is in both lists stands in the same order, and what is new stands at the end: where a merge puts it. */
function keepsOrder(before: readonly string[], after: readonly string[]): boolean {
  const now = new Set(after);
  const stayed = before.filter((id) => now.has(id));
  return stayed.every((id, at) => after[at] === id);
}

/** The value at a place. */
export function valueAt(value: Maybe, place: readonly Step[]): Maybe {
  const [step, ...rest] = place;
  if (step === undefined || value === undefined) return value;
  if (isList(value))
    return valueAt(
      value.find((item) => `#${idOf(item)}` === step),
      rest,
    );
  return isFields(value) ? valueAt(own(value, step), rest) : undefined;
}

/** The value with one place changed; what has to stand above the place is made. */
export function applyChange(value: Maybe, { place, after }: Change): Maybe {
  const [step, ...rest] = place;
  if (step === undefined) return after;
  if (step.startsWith('#') && (isList(value) || value === undefined)) {
    const list = value ?? [];
    const at = list.findIndex((item) => `#${idOf(item)}` === step);
    const changed = applyChange(list[at], { place: rest, after });
    const without = at === -1 ? [...list] : list.toSpliced(at, 1);
    return changed === undefined ? without : without.toSpliced(at === -1 ? list.length : at, 0, changed);
  }
  const fields = isFields(value) ? value : {};
  const changed = applyChange(own(fields, step), { place: rest, after });
  if (changed !== undefined) return { ...fields, [step]: changed };
  return Object.fromEntries(Object.entries(fields).filter(([key]) => key !== step));
}

const isWithin = (inner: readonly Step[], outer: readonly Step[]): boolean =>
  outer.every((step, at) => inner[at] === step);

/**
 * Two people changed the same base: theirs with my changes that touch nothing of theirs, and the places that both changed
 * differently, for a decision of each. Source: SPEC J3.
 */
export function mergeChanges<T extends Json>(base: T, mine: T, theirs: T): { merged: T; conflicts: Conflict[] } {
  const ofThem = listChanges(base, theirs);
  let merged: Maybe = theirs;
  const conflicts = new Map<string, Conflict>();
  for (const change of listChanges(base, mine)) {
    const met = ofThem.filter(({ place }) => isWithin(place, change.place) || isWithin(change.place, place));
    const places = [change.place, ...met.map(({ place }) => place)].sort((a, b) => a.length - b.length);
    const place = places[0] ?? [];
    const [own, other] = [valueAt(mine, place), valueAt(theirs, place)];
    if (met.length === 0) merged = applyChange(merged, change);
    else if (!isSame(own, other)) conflicts.set(JSON.stringify(place), { place, mine: own, theirs: other });
  }
  return { merged: merged as T, conflicts: [...conflicts.values()] };
}

/** A place in words of the file: `rounds.week.label.vi`. */
export const writeSteps = (place: readonly Step[]): string => place.map((step) => step.replace(/^#/, '')).join('.');
