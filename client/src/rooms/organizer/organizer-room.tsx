import type { OrganizerToServer, ServerToOrganizer } from '@hoithi/shared/contract/organizer';
import { useRoom } from '../../connection/use-room.ts';
import { Page } from '../../ui/page.tsx';
import { StateCard } from '../../ui/state-card.tsx';

/** The organizer's room. */
export default function OrganizerRoom() {
  const room = useRoom<OrganizerToServer, ServerToOrganizer>('/organizer', { enter: () => ({}) });
  if (!room.view) {
    return (
      <Page>
        <StateCard kind="loading" />
      </Page>
    );
  }
  return (
    <Page width="wide">
      <ul>
        {room.view.contests.map(({ contest }) => (
          <li key={contest.contestId}>{contest.name.vi}</li>
        ))}
      </ul>
    </Page>
  );
}
