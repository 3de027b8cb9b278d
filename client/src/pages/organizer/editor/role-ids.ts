import type { ExcludedRole } from '@hoithi/shared/contract/refusal';

/** Roles that a rulebook may keep out; one left out does not compile. */
const roles: Record<ExcludedRole, true> = {
  ORGANIZING_COMMITTEE: true,
  JURY: true,
  SECRETARIAT: true,
  SUPPORT_TEAM: true,
  QUESTION_AUTHORS: true,
  DIRECTLY_INVOLVED: true,
  TECHNICAL_STAFF: true,
  VENDOR_STAFF: true,
  HOST_DEPARTMENT: true,
};
export const excludedRoles = Object.keys(roles) as ExcludedRole[];
