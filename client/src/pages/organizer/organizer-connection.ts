import type { OrganizerToServer, OrganizerView, ServerToOrganizer } from '@hoithi/shared/contract/organizer';
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
