import type { RosterProblem } from './unit-leader.ts';

/** Slips as pages see them, without a parser. SPEC S20-S24. */

/** `choose-pin`: nobody has used the slip, `name` is whose it is; `type-pin`: its holder has one; `in`: the session is open. */
export type SlipAnswer = { next: 'choose-pin'; name: string } | { next: 'type-pin' } | { next: 'in' };

export type SlipPreview = {
  people: number;
  /** `before`: slips of the unit that hold already. */
  units: { code: string; name: string; people: number; before: number }[];
  first: { line: number; unit: string; name: string }[];
  unknownColumns: string[];
  problems: RosterProblem[];
  problemCount: number;
};

export type SlipView = {
  id: string;
  name: string;
  unitName: string | null;
  state: 'unused' | 'used' | 'withdrawn';
  /** Units: epoch ms. */
  madeAtMs: number;
  usedAtMs: number | null;
};
export type SlipsView = {
  unused: number;
  used: number;
  withdrawn: number;
  /** Codes that were no code of this contest, in the last 24 hours: many mean that somebody guesses. */
  wrongCodes: number;
  units: { code: string; name: string; unused: number; used: number }[];
  /** At most 100 of those that the search finds. */
  found: SlipView[];
  foundCount: number;
};

/** The code of the new slip, which is shown this once. */
export type SlipReplaced = { code: string };

/** The code that a desk gave, which is shown this once; `isKnown`: it leads to somebody who takes part already. SPEC S39. */
export type DeskAdmission = { code: string; name: string; isKnown: boolean };
