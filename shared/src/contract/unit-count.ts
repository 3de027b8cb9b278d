/** Distinct people of one unit alone, without those below it. SPEC C1, C4. */
export type UnitCount = {
  persons: number; // whom the unit's headcount covers
  citizens: number; // whom no headcount covers
  attempts: number;
};
export const nobody: UnitCount = { persons: 0, citizens: 0, attempts: 0 };
