import type { Json } from '@hoithi/shared/contract/json';
import type { Refusal } from '@hoithi/shared/contract/refusal';
import { applyChange, type Conflict, isSame, mergeChanges } from '@hoithi/shared/rulebook/draft/changes';
import { useCallback, useEffect, useRef, useState } from 'react';
import { getJson, postJson } from '../../connection/api.ts';

export const saveAfterMs = 700;
export const retryAfterMs = 4_000;
/** A request that hangs in a network that went away is given up, and sent again. */
const giveUpAfterMs = 15_000;

type Opened<C> = { content: C; version: number; savedAtMs: number };
type Saved = { version: number; savedAtMs: number };
/** What both changed, to be decided; `merged`: what can be put together without. */
export type Meeting<C, V> = { theirs: V; merged: C; conflicts: Conflict[] };
export type SaveState = 'saved' | 'saving' | 'waiting' | 'refused';

/**
 * A draft as this page has it: every change is saved a moment later, what another person saved meanwhile is put together with
 * it, and what cannot be is handed out for a decision. `path`: where it is read, and saved under `/save`. SPEC J1, J3, H45.
 */
export function useContentSync<C extends Json, V extends Opened<C>, S extends Saved>(
  opened: V,
  { path, mayChange }: { path: string; mayChange: boolean },
) {
  const [content, setContent] = useState<C>(opened.content);
  const [base, setBase] = useState(opened);
  const [state, setState] = useState<SaveState>('saved');
  /** Saves that failed: each waits for the next, also where a page draws nothing between two of them. */
  const [failures, setFailures] = useState(0);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [meeting, setMeeting] = useState<Meeting<C, V> | null>(null);
  const latest = useRef(content);
  latest.current = content;
  const isDirty = mayChange && content !== base.content && !isSame(content, base.content);

  const take = useCallback((theirs: V, mine: C, from: C) => {
    const { merged, conflicts } = mergeChanges(from, mine, theirs.content);
    if (conflicts.length > 0) return setMeeting({ theirs, merged, conflicts });
    setBase(theirs);
    setContent(merged);
  }, []);
  const meet = useCallback(
    async (from: C) => {
      const read = await getJson<V>(path, AbortSignal.timeout(giveUpAfterMs));
      if (read.ok) take(read.value, latest.current, from);
      return read.ok;
    },
    [path, take],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: another failure waits anew
  useEffect(() => {
    if (!isDirty || meeting || state === 'saving' || state === 'refused') return;
    const save = async (): Promise<void> => {
      setState('saving');
      const sent = content;
      const wait = () => {
        setFailures((n) => n + 1);
        setState('waiting');
      };
      const limit = AbortSignal.timeout(giveUpAfterMs);
      const saved = await postJson<S>(`${path}/save`, { restsOn: base.version, content: sent }, limit);
      if (saved.ok) {
        setBase((before) => ({ ...before, ...saved.value, content: sent }));
        return setState('saved');
      }
      const { code } = saved.refusal;
      if (code === 'draft_changed') return (await meet(base.content)) ? setState('saved') : wait();
      if (['unavailable', 'busy', 'too_fast', 'fault'].includes(code)) return wait();
      setRefusal(saved.refusal);
      setState('refused');
    };
    const timer = setTimeout(() => void save(), state === 'waiting' ? retryAfterMs : saveAfterMs);
    return () => clearTimeout(timer);
  }, [isDirty, content, base, state, failures, meeting, path, meet]);

  const change = useCallback((next: (before: C) => C) => {
    setContent(next);
    setState((now) => (now === 'refused' ? 'saved' : now));
    setRefusal(null);
  }, []);
  const decide = useCallback(
    (mine: readonly Conflict[]) => {
      if (!meeting) return;
      const decided = mine.reduce(
        (all, { place, mine: after }) => applyChange(all, { place, after }) as C,
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
  const again = useCallback(() => meet(known.current.from), [meet]);
  return { again, content, change, base, state, isDirty, refusal, meeting, decide, onSaved };
}
