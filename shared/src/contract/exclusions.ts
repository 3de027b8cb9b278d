import { z } from 'zod';
import { ContestId } from './ids.ts';
import { limits } from './limits.ts';
import { ExcludedRole } from './refusal.ts';
import { line } from './text.ts';

/** People whom the rules exclude, by any way in. SPEC S7, S7a. */

const Reason = line(limits.reasonLengthMin, limits.reasonLengthMax);

/** exclusions:add. Numbers, codes on slips, identifiers; longer ones come in a file. */
export const AddExclusions = z.object({
  contestId: ContestId,
  role: ExcludedRole,
  reason: Reason,
  marks: z.array(z.string().min(1).max(limits.exclusionMarkLengthMax)).min(1).max(limits.exclusionsAtOnceMax),
});
/** exclusions:list. Each reading is in the audit trail. */
export const ListExclusions = z.object({ contestId: ContestId });
/** exclusions:remove. Ids as they are listed. */
export const RemoveExclusions = z.object({
  contestId: ContestId,
  ids: z.array(z.uuid()).min(1).max(limits.exclusionsAtOnceMax),
});
/** POST /api/organizer/contests/:contestId/exclusions, with a file. `reason`: of lines that have none of their own. */
export const ExclusionsQuery = z.object({
  write: z.enum(['true', 'false']).default('false'),
  role: ExcludedRole,
  reason: Reason,
});

/** Somebody whom the rules exclude; newest first, at most `limits.exclusionsShownMax`. */
export type ListedExclusion = {
  id: string;
  way: 'phone' | 'slip' | 'host' | 'oidc';
  phone: string | null; // E.164
  ending: string | null; // the last of a code or identifier, of which there is a hash alone
  name: string | null; // where the contest knows the person
  role: ExcludedRole;
  reason: string; // '' of those from before reasons were asked for
  actor: string;
  actorName: string | null;
  addedAtMs: number;
};

export type ExclusionColumn = 'phone' | 'slip' | 'identifier' | 'reason';
export const exclusionProblems = [
  'spreadsheet_unread',
  'encoding_unread',
  'table_too_large',
  'old_font',
  'quotes_unread',
  'header_missing',
  'too_many_lines',
  'line_empty',
  'line_twice',
  'phone_unreadable',
  'slip_unreadable',
  'slip_unknown',
  'identifier_unreadable',
  'identifier_unused',
  'reason_length',
] as const;
export type ExclusionProblem = {
  line: number; // from 1; 0 and no column: the file as a whole
  column: ExclusionColumn | null;
  problem: (typeof exclusionProblems)[number];
  value: string;
};
/** Nothing is written while there is a problem. */
export type ExclusionsPreview = {
  people: Record<'phone' | 'slip' | 'identifier', number>;
  unknownColumns: string[];
  problems: ExclusionProblem[];
  problemCount: number;
  written: boolean;
  added: number;
};
