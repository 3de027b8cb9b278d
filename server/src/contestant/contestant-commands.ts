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
import type { Contestant } from '../people/contestant.ts';
import { proveContestant } from '../people/prove-contestant.ts';
import { refuseConnection, suspect } from '../web/connection-limits.ts';
import { commandOf, handleCommands } from '../web/namespace.ts';
import { measureRoundTrip, type RoundTrip } from '../web/round-trip.ts';
import { connectionError, readCookieSession, sessionMark } from '../web/sessions.ts';
import { findHolders, playerNamespace } from './attempt-locks.ts';
import { callWaves } from './call-waves.ts';
import { readContest, seeContest } from './read-contest.ts';

const contestChannel = (slug: string): string => `contest:${slug}`;

/** The contestant's door. Passers-by may look; whoever is signed in and enrolled may act. SPEC A11, W4. */
export function openContestantNamespace(app: App, io: Server, loopDelayMs: () => number): { stop(): void } {
  const namespace = io.of('/contestant');
  namespace.use((socket, next) => {
    readCookieSession(app, socket.handshake.headers.cookie, 'contestant').then(
      (session) => {
        if (session === null && !suspect(socket)) return refuseConnection(socket, next);
        socket.data.personId = session?.kind === 'contestant' ? session.personId : null;
        socket.data.mark = sessionMark(socket.handshake.headers.cookie);
        next();
      },
      () => next(connectionError('unavailable')),
    );
  });
  const waves = callWaves(app, namespace, loopDelayMs);
  namespace.on('connection', (socket) => enrolContestant(app, namespace, waves, socket));

  const watch = new LockWatch(app, (attemptId) => {
    const holders = [...(namespace.adapter.rooms.get(playerNamespace(attemptId)) ?? [])];
    if (holders.length === 0) return; // nobody is there: the next question waits
    void advanceQuestion(app, attemptId).then(
      (advanced) => {
        if (advanced) for (const id of holders) void pushView(app, namespace.sockets.get(id));
      },
      (fault: unknown) => app.log.warn({ err: fault }, 'a question could not be handed out'),
    );
  });
  app.bus.subscribe('attempt:ended', ({ attemptId, receipt }) => {
    app.attempts.drop(attemptId);
    namespace.local.in(playerNamespace(attemptId)).emit('attempt:submitted', receipt);
  });

  app.bus.subscribe('attempt:claimed', ({ attemptId, socketId }) => {
    if (!namespace.sockets.has(socketId)) app.attempts.drop(attemptId); // it goes on in another process
    for (const id of [...(namespace.adapter.rooms.get(playerNamespace(attemptId)) ?? [])]) {
      if (id === socketId) continue;
      const socket = namespace.sockets.get(id);
      void socket?.leave(playerNamespace(attemptId));
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

type Waves = ReturnType<typeof callWaves>;

/** Everybody in a contest hears the whole view again, some at a time, so that a crowd does not stall the rest. */
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
      elsewhere: attemptId !== undefined && !socket.rooms.has(playerNamespace(attemptId)),
    });
  } catch (fault) {
    app.log.warn({ err: fault }, 'a view could not be told');
  }
}

/** What the house keeps of a contestant's line while it is open. */
type Visitor = {
  readonly app: App;
  readonly namespace: Namespace;
  readonly waves: Waves;
  readonly socket: Socket;
  readonly personId: string | null;
  readonly wire: RoundTrip;
  /** Proven once a contest; most people are in one. */
  known: Contestant[];
};

function enrolContestant(app: App, namespace: Namespace, waves: Waves, socket: Socket): void {
  const personId = socket.data.personId as string | null;
  handleCommands(app, socket, commands, {
    app,
    namespace,
    waves,
    socket,
    personId,
    wire: measureRoundTrip(socket),
    known: [],
  });
}

async function actAs(visitor: Visitor, contestId: string | undefined): Promise<Result<Contestant>> {
  const known = visitor.known.find((each) => each.contestId === contestId);
  if (known) return accept(known);
  const proven = await proveContestant(visitor.app, visitor.personId, contestId);
  if (proven.ok) remember(visitor, proven.value);
  return proven;
}

function remember(visitor: Visitor, by: Contestant): void {
  visitor.known = [...visitor.known.filter((each) => each.contestId !== by.contestId), by];
}

async function actInAttempt(visitor: Visitor, attemptId: string): Promise<Result<Contestant>> {
  const { attempts } = visitor.app;
  const attempt = await attempts.get(attemptId);
  if (!attempt) return refuse({ code: 'not_found', what: 'attempt' });
  return actAs(visitor, attempts.contestOf(attempt).contest.contestId);
}

async function claim({ app, socket, wire }: Visitor, attemptId: string): Promise<void> {
  await socket.join(playerNamespace(attemptId));
  app.bus.publish('attempt:claimed', { attemptId, socketId: socket.id });
  wire.ping();
}

/** A device that has been taken over may look, not act; what it had sent before is still heard by its id. */
const holds = ({ socket }: Visitor, attemptId: string): boolean => socket.rooms.has(playerNamespace(attemptId));

/** One table for all contestants: there are thousands of them. */
const commands = {
  'view:enter': commandOf<Visitor>()(EnterContest, async (message, _atMs, visitor) => {
    const { app, namespace, socket, personId } = visitor;
    const seen = await seeContest(app, message.slug, personId);
    if (!seen.ok) return seen;
    const { view, by } = seen.value;
    if (by) remember(visitor, by);
    if (socket.data.slug !== message.slug) await socket.join(contestChannel(message.slug));
    socket.data.slug = message.slug;
    const { attempt } = view;
    if (!attempt) return accept(view);
    const others = message.takeOver ? [] : await findHolders(app, namespace, attempt.attemptId);
    // A line of this very device that died in silence still holds its seat: it does not count as another device.
    const byHttp = message.takeOver ? null : app.httpAttemptLocks.holderOf(attempt.attemptId);
    const elsewhere =
      (byHttp !== null && byHttp !== socket.data.mark) ||
      others.some((other) => other.id !== socket.id && other.data.mark !== socket.data.mark);
    if (elsewhere) return accept({ ...view, elsewhere });
    await claim(visitor, attempt.attemptId);
    const advanced = await advanceQuestion(app, attempt.attemptId);
    return advanced ? readContest(app, message.slug, personId) : accept(view);
  }),
  'attempt:start': commandOf<Visitor>()(StartAttempt, async (message, atMs, visitor) => {
    const { app, waves, socket, personId } = visitor;
    if (personId === null) return refuse({ code: 'not_signed_in' });
    const admitted = admit(app, personId, message);
    if (!admitted.ok) {
      if (admitted.refusal.code === 'waiting') waves.wait(socket, personId);
      return admitted;
    }
    const by = await actAs(visitor, app.contests.byRound(message.roundId)?.contest.contestId);
    if (!by.ok) return by;
    let made: string | null = null;
    const started = await startAttempt(app, by.value, message, atMs, (attemptId) => {
      made = attemptId;
      void socket.join(playerNamespace(attemptId)); // seated before anybody can find it: nobody has to be told
    });
    if (!started.ok) return started;
    if (started.value.attemptId === made) visitor.wire.ping();
    else await claim(visitor, started.value.attemptId);
    return started;
  }),
  'answer:submit': commandOf<Visitor>()(SubmitAnswer, async (message, atMs, visitor) => {
    const { app, wire } = visitor;
    const by = await actInAttempt(visitor, message.attemptId);
    if (!by.ok) return by;
    if (!holds(visitor, message.attemptId) && !(await isKnown(app, message))) {
      const attempt = await app.attempts.get(message.attemptId);
      if (attempt?.row.contestant_id !== by.value.contestantId) return refuse({ code: 'attempt_not_yours' });
      if (!attempt.submission) return refuse({ code: 'superseded' });
    }
    const kept = await submitAnswer(app, by.value.contestantId, message, { atMs, roundTripMs: wire.roundTripMs() });
    wire.ping();
    return kept;
  }),
  'prediction:submit': commandOf<Visitor>()(SubmitPrediction, async (message, atMs, visitor) => {
    const by = await actInAttempt(visitor, message.attemptId);
    return by.ok ? submitPrediction(visitor.app, by.value.contestantId, message, atMs) : by;
  }),
  'attempt:submit': commandOf<Visitor>()(SubmitAttempt, async ({ attemptId }, atMs, visitor) => {
    const by = await actInAttempt(visitor, attemptId);
    if (!by.ok) return by;
    const roundTripMs = visitor.wire.roundTripMs();
    return submitAttempt(visitor.app, by.value.contestantId, attemptId, { atMs, roundTripMs });
  }),
  'attempt:review': commandOf<Visitor>()(SubmitAttempt, async ({ attemptId }, _atMs, visitor) => {
    const by = await actInAttempt(visitor, attemptId);
    return by.ok ? reviewAttempt(visitor.app, by.value.contestantId, attemptId) : by;
  }),
  'clock:read': commandOf<Visitor>()(z.unknown(), async (_message, _atMs, { app }) =>
    accept({ serverNowMs: app.clock.nowMs() }),
  ),
};

async function isKnown(app: App, message: SubmitAnswer): Promise<boolean> {
  const attempt = await app.attempts.get(message.attemptId);
  return attempt?.answersById.has(message.answerId) ?? false;
}
