import type { DecisionWanted, ResultDesk } from '@hoithi/shared/contract/result-desk';
import type { useMay } from '../organizer-connection.ts';

/** `decision` null: only what was decided on other rounds. `about`: whom or what, for the title. */
export type Deciding = { decision: DecisionWanted | null; about: string };

/** What the parts of the page share. */
export type ResultParts = {
  desk: ResultDesk;
  path: string;
  contestId: string;
  slug: string;
  may: ReturnType<typeof useMay>;
  /** Begins a decision with its preview. */
  decide: (what: Deciding) => void;
  /** Something was done: the sentence is shown, and everything read again. */
  done: (sentence: string) => void;
};
