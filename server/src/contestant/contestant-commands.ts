import {
  EnterContest,
  StartAttempt,
  SubmitAnswer,
  SubmitAttempt,
  SubmitPrediction,
} from '@hoithi/shared/contract/contestant';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import type { Namespace, Server, Socket } from 'socket.io';
import { z } from 'zod';
import type { App } from '../app-parts.ts';
import { advanceQuestion } from '../attempt/advance-question.ts';
import { reviewAttempt } from '../attempt/review-attempt.ts';
import { admit, startAttempt } from '../attempt/start-attempt.ts';
import { submitAnswer } from '../attempt/submit-answer.ts';
import { submitAttempt } from '../attempt/submit-attempt.ts';
import { submitPrediction } from '../attempt/submit-prediction.ts';
import { LockWatch } from '../attempt/watch-locks.ts';
import type { Contestant } from '../people/prove-contestant.ts';
import { proveContestant } from '../people/prove-contestant.ts';
import { type Commands, command } from '../web/namespace.ts';
import { openNamespace, personIdOf } from '../web/open-namespace.ts';
import { measureRoundTrip, type RoundTrip } from '../web/round-trip.ts';
import { attemptChannel, findHolders } from './attempt-locks.ts';
import { callWaves, type Waves } from './call-waves.ts';
import { readContest, seeContest } from './read-contest.ts';

const contestChannel = (slug: string): string => `contest:${slug}`;

/** The contestant's namespace. Passers-by may look; whoever is signed in and enrolled may act. SPEC A11, W4. */
export function openContestantNamespace(app: App, io: Server, loopDelayMs: () => number): { stop(): void } {
  const namespace = io.of('/contestant');
  const waves = callWaves(app, namespace, loopDelayMs);
  openNamespace<Visitor>(app, namespace, {
    may: 'visitor',
    commands: contestantCommands(app, namespace, waves),
    who(socket) {
      return { socket, personId: personIdOf(socket), wire: measureRoundTrip(socket), known: [] };
    },
  });

  const watch = new LockWatch(app, (attemptId) => {
    const holders = [...(namespace.adapter.rooms.get(attemptChannel(attemptId)) ?? [])];
    if (holders.length === 0) return; // nobody is connected: the next question waits
    void advanceQuestion(app, attemptId).then(
      (advanced) => {
        if (advanced) for (const id of holders) void pushView(app, namespace.sockets.get(id));
      },
      (fault: unknown) => app.log.warn({ err: fault }, 'a question could not be handed out'),
    );
  });
  app.bus.subscribe('attempt:ended', ({ attemptId, receipt }) => {
    app.attempts.drop(attemptId);
    namespace.local.in(attemptChannel(attemptId)).emit('attempt:submitted', receipt);
  });

  app.bus.subscribe('attempt:claimed', ({ attemptId, socketId }) => {
    if (!namespace.sockets.has(socketId)) app.attempts.drop(attemptId); // it goes on in another process
    for (const id of [...(namespace.adapter.rooms.get(attemptChannel(attemptId)) ?? [])]) {
      if (id === socketId) continue;
      const socket = namespace.sockets.get(id);
      void socket?.leave(attemptChannel(attemptId));
      socket?.emit('attempt:superseded');
    }
  });
  const publishContest = (contestId: string): void => {
    const contest = app.contests.byId(contestId);
    if (contest) void publishInTurns(app, namespace, contestChannel(contest.slug));
  };
  app.bus.subscribe('round:changed', ({ contestId }) => publishContest(contestId));
  return {
    stop() {
      watch.stop();
      waves.stop();
    },
  };
}

/** The whole view again to everybody in a contest, some at a time, so that a crowd does not stall the rest. */
async function publishInTurns(app: App, namespace: Namespace, channel: string): Promise<void> {
  const ids = [...(namespace.adapter.rooms.get(channel) ?? [])];
  for (let from = 0; from < ids.length; from += 50) {
    await Promise.all(ids.slice(from, from + 50).map((id) => pushView(app, namespace.sockets.get(id))));
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function pushView(app: App, socket: Socket | undefined): Promise<void> {
  if (!socket?.data.slug) return;
  try {
    const view = await readContest(app, socket.data.slug as string, socket.data.personId as string | null);
    if (!view.ok) return;
    const attemptId = view.value.attempt?.attemptId;
    socket.emit('view', {
      ...view.value,
      elsewhere: attemptId !== undefined && !socket.rooms.has(attemptChannel(attemptId)),
    });
  } catch (fault) {
    app.log.warn({ err: fault }, 'a view could not be sent');
  }
}

/** What the commands know of one connection of a contestant or a passer-by. */
type Visitor = {
  readonly socket: Socket;
  readonly personId: string | null;
  readonly wire: RoundTrip;
  /** Proven once a contest; most people are in one. */
  known: Contestant[];
};

function remember(visitor: Visitor, by: Contestant): void {
  visitor.known = [...visitor.known.filter((each) => each.contestId !== by.contestId), by];
}

async function actAs(app: App, visitor: Visitor, contestId: string | undefined): Promise<Result<Contestant>> {
  const known = visitor.known.find((each) => each.contestId === contestId);
  if (known) return accept(known);
  const proven = await proveContestant(app, visitor.personId, contestId);
  if (proven.ok) remember(visitor, proven.value);
  return proven;
}

async function isKnown(app: App, message: SubmitAnswer): Promise<boolean> {
  const attempt = await app.attempts.get(message.attemptId);
  return attempt?.answersById.has(message.answerId) ?? false;
}

/** A device that has been taken over may look, not act; what it had sent before is still found by its id. */
const holds = ({ socket }: Visitor, attemptId: string): boolean => socket.rooms.has(attemptChannel(attemptId));

function contestantCommands(app: App, namespace: Namespace, waves: Waves): Commands<Visitor> {
  async function inAttempt(visitor: Visitor, { attemptId }: { attemptId: string }): Promise<Result<Contestant>> {
    if (visitor.personId === null) return refuse({ code: 'not_signed_in' });
    const attempt = await app.attempts.get(attemptId);
    if (!attempt) return refuse({ code: 'not_found', what: 'attempt' });
    return actAs(app, visitor, app.attempts.contestOf(attempt).contest.contestId);
  }
  async function claim({ socket, wire }: Visitor, attemptId: string): Promise<void> {
    await socket.join(attemptChannel(attemptId));
    app.bus.publish('attempt:claimed', { attemptId, socketId: socket.id });
    wire.ping();
  }
  return {
    'view:enter': command({ schema: EnterContest }, async (message, visitor: Visitor) => {
      const { socket, personId } = visitor;
      const seen = await seeContest(app, message.slug, personId);
      if (!seen.ok) return seen;
      const { view, by } = seen.value;
      if (by) remember(visitor, by);
      if (socket.data.slug !== message.slug) await socket.join(contestChannel(message.slug));
      socket.data.slug = message.slug;
      const { attempt } = view;
      if (!attempt) return accept(view);
      const others = message.takeOver ? [] : await findHolders(app, namespace, attempt.attemptId);
      // A connection of this very device that ended unnoticed still holds the attempt: it is not another device.
      const byHttp = message.takeOver ? null : app.httpAttemptLocks.holderOf(attempt.attemptId);
      const elsewhere =
        (byHttp !== null && byHttp !== socket.data.mark) ||
        others.some((other) => other.id !== socket.id && other.data.mark !== socket.data.mark);
      if (elsewhere) return accept({ ...view, elsewhere });
      await claim(visitor, attempt.attemptId);
      const advanced = await advanceQuestion(app, attempt.attemptId);
      return advanced ? readContest(app, message.slug, personId) : accept(view);
    }),
    'attempt:start': command(
      { schema: StartAttempt, scope: signedIn },
      async (message, visitor, { atMs, scope: personId }) => {
        const { socket } = visitor;
        const admitted = admit(app, personId, message);
        if (!admitted.ok) {
          if (admitted.refusal.code === 'waiting') waves.wait(socket, personId);
          return admitted;
        }
        const by = await actAs(app, visitor, app.contests.byRound(message.roundId)?.contest.contestId);
        if (!by.ok) return by;
        let created: string | null = null;
        const started = await startAttempt(app, by.value, message, atMs, (attemptId) => {
          created = attemptId;
          void socket.join(attemptChannel(attemptId)); // before anybody can find it: nobody has to be informed
        });
        if (!started.ok) return started;
        if (started.value.attemptId === created) visitor.wire.ping();
        else await claim(visitor, started.value.attemptId);
        return started;
      },
    ),
    'answer:submit': command(
      { schema: SubmitAnswer, scope: inAttempt },
      async (message, visitor, { atMs, scope: by }) => {
        if (!holds(visitor, message.attemptId) && !(await isKnown(app, message))) {
          const attempt = await app.attempts.get(message.attemptId);
          if (attempt?.row.contestant_id !== by.contestantId) return refuse({ code: 'attempt_not_yours' });
          if (!attempt.submission) return refuse({ code: 'superseded' });
        }
        const { wire } = visitor;
        const saved = await submitAnswer(app, by.contestantId, message, { atMs, roundTripMs: wire.roundTripMs() });
        wire.ping();
        return saved;
      },
    ),
    'prediction:submit': command(
      { schema: SubmitPrediction, scope: inAttempt },
      (message, _visitor, { atMs, scope: by }) => submitPrediction(app, by.contestantId, message, atMs),
    ),
    'attempt:submit': command(
      { schema: SubmitAttempt, scope: inAttempt },
      ({ attemptId }, { wire }, { atMs, scope: by }) =>
        submitAttempt(app, by.contestantId, attemptId, { atMs, roundTripMs: wire.roundTripMs() }),
    ),
    'attempt:review': command({ schema: SubmitAttempt, scope: inAttempt }, ({ attemptId }, _visitor, { scope: by }) =>
      reviewAttempt(app, by.contestantId, attemptId),
    ),
    'clock:read': command({ schema: z.unknown() }, () => accept({ serverNowMs: app.clock.nowMs() })),
  };
}

const signedIn = ({ personId }: Visitor): Result<string> =>
  personId === null ? refuse({ code: 'not_signed_in' }) : accept(personId);
