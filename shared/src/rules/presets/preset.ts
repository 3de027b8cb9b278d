import type { PresetId, RulesNotice } from '../../contract/organizer.ts';
import type { RulesDraft } from '../../contract/rules.ts';
import type { LocalText } from '../../contract/text.ts';

/**
 * A real plan as far as it speaks: `null` stands wherever the document is silent, and is asked of the organizer.
 * `noticesOfPlan` are the contradictions inside the document itself. Source: SPEC R3, R4.
 */
export type Preset = {
  id: PresetId;
  title: LocalText;
  planNo: string;
  province: '46' | '42' | '02';
  draft: RulesDraft;
  noticesOfPlan: RulesNotice[];
};
