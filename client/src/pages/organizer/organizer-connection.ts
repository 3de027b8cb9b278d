import type { OrganizerToServer, OrganizerView, ServerToOrganizer } from '@hoithi/shared/contract/organizer';
import { createContext, useContext } from 'react';
import type { UseRoom } from '../../connection/use-namespace.ts';

export type OrganizerRoomLine = UseRoom<OrganizerToServer, ServerToOrganizer>;
/** The room once entered: its line, and the newest view. */
export type OrganizerLine = { room: OrganizerRoomLine; view: OrganizerView };

export const OrganizerContext = createContext<OrganizerLine | null>(null);

export function useOrganizer(): OrganizerLine {
  const line = useContext(OrganizerContext);
  if (!line) throw new Error('this part stands inside the organizer’s room');
  return line;
}
