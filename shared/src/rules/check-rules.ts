import type { RulesNotice } from '../contract/organizer.ts';
import type { Rules, RulesDraft } from '../contract/rules.ts';
import { checkAttempts } from './checks/check-attempts.ts';
import { checkLadder, checkPrediction } from './checks/check-ladder.ts';
import { checkConsents } from './checks/check-people.ts';
import { checkRounds } from './checks/check-rounds.ts';
import { checkCollective, checkUnits } from './checks/check-units.ts';

/**
 * What in complete rules contradicts itself or will surprise somebody: an error stops the contest from being made, a
 * warning does not. The same id always means the same finding.
 *
 * Source  SPEC R4.
 */
export function checkRules(rules: Rules): RulesNotice[] {
  return [
    ...checkRounds(rules.rounds, rules.time.graceMs),
    ...checkAttempts(rules),
    ...checkLadder(rules),
    ...checkPrediction(rules),
    ...checkUnits(rules),
    ...checkCollective(rules),
    ...checkConsents(rules),
  ];
}

/** What already contradicts itself while other things are still open. Source: SPEC R4. */
export function checkDraft(draft: RulesDraft): RulesNotice[] {
  return [...checkRounds(draft.rounds ?? [], draft.time?.graceMs ?? null), ...checkUnits(draft)];
}
