import type { OrganizerView } from '@hoithi/shared/contract/organizer';
import { useEffect, useRef } from 'react';
import { useOrganizer } from '../organizer-connection.ts';

/** The desk of one contest, watched for as long as the page stays and again after each reconnect; null until it is told. */
export function useWatchedDesk(contestId: string | null): OrganizerView['desk'] {
  const { namespace, view } = useOrganizer();
  const { send, enter, online } = namespace;
  const asking = useRef(false);
  const at = view.desk?.contest.contestId ?? null;
  useEffect(() => {
    if (contestId === null || at === contestId || asking.current || !online) return;
    asking.current = true;
    // What this act answers with is the same view; entering again puts it where every part of the room reads.
    void send('contest:watch', { contestId })
      .then((received) => (received.ok ? enter() : undefined))
      .finally(() => {
        asking.current = false;
      });
  }, [contestId, at, online, send, enter]);
  return at !== null && at === contestId ? view.desk : null;
}
