import type { OrganizerToServer, OrganizerView, ServerToOrganizer } from '@hoithi/shared/contract/organizer';
import type { Permission } from '@hoithi/shared/rules/permissions';
import { createContext, useContext } from 'react';
import type { UseNamespace } from '../../connection/use-namespace.ts';

export type OrganizerNamespaceConnection = UseNamespace<OrganizerToServer, ServerToOrganizer>;
/** The namespace once entered, and its newest view. */
export type OrganizerConnection = { namespace: OrganizerNamespaceConnection; view: OrganizerView };

export const OrganizerContext = createContext<OrganizerConnection | null>(null);

export function useOrganizer(): OrganizerConnection {
  const connection = useContext(OrganizerContext);
  if (!connection) throw new Error('useOrganizer is called outside OrganizerContext');
  return connection;
}

/**
 * What the session may do: in a contest, or, where none is named, in any at all. What it may not do is not offered; the server
 * decides all the same. SPEC I2, I50.
 */
export function useMay(contestId: string | null = null): (permission: Permission) => boolean {
  const { view } = useOrganizer();
  const held = contestId === null ? view.may : view.contests.find((each) => each.contest.contestId === contestId)?.may;
  return (permission) => held?.includes(permission) ?? false;
}

/** The same for what concerns the whole organization. */
export function useMayEverywhere(): (permission: Permission) => boolean {
  const { view } = useOrganizer();
  return (permission) => view.mayEverywhere.includes(permission);
}
