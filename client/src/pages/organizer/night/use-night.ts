import type { NightView } from '@hoithi/shared/contract/night';
import type { Refusal } from '@hoithi/shared/contract/refusal';
import { useEffect, useState } from 'react';
import { useOrganizer } from '../organizer-connection.ts';

/** The newest picture of the night; asked for again after every reconnect, left with the page. */
export function useNight(): { night: NightView | null; refusal: Refusal | null } {
  const { namespace } = useOrganizer();
  const { online, send, on } = namespace;
  const [night, setNight] = useState<NightView | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  useEffect(() => on('night', setNight), [on]);
  useEffect(() => {
    if (!online) return;
    void send('night:watch', {}).then((received) => {
      if (received.ok) setNight(received.value);
      else setRefusal(received.refusal);
    });
  }, [online, send]);
  useEffect(() => () => void send('night:leave', {}), [send]);
  return { night, refusal };
}
