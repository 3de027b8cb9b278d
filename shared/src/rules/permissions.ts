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
  // drafts of contests, and what becomes of them
  'draft:read': ['organizer', 'secretary', 'judge', 'inspector'],
  'draft:change': ['organizer', 'secretary'],
  'draft:delete': ['organizer', 'secretary'],
  'contest:announce': ['organizer'],
  'contest:amend': ['organizer'],
  'contest:archive': ['organizer'],
  'look:change': ['organizer', 'secretary'],
  // banks of questions
  'bank:read': ['organizer', 'secretary', 'question-writer', 'question-reviewer', 'judge', 'inspector'],
  'bank:key': ['organizer', 'question-writer', 'question-reviewer', 'judge'],
  'bank:change': ['organizer', 'question-writer', 'question-reviewer'],
  'question:write': ['organizer', 'question-writer', 'question-reviewer'],
  'question:review': ['organizer', 'question-reviewer', 'judge'],
  'round:seal': ['organizer', 'secretary'],
  'questions:figures': ['organizer', 'judge', 'inspector'],
  'round:close': ['organizer'],
  'round:extend': ['organizer'],
  'round:publish': ['organizer'],
  // a round's result
  'result:read': ['organizer', 'secretary', 'judge', 'inspector'],
  'result:decide': ['organizer', 'judge'],
  'result:finalize': ['organizer', 'judge'],
  'complaint:answer': ['organizer', 'secretary', 'judge'],
  'figures:read': ['organizer', 'secretary', 'judge', 'inspector'],
  // people
  'contacts:read': ['organizer', 'secretary', 'contact-reader'],
  // rights of persons over their data
  'rights:read': ['organizer', 'secretary', 'inspector'],
  'rights:answer': ['organizer', 'secretary'],
  'exclusions:read': ['organizer', 'secretary', 'judge', 'contact-reader'],
  'exclusions:change': ['organizer', 'secretary', 'judge'],
  'people:find': ['organizer', 'secretary', 'judge'],
  'people:correct': ['organizer', 'secretary'],
  'reminders:send': ['organizer', 'secretary'],
  'attempts:find': ['organizer', 'judge', 'contact-reader'],
  'attempt:void': ['organizer', 'judge'],
  // units
  'units:read': ['organizer', 'secretary', 'judge', 'inspector'],
  'units:change': ['organizer', 'secretary'],
  'units:delete': ['organizer', 'secretary'],
  'unit:read': ['organizer', 'secretary', 'judge', 'inspector', 'unit-leader'],
  'leader:enter': ['unit-leader'],
  // what the committee brings: lists, tables, orders, places
  'committee:read': ['organizer', 'secretary', 'judge', 'inspector'],
  'committee:change': ['organizer', 'secretary', 'judge'],
  'committee:decide': ['organizer', 'judge'],
  // collective prizes
  'collective:read': ['organizer', 'secretary', 'judge', 'inspector'],
  'collective:change': ['organizer', 'secretary', 'judge'],
  'collective:decide': ['organizer', 'judge'],
  'collective:publish': ['organizer'],
  // shows
  'mc:enter': ['mc', 'moderator'],
  'show:drive': ['mc'],
  'show:moderate': ['mc', 'moderator'],
  'show:load': ['mc'],
  'show:write': ['organizer'],
  // rehearsals
  'rehearsal:read': ['organizer', 'secretary', 'inspector', 'operator'],
  'rehearsal:run': ['organizer', 'secretary', 'operator'],
  // accounts, links and the trail
  'links:read': ['organizer', 'secretary', 'inspector'],
  'links:change': ['organizer', 'secretary'],
  'slips:read': ['organizer', 'secretary'],
  'slips:change': ['organizer', 'secretary'],
  'entry:admit': ['organizer', 'secretary'],
  'accounts:read': ['organizer', 'secretary', 'inspector'],
  'accounts:change': ['organizer'],
  'bundle:read': ['organizer', 'judge', 'inspector'],
  'audit:read': ['organizer', 'secretary', 'judge', 'inspector'],
  // the installation
  'messages:read': ['organizer', 'secretary', 'operator'],
  'night:read': ['organizer', 'secretary', 'operator'],
  'backup:take': ['organizer', 'operator'],
} as const satisfies Record<string, readonly StaffRole[]>;

export type Permission = keyof typeof permissions;

/** These ask again who it is when the last proof is older than `proofLastsMs`. SPEC I3. */
export const weighty: ReadonlySet<Permission> = new Set([
  'contest:announce',
  'contest:amend',
  'contest:archive',
  'round:publish',
  'collective:publish',
  // decisions: whoever is hindered, or let in, by them has no other way
  'round:close',
  'round:extend',
  'exclusions:change',
  'people:correct',
  'collective:decide',
  'committee:decide',
  'result:decide',
  'result:finalize',
  'attempt:void',
  // contact data
  'contacts:read',
  'bundle:read',
  'exclusions:read',
  'rights:answer', // an erasure
  'slips:change', // whoever has a code is that person
  'entry:admit',
  'attempts:find',
  'reminders:send', // it costs money, and cannot be taken back
  // deletion
  'draft:delete',
  'units:delete',
  'accounts:change',
  'backup:take',
]);
export const proofLastsMs = 10 * 60_000;

/** What changes nothing in a contest, and so is done in one that is archived too; `contest:archive` brings it back, and persons have their rights in it. SPEC J13, S64. */
export const changesNothing = (permission: Permission): boolean =>
  permission === 'contest:archive' ||
  permission === 'rights:answer' ||
  /:(read|enter|find|key|own|take)$/.test(permission);

export const rolesWith = (permission: Permission): readonly StaffRole[] => permissions[permission];
export const hasPermission = (role: StaffRole, permission: Permission): boolean => rolesWith(permission).includes(role);

/** Where somebody with these grants has a permission: in every contest (null), or in those named. None: []. */
export function contestsWith(grants: readonly Grant[], permission: Permission): readonly string[] | null {
  const own = grants.filter(({ role }) => hasPermission(role, permission));
  if (own.some(({ contestId }) => contestId === null)) return null;
  return [...new Set(own.flatMap(({ contestId }) => contestId ?? []))];
}

/** What somebody with these grants may do in one contest. SPEC I50. */
export const permissionsIn = (grants: readonly Grant[], contestId: string): Permission[] =>
  (Object.keys(permissions) as Permission[]).filter((each) => contestsWith(grants, each)?.includes(contestId) ?? true);
