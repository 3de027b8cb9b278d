import { AddExclusions, ListExclusions, RemoveExclusions } from '@hoithi/shared/contract/exclusions';
import { InviteStaff } from '@hoithi/shared/contract/organizer';
import type { App } from '../app-parts.ts';
import { contestInScope } from '../contest/contest-scope.ts';
import { type Commands, command, type Staff } from '../web/namespace.ts';
import { addExclusions, listExclusions, removeExclusions } from './exclusions.ts';
import { inviteStaff } from './staff-links.ts';

/** Who may work for a contest, and who may not take part. SPEC O2, O4, S7. */
export function peopleCommands(
  app: Pick<App, 'bus' | 'clock' | 'contests' | 'db' | 'ownKeys' | 'ways'>,
): Commands<Staff> {
  const scope = ({ by }: Staff, { contestId }: { contestId: string }) => contestInScope(app, by, contestId);
  return {
    'staff:invite': command({ may: 'links:change', schema: InviteStaff, scope }, (message, { by }) =>
      inviteStaff(app, by, message),
    ),
    'exclusions:add': command({ may: 'exclusions:change', schema: AddExclusions, scope }, (message, { by }) =>
      addExclusions(app, by, message),
    ),
    'exclusions:list': command({ may: 'exclusions:read', schema: ListExclusions, scope }, ({ contestId }, { by }) =>
      listExclusions(app, by, contestId),
    ),
    'exclusions:remove': command({ may: 'exclusions:change', schema: RemoveExclusions, scope }, (message, { by }) =>
      removeExclusions(app, by, message),
    ),
  };
}
