import type { OrganizerToServer, OrganizerView, ServerToOrganizer } from '@hoithi/shared/contract/organizer';
import { createContext, useContext } from 'react';
import type { UseNamespace } from '../../connection/use-namespace.ts';

export type OrganizerNamespaceConnection = UseNamespace<OrganizerToServer, ServerToOrganizer>;
/** The room once entered: its line, and the newest view. */
export type OrganizerConnection = { namespace: OrganizerNamespaceConnection; view: OrganizerView };

export const OrganizerContext = createContext<OrganizerConnection | null>(null);

export function useOrganizer(): OrganizerConnection {
  const line = useContext(OrganizerContext);
  if (!line) throw new Error('this part stands inside the organizer’s room');
  return line;
}
