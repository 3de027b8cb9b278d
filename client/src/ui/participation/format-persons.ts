/** Persons as they may be shown: the number, or, coarse, a floor; a floor of 0 means anything below ten. SPEC V3. */
export type ShownPersons = { kind: 'exact' | 'floor'; value: number } | { kind: 'under-ten' };

export function formatPersons(persons: number, coarse: boolean): ShownPersons {
  if (!coarse) return { kind: 'exact', value: persons };
  return persons === 0 ? { kind: 'under-ten' } : { kind: 'floor', value: persons };
}
