import { ListUnits, MergeUnits } from '@hoithi/shared/contract/organizer';
import type { App } from '../app-parts.ts';
import { contestInScope } from '../contest/contest-scope.ts';
import { type Commands, command, type Staff } from '../web/namespace.ts';
import { listUnits } from './list-units.ts';
import { mergeUnits } from './merge-units.ts';

/** Units at the organizer's desk: listed, and two entries merged that mean one. SPEC U8. */
export function unitCommands(app: Pick<App, 'bus' | 'clock' | 'contests' | 'db'>): Commands<Staff> {
  const scope = ({ by }: Staff, { contestId }: { contestId: string }) => contestInScope(app, by, contestId);
  return {
    'units:list': command({ may: 'units:read', schema: ListUnits, scope }, ({ contestId }, { by }) =>
      listUnits(app, by, contestId),
    ),
    'units:merge': command({ may: 'units:change', schema: MergeUnits, scope }, (message, { by }) =>
      mergeUnits(app, by, message),
    ),
  };
}
