import type {
  AttemptReceipt,
  AttemptView,
  ContestantToServer,
  ContestantView,
  ServerToContestant,
} from '@hoithi/shared/contract/contestant';
import type { Result } from '@hoithi/shared/contract/result';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { UseNamespace } from '../../../connection/use-namespace.ts';
import { noteOwnAnswer, noteSubmitted } from '../receipt/own-record.ts';
import { AnswerSender, type AnswerState, type GivenAnswer } from './answer-sender.ts';
import { mergeAttempt, saveAnswer } from './merge-attempt.ts';

/** An answer that reached the server after the lock, listed on the receipt. lateByMs null: after the submission. */
export type LateAnswer = { attemptId: string; questionId: string; lateByMs: number | null };

export type AttemptDesk = {
  attempt: AttemptView | null;
  states: ReadonlyMap<string, AnswerState>;
  /** Another device has the attempt. */
  elsewhere: boolean;
  late: LateAnswer[];
  /** The receipt the server sent last, for the page that waits for it. */
  submitted: AttemptReceipt | null;
  answer: (questionId: string, given: GivenAnswer) => void;
  start: (roundId: string, practice: boolean) => Promise<Result<AttemptView>>;
  predict: (value: number) => Promise<Result<{ value: number }>>;
  submit: () => Promise<Result<AttemptReceipt>>;
  takeOver: () => Promise<void>;
  refresh: () => Promise<void>;
};

const noStates: ReadonlyMap<string, AnswerState> = new Map();

/** The open attempt and its answers. It outlives a change of page, so that answers being sent are not lost. */
export function useAttemptDesk(
  namespace: ContestantConnection,
  view: ContestantView | null,
  slug: string,
): AttemptDesk {
  const [attempt, setAttempt] = useState<AttemptView | null>(null);
  const [superseded, setSuperseded] = useState(false);
  const [submitted, setSubmitted] = useState<AttemptReceipt | null>(null);
  const ended = useRef(new Set<string>());
  const { send, on, enter } = namespace;

  const show = useCallback((received: AttemptView | null) => {
    const open = received && ended.current.has(received.attemptId) ? null : received; // a view from before the submission
    setAttempt((known) => mergeAttempt(known, open));
  }, []);
  useEffect(() => {
    if (!view) return;
    show(view.attempt);
    setSuperseded(view.elsewhere);
  }, [view, show]);
  useEffect(() => on('attempt:superseded', () => setSuperseded(true)), [on]);

  const over = useCallback(
    (receipt: AttemptReceipt) => {
      ended.current.add(receipt.attemptId);
      noteSubmitted(receipt);
      setSubmitted(receipt);
      setAttempt((known) => (known?.attemptId === receipt.attemptId ? null : known));
      void enter(); // what is left to attempt has changed, and the receipt belongs in the view
    },
    [enter],
  );
  useEffect(() => on('attempt:submitted', over), [on, over]);

  const { states, late, answer } = useAnswers(namespace, attempt, superseded, setAttempt, setSuperseded);
  useTakeOver(namespace, attempt !== null, superseded);

  const attemptId = attempt?.attemptId;
  const start = useCallback(
    async (roundId: string, practice: boolean) => {
      const received = await send('attempt:start', { roundId, practice }, { reportsBusy: true });
      if (received.ok) {
        setSubmitted(null);
        setSuperseded(false);
        show(received.value);
      }
      return received;
    },
    [send, show],
  );
  const predict = useCallback(
    async (value: number) => {
      if (attemptId === undefined) throw new Error('a prediction is given inside an open attempt');
      const received = await send('prediction:submit', { attemptId, value });
      const locked = received.ok
        ? received.value.value
        : received.refusal.code === 'prediction_locked'
          ? received.refusal.value
          : null;
      if (locked !== null) {
        setAttempt((known) => known && { ...known, prediction: { ...known.prediction, value: locked } });
      }
      return received;
    },
    [send, attemptId],
  );
  const submit = useCallback(async () => {
    if (attemptId === undefined) throw new Error('only an open attempt is submitted');
    const received = await send('attempt:submit', { attemptId });
    if (received.ok) over(received.value);
    else void enter();
    return received;
  }, [send, enter, over, attemptId]);
  const takeOver = useCallback(() => enter({ slug, takeOver: true }), [enter, slug]);
  const refresh = useCallback(() => enter(), [enter]);

  return useMemo(
    () => ({
      attempt,
      states,
      elsewhere: superseded,
      late,
      submitted,
      answer,
      start,
      predict,
      submit,
      takeOver,
      refresh,
    }),
    [attempt, states, superseded, late, submitted, answer, start, predict, submit, takeOver, refresh],
  );
}

/** The answers of the open attempt: sent, parked while another device has it, and listed when they came too late. */
function useAnswers(
  { send, enter, serverNowMs }: ContestantConnection,
  attempt: AttemptView | null,
  superseded: boolean,
  setAttempt: (change: (known: AttemptView | null) => AttemptView | null) => void,
  setSuperseded: (superseded: boolean) => void,
) {
  const [states, setStates] = useState(noStates);
  const [late, setLate] = useState<LateAnswer[]>([]);
  const sender = useRef<AnswerSender | null>(null);
  const attemptId = attempt?.attemptId;
  const saved = useRef(attempt?.saved);
  saved.current = attempt?.saved;

  useEffect(() => {
    if (attemptId === undefined) return;
    if (sender.current?.attemptId !== attemptId) {
      setStates(noStates);
      sender.current = new AnswerSender(
        attemptId,
        ({ answerId, questionId, optionIds, typed }) =>
          send('answer:submit', { answerId, attemptId, questionId, optionIds, typed }),
        {
          nowMs: serverNowMs,
          changed: setStates,
          saved: (one) => {
            noteOwnAnswer(attemptId, one.receipt);
            setAttempt((known) => (known?.attemptId === attemptId ? saveAnswer(known, one) : known));
          },
          refused: ({ questionId }, refusal) => {
            if (refusal.code === 'superseded') {
              setSuperseded(true);
              return;
            }
            if (refusal.code === 'answer_too_late' || refusal.code === 'attempt_over') {
              const lateByMs = refusal.code === 'answer_too_late' ? refusal.lateByMs : null;
              setLate((all) => [...all, { attemptId, questionId, lateByMs }]);
            }
            void enter(); // whatever was refused, the server's view is the one to show
          },
        },
      );
    }
    if (!superseded) sender.current.resume(saved.current ?? []);
  }, [attemptId, superseded, send, enter, serverNowMs, setAttempt, setSuperseded]);

  const answer = useCallback((questionId: string, given: GivenAnswer) => sender.current?.answer(questionId, given), []);
  return { states, late, answer };
}

const requestEveryMs = 2000;
/** As long as a server may need to notice that this device's own old connection is dead. */
const requestForMs = 60_000;

/**
 * After a drop the server may still count this device's own old connection as another device. A page that had the attempt
 * when its connection was lost therefore enters again for a minute, without taking over from another device. SPEC A11.
 */
function useTakeOver({ online, view, on, enter }: ContestantConnection, open: boolean, superseded: boolean): void {
  const hadAtDrop = useRef(false);
  const seenAtDrop = useRef(view);
  useEffect(() => {
    if (online || !open || superseded) return;
    hadAtDrop.current = true;
    seenAtDrop.current = view;
  }, [online, open, superseded, view]);
  useEffect(() => {
    if (view && view !== seenAtDrop.current && !view.elsewhere) hadAtDrop.current = false; // this device has the attempt again
  }, [view]);
  useEffect(
    () =>
      on('attempt:superseded', () => {
        hadAtDrop.current = false; // the server reports that another device took it
      }),
    [on],
  );
  useEffect(() => {
    if (!online || !superseded || !hadAtDrop.current) return;
    const timer = setInterval(() => void enter(), requestEveryMs);
    const enough = setTimeout(() => clearInterval(timer), requestForMs);
    return () => {
      clearInterval(timer);
      clearTimeout(enough);
    };
  }, [online, superseded, enter]);
}

export type ContestantConnection = UseNamespace<ContestantToServer, ServerToContestant>;
