import { limits } from '@hoithi/shared/contract/limits';

export type ReasonIssue = 'reasonShort' | 'reasonLong';

/** A reason as the server will count it: composed, blanks collapsed. Refuses too short and too long ones. SPEC O2. */
export function readReason(typed: string): { reason: string; issue: ReasonIssue | null } {
  const reason = typed.normalize('NFC').replace(/\s+/gu, ' ').trim();
  if (reason.length < limits.reasonLengthMin) return { reason, issue: 'reasonShort' };
  return { reason, issue: reason.length > limits.reasonLengthMax ? 'reasonLong' : null };
}
