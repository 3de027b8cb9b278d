import type { Grant, StaffRole } from '../contract/staff.ts';

/**
 * Which roles may do what. Every staff route and command names one permission, and nothing else decides.
 *
 * Source   SPEC I2.
 */
export const permissions = {
  // the own account, and pages
  'account:own': [
    'organizer',
    'secretary',
    'question-writer',
    'question-reviewer',
    'judge',
    'mc',
    'moderator',
    'unit-leader',
    'inspector',
    'contact-reader',
    'operator',
  ],
  'desk:enter': ['organizer', 'secretary', 'question-writer', 'question-reviewer', 'judge', 'inspector', 'operator'],
  'desk:read': ['organizer', 'secretary', 'judge', 'inspector'],
  // contests and rounds
  'contest:create': ['organizer', 'secretary'],
  'rules:preview': ['organizer', 'secretary', 'judge', 'inspector'],
  // drafts of contests, and what becomes of them
  'draft:read': ['organizer', 'secretary', 'judge', 'inspector'],
  'draft:change': ['organizer', 'secretary'],
  'contest:announce': ['organizer'],
  'round:close': ['organizer'],
  'round:extend': ['organizer'],
  'round:publish': ['organizer'],
  'figures:read': ['organizer', 'secretary', 'judge', 'inspector'],
  // people
  'contacts:read': ['organizer', 'secretary', 'contact-reader'],
  'exclusions:read': ['organizer', 'secretary', 'judge', 'contact-reader'],
  'exclusions:change': ['organizer', 'secretary', 'judge'],
  'attempts:find': ['organizer', 'judge', 'contact-reader'],
  'attempt:void': ['organizer', 'judge'],
  // units
  'units:read': ['organizer', 'secretary', 'judge', 'inspector'],
  'units:change': ['organizer', 'secretary'],
  'unit:read': ['organizer', 'secretary', 'judge', 'inspector', 'unit-leader'],
  'leader:enter': ['unit-leader'],
  // collective prizes
  'collective:read': ['organizer', 'secretary', 'judge', 'inspector'],
  'collective:change': ['organizer', 'secretary', 'judge'],
  'collective:decide': ['organizer', 'judge'],
  'collective:publish': ['organizer'],
  // shows
  'mc:enter': ['mc', 'moderator'],
  'show:drive': ['mc'],
  'show:load': ['mc'],
  // rehearsals
  'rehearsal:read': ['organizer', 'secretary', 'inspector', 'operator'],
  'rehearsal:run': ['organizer', 'secretary', 'operator'],
  // accounts, links and the trail
  'links:read': ['organizer', 'secretary', 'inspector'],
  'links:change': ['organizer', 'secretary'],
  'accounts:read': ['organizer', 'secretary', 'inspector'],
  'accounts:change': ['organizer'],
  'audit:read': ['organizer', 'secretary', 'judge', 'inspector'],
  // the installation
  'night:read': ['organizer', 'secretary', 'operator'],
  'backup:take': ['organizer', 'operator'],
} as const satisfies Record<string, readonly StaffRole[]>;

export type Permission = keyof typeof permissions;

/** These ask again who it is when the last proof is older than `proofLastsMs`. SPEC I3. */
export const weighty: ReadonlySet<Permission> = new Set([
  'contest:announce',
  'round:publish',
  'collective:publish',
  // decisions
  'collective:decide',
  'attempt:void',
  // contact data
  'contacts:read',
  'exclusions:read',
  'attempts:find',
  'accounts:change',
  'backup:take',
]);
export const proofLastsMs = 10 * 60_000;

export const rolesWith = (permission: Permission): readonly StaffRole[] => permissions[permission];
export const hasPermission = (role: StaffRole, permission: Permission): boolean => rolesWith(permission).includes(role);

/** Where somebody with these grants has a permission: in every contest (null), or in those named. None: []. */
export function contestsWith(grants: readonly Grant[], permission: Permission): readonly string[] | null {
  const own = grants.filter(({ role }) => hasPermission(role, permission));
  if (own.some(({ contestId }) => contestId === null)) return null;
  return [...new Set(own.flatMap(({ contestId }) => contestId ?? []))];
}
