import { Rulebook } from '../model/rulebook.ts';
import { StoredRules } from './stored-rules.ts';
import { upgradeRules } from './upgrade-rules.ts';

/** Rules as they are stored: a rulebook as it is, those from before there were any as the rulebook that says the same. SPEC M17. */
export const readStored = (stored: unknown): Rulebook =>
  isOfRulebook(stored) ? Rulebook.parse(stored) : upgradeRules(StoredRules.parse(stored));

/** Rules from before there were rulebooks said for a whole contest whether its questions take several options. */
export const askedSeveral = (stored: unknown): boolean =>
  !isOfRulebook(stored) && StoredRules.safeParse(stored).data?.questions.answerMode === 'several';

const isOfRulebook = (stored: unknown): boolean => typeof stored === 'object' && stored !== null && 'version' in stored;
