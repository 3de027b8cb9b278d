import type { Result } from '@hoithi/shared/contract/result';
import type { McToServer, ServerToMc } from '@hoithi/shared/contract/screen';
import type { ShowCommand } from '@hoithi/shared/contract/show';
import type { McRun } from '@hoithi/shared/contract/show-mc';
import type { Moderation } from '@hoithi/shared/contract/show-names';
import { timeFactors } from '@hoithi/shared/contract/time-factors';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { UseNamespace } from '../../../connection/use-namespace.ts';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { readDevice } from '../device-id.ts';

/** What a press has made is shown within this time, or the next press is sent all the same. Milliseconds. */
const shownWithinMs = 2_000;

/** Sends one command at a time, for the state this page shows, and what moderates at any time; reports a refusal. SPEC H2, H2a, H3. */
export function useDrive(namespace: UseNamespace<McToServer, ServerToMc>, run: McRun) {
  const words = useRefusalText();
  const { t } = useTranslation('show-outage');
  const [device] = useState(readDevice);
  const [sending, setSending] = useState(false);
  /** The newest state that a press of this page is known to have made. */
  const [made, setMade] = useState<{ runId: string; seq: number } | null>(null);
  const [notice, setNotice] = useState<string | null>(null);
  const waiting = useRef(false);
  const { runId, seq, nextStep, stage } = run;
  const { send } = namespace;
  // Until this page shows what its press has made, the next press would be for a state that has gone.
  const unseen = made?.runId === runId && seq < made.seq;
  const busy = sending || unseen;

  useEffect(() => {
    if (!unseen) return;
    const timer = setTimeout(() => setMade(null), shownWithinMs);
    return () => clearTimeout(timer);
  }, [unseen]);
  const report = useCallback(
    async <Value>(request: Promise<Result<Value>>) => {
      setNotice(null);
      const received = await request;
      if (!received.ok && received.refusal.code !== 'nothing_to_do')
        setNotice(received.refusal.code === 'unavailable' ? t('notRevealed') : words(received.refusal));
      return received;
    },
    [words, t],
  );
  const once = useCallback(
    async (request: () => Promise<Result<{ seq: number } | { runId: string }>>) => {
      if (waiting.current || unseen) return;
      waiting.current = true;
      setSending(true);
      const received = await report(request());
      waiting.current = false;
      setSending(false);
      if (received.ok && 'seq' in received.value) setMade({ runId, seq: received.value.seq });
    },
    [report, unseen, runId],
  );
  const drive = useCallback(
    (command: ShowCommand) => {
      // After an outage the MC decides whether to wait for the answers that are being resent. [N15]
      const reportsOutage = command.do === 'next' && nextStep === 'reveal';
      void once(() => send('run:drive', { runId, seq, device, command }, { reportsOutage }));
    },
    [once, send, runId, seq, nextStep, device],
  );
  const take = useCallback(() => void once(() => send('run:take', { runId, device })), [once, send, runId, device]);
  /** Ends this run and opens a show that follows it in the hall. */
  const follow = useCallback(
    (showId: string) => {
      const message = { showId, rehearsal: stage.rehearsal, simulated: 0, device, after: runId };
      void once(() => send('run:open', message));
    },
    [once, send, runId, device, stage.rehearsal],
  );
  const moderate = useCallback(
    (act: Moderation) => void report(send('run:moderate', { runId, act })),
    [report, send, runId],
  );
  const setTime = useCallback(
    (playerId: string, wanted: number) => {
      const factor = timeFactors.find((each) => each === wanted);
      if (factor) moderate({ do: 'time', playerId, factor });
    },
    [moderate],
  );
  return { device, busy, notice, drive, take, follow, moderate, setTime, driving: run.driver === device };
}

const nextKeys = new Set(['PageDown', ' ', 'ArrowRight', 'Enter']);
const backKeys = new Set(['PageUp', 'ArrowLeft']);
const blackKeys = new Set(['b', 'B', '.']);
/** A clicker's bouncing key, or a key held down, is one press. Milliseconds. */
const restMs = 400;

/** The keys of a presentation clicker, anywhere but in a field, a dialog or on a focused button. */
export function useClicker(press: { next: () => void; back: () => void; black: () => void }): void {
  const latest = useRef(press);
  latest.current = press;
  useEffect(() => {
    let lastAt = Number.NEGATIVE_INFINITY;
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey) return;
      const { target } = event;
      if (target instanceof Element && target.closest('input, textarea, select, dialog')) return;
      const onControl = target instanceof Element && target.closest('button, a, summary') !== null;
      if (onControl && (event.key === 'Enter' || event.key === ' ')) return; // that control handles it
      const act = nextKeys.has(event.key)
        ? latest.current.next
        : backKeys.has(event.key)
          ? latest.current.back
          : blackKeys.has(event.key)
            ? latest.current.black
            : null;
      if (!act) return;
      event.preventDefault();
      const now = performance.now();
      if (event.repeat || now - lastAt < restMs) return;
      lastAt = now;
      act();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
