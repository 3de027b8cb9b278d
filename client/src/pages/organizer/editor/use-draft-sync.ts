import type { DraftContent, DraftView, Present } from '@hoithi/shared/contract/drafts';
import { useEffect, useState } from 'react';
import { useOrganizer } from '../organizer-connection.ts';
import { type Meeting as MeetingOf, useContentSync } from '../use-content-sync.ts';

const attendEveryMs = 30_000;

/** What two people changed in a draft of a contest. */
export type Meeting = MeetingOf<DraftContent, DraftView>;

/** A draft of a contest as this page has it. SPEC J1, J3. */
export const useDraftSync = (opened: DraftView) =>
  useContentSync<DraftContent, DraftView, { version: number; savedAtMs: number }>(opened, {
    path: `/api/organizer/drafts/${opened.draftId}`,
    mayChange: opened.mayChange,
  });

/** Who else has the draft open; says meanwhile which part this page is in. SPEC J3. */
export function useAttendance(draftId: string, part: string, onSaved: (version: number) => void) {
  const { namespace } = useOrganizer();
  const { send, on, online } = namespace;
  const [present, setPresent] = useState<Present[]>([]);
  const [isDeleted, setDeleted] = useState(false);
  useEffect(() => {
    const stops = [
      on('draft:present', (view) => void (view.draftId === draftId ? setPresent(view.present) : null)),
      on('draft:saved', ({ draftId: id, version }) => {
        if (id !== draftId) return;
        if (version === null) setDeleted(true);
        else onSaved(version);
      }),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [on, draftId, onSaved]);
  useEffect(() => {
    if (!online) return;
    const attend = async () => {
      const answer = await send('draft:attend', { draftId, part });
      if (answer.ok) setPresent(answer.value.present);
    };
    void attend();
    const timer = setInterval(() => void attend(), attendEveryMs);
    return () => clearInterval(timer);
  }, [send, online, draftId, part]);
  useEffect(() => () => void send('draft:attend', { draftId, part: null }), [send, draftId]);
  return { present, isDeleted };
}
