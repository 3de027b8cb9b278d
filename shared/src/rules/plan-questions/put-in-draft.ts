import type { RulesDraft } from '../../contract/rules.ts';
import { silentPlan } from '../presets/silent-plan.ts';

const {
  timezone: _timezone,
  rounds: _rounds,
  prediction: _prediction,
  exclusions: _exclusions,
  unitTargets: _targets,
  ...groups
} = silentPlan;
type GroupKey = keyof typeof groups;

/** Writes values into one group of the draft; what else stands in the group stays. The draft given is not changed. */
export function putInDraft<K extends GroupKey>(
  draft: RulesDraft,
  group: K,
  values: Partial<NonNullable<RulesDraft[K]>>,
): RulesDraft {
  return { ...draft, [group]: { ...groups[group], ...draft[group], ...values } };
}
