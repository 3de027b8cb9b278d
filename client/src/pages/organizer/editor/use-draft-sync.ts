import type { DraftContent, DraftView, Present } from '@hoithi/shared/contract/drafts';
import type { Refusal } from '@hoithi/shared/contract/refusal';
import { applyChange, type Conflict, isSame, mergeChanges } from '@hoithi/shared/rulebook/draft/changes';
import { useCallback, useEffect, useRef, useState } from 'react';
import { getJson, postJson } from '../../../connection/api.ts';
import { useOrganizer } from '../organizer-connection.ts';

export const saveAfterMs = 700;
export const retryAfterMs = 4_000;
const attendEveryMs = 30_000;

/** What both changed, to be decided; `merged`: what can be put together without. */
export type Meeting = { theirs: DraftView; merged: DraftContent; conflicts: Conflict[] };
export type SaveState = 'saved' | 'saving' | 'waiting' | 'refused';

/**
 * A draft as this page has it: every change is saved a moment later, what another person saved meanwhile is put together with
 * it, and what cannot be is handed out for a decision. SPEC J1, J3.
 */
export function useDraftSync(opened: DraftView) {
  const { draftId, mayChange } = opened;
  const [content, setContent] = useState(opened.content);
  const [base, setBase] = useState(opened);
  const [state, setState] = useState<SaveState>('saved');
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [meeting, setMeeting] = useState<Meeting | null>(null);
  const latest = useRef(content);
  latest.current = content;
  const isDirty = mayChange && content !== base.content && !isSame(content, base.content);

  const take = useCallback((theirs: DraftView, mine: DraftContent, from: DraftContent) => {
    const { merged, conflicts } = mergeChanges(from, mine, theirs.content);
    if (conflicts.length > 0) return setMeeting({ theirs, merged, conflicts });
    setBase(theirs);
    setContent(merged);
  }, []);
  const meet = useCallback(
    async (from: DraftContent) => {
      const read = await getJson<DraftView>(`/api/organizer/drafts/${draftId}`);
      if (read.ok) take(read.value, latest.current, from);
      return read.ok;
    },
    [draftId, take],
  );

  useEffect(() => {
    if (!isDirty || meeting || state === 'saving' || state === 'refused') return;
    const save = async (): Promise<void> => {
      setState('saving');
      const sent = content;
      const saved = await postJson<{ version: number; savedAtMs: number }>(`/api/organizer/drafts/${draftId}/save`, {
        restsOn: base.version,
        content: sent,
      });
      if (saved.ok) {
        setBase((before) => ({
          ...before,
          content: sent,
          version: saved.value.version,
          savedAtMs: saved.value.savedAtMs,
        }));
        return setState('saved');
      }
      const { code } = saved.refusal;
      if (code === 'draft_changed') return setState((await meet(base.content)) ? 'saved' : 'waiting');
      if (['unavailable', 'busy', 'too_fast', 'fault'].includes(code)) return setState('waiting');
      setRefusal(saved.refusal);
      setState('refused');
    };
    const timer = setTimeout(() => void save(), state === 'waiting' ? retryAfterMs : saveAfterMs);
    return () => clearTimeout(timer);
  }, [isDirty, content, base, state, meeting, draftId, meet]);

  const change = useCallback((next: (before: DraftContent) => DraftContent) => {
    setContent(next);
    setState((now) => (now === 'refused' ? 'saved' : now));
    setRefusal(null);
  }, []);
  const decide = useCallback(
    (mine: readonly Conflict[]) => {
      if (!meeting) return;
      const decided = mine.reduce(
        (all, { place, mine: after }) => applyChange(all, { place, after }) as DraftContent,
        meeting.merged,
      );
      setMeeting(null);
      setBase(meeting.theirs);
      setContent(decided);
    },
    [meeting],
  );

  useEffect(() => {
    if (!isDirty) return;
    const stay = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', stay);
    return () => removeEventListener('beforeunload', stay);
  }, [isDirty]);

  const known = useRef({ version: base.version, isDirty, from: base.content });
  known.current = { version: base.version, isDirty, from: base.content };
  const onSaved = useCallback(
    (version: number) => {
      const { version: own, isDirty: busy, from } = known.current;
      if (version > own && !busy) void meet(from);
    },
    [meet],
  );
  return { content, change, base, state, isDirty, refusal, meeting, decide, onSaved };
}

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
