import { z } from 'zod';
import { AnswerId, AttemptId, ContestId, OptionId, QuestionId } from './ids.ts';
import { limits } from './limits.ts';
import type { LocalText } from './text.ts';

/** Rehearsals of a round: the request, the crowd's figures, the report. SPEC Y1-Y8. */

const count = z.number().int().min(0);
const percent = count.max(100);
const ms = z.number().min(0);

/** The workload, exactly as it is run. */
export const RehearsalWorkload = z
  .object({
    people: z.number().int().min(1).max(limits.rehearsalPeopleMax),
    /** From the first one joining to the last one handing in. */
    seconds: z.number().int().min(5).max(limits.rehearsalSecondsMax),
    /** In how many seconds all of them join. */
    joinSeconds: z.number().int().min(1).max(300),
    /** Phones that lock together: their connections drop, and all come back after so many seconds. */
    lockPercent: percent,
    lockSeconds: z.number().int().min(1).max(60),
    /** Connections that drop at any moment, each once, and come back within three seconds. */
    dropPercent: percent,
    /** Phones that read nothing for five seconds. */
    slowPercent: percent,
    /** Answers sent twice at once, and once more five seconds later. */
    resendPercent: percent,
  })
  .refine((work) => work.joinSeconds * 2 <= work.seconds, { path: ['joinSeconds'], error: 'at most half of the time' })
  .refine((work) => work.lockPercent === 0 || work.lockSeconds * 3 <= work.seconds, {
    path: ['lockSeconds'],
    error: 'at most a third of the time',
  });
export type RehearsalWorkload = z.infer<typeof RehearsalWorkload>;

/** POST /api/organizer/rehearsals. `crowd` here: a process beside the server; elsewhere: somebody runs it with the key. */
export const StartRehearsal = z.object({
  contestId: ContestId,
  workload: RehearsalWorkload,
  crowd: z.enum(['here', 'elsewhere']),
  /** A real round is open, and the rehearsal takes capacity from it: confirmed. */
  besideOpenRound: z.boolean().default(false),
});
export type StartRehearsal = z.infer<typeof StartRehearsal>;
/** The key is sent once, and only for a crowd elsewhere. */
export type RehearsalStarted = { rehearsalId: string; key: string | null; address: string | null };

const Token = z.string().min(16).max(100);
/** POST /api/rehearsals/crowd. The key works once. */
export const ClaimRehearsal = z.object({ key: Token });
/** What the crowd gets for its key: its own token for all that follows, and one session a person. */
export type RehearsalTaken = {
  token: string;
  slug: string;
  roundId: string;
  workload: RehearsalWorkload;
  attempt: { questions: number; seconds: number | null; questionSeconds: number | null };
  sessions: string[];
};

const Latency = z.object({ count, p50: ms, p99: ms, max: ms });
export type RehearsalLatency = z.infer<typeof Latency>;

/** What the crowd has measured so far; at the end, in full. */
export const CrowdFigures = z.object({
  seconds: ms,
  joined: count,
  started: count,
  submitted: count,
  answersAcked: count,
  /** Acks in the busiest second. */
  answersPeak: count,
  /** Messages sent again: after a drop, and where the workload asks for it. */
  resent: count,
  /** From the first byte to the contest's view, waits and refusals in between included. */
  join: Latency.nullable(),
  /** From requesting the attempt to having it, the start queue included. */
  start: Latency.nullable(),
  /** From sending an answer to its ack, of answers whose connection stayed open and whose phone was reading. */
  answer: Latency.nullable(),
  /** From the moment a phone comes back to the contest's view. */
  reconnect: Latency.nullable(),
  /** How far the server's times lie apart beyond what the round trips explain. */
  clock: z.object({ samples: count, apartMs: ms }).nullable(),
  errors: z.array(z.object({ kind: z.string().max(120), count })).max(40),
  crowd: z.object({
    cores: count,
    memoryBytes: count,
    os: z.string().max(120),
    node: z.string().max(40),
    /** A hash that is equal on one machine and different on two. */
    machine: z.string().max(100),
    address: z.string().max(300),
    /** Parts of one core, and how late its own event loop ran. */
    cpuShare: ms,
    loopP99Ms: ms,
  }),
});
export type CrowdFigures = z.infer<typeof CrowdFigures>;

/** POST /api/rehearsals/progress. */
export const SendProgress = z.object({ token: Token, figures: CrowdFigures });
/** POST /api/rehearsals/claims. Every answer that was acknowledged, in pages. */
export const ClaimAnswers = z.object({
  token: Token,
  answers: z
    .array(
      z.object({
        answerId: AnswerId,
        attemptId: AttemptId,
        questionId: QuestionId,
        optionIds: z.array(OptionId).min(1).max(limits.optionsPerQuestionMax),
      }),
    )
    .max(limits.rehearsalClaimsMax),
});
export type ClaimedAnswer = z.infer<typeof ClaimAnswers>['answers'][number];
/** POST /api/rehearsals/end. Claims first; then the figures, and the server audits. */
export const EndRehearsal = SendProgress;
/** The answer to the crowd at the end. */
export type RehearsalJudged = { passed: boolean; checks: VerdictCheck[] };

/** complete: the crowd sent its figures. The others say why it did not. */
export const rehearsalEnds = ['complete', 'never-came', 'died', 'silent', 'stopped'] as const;
export type RehearsalEnd = (typeof rehearsalEnds)[number];

/** One server process during the rehearsal, as it reported itself. */
export type RehearsalProcess = {
  processId: string;
  host: string;
  cores: number;
  memoryBytes: number;
  os: string;
  node: string;
  machine: string;
  cpuShare: number;
  rssBytes: number;
  loopP99Ms: number;
};

/** The ledger against what was acknowledged to the crowd. */
export type RehearsalAudit = {
  claimed: number;
  lost: number;
  doubled: number;
  /** Submissions whose points are not what their answers make. */
  pointsWrong: number;
  submissions: number;
  /** People whose place in the ranking differs from the ledger. */
  rankingWrong: number;
};

export const verdictChecks = [
  'end',
  'joined',
  'submitted',
  'lost',
  'doubled',
  'points',
  'ranking',
  'answer',
  'join',
  'reconnect',
  'clock',
] as const;
export type VerdictCheck = {
  id: (typeof verdictChecks)[number];
  /** null: nothing was measured. */
  measured: number | null;
  limit: number;
  passed: boolean;
};

export type RehearsalReport = {
  workload: RehearsalWorkload;
  end: RehearsalEnd;
  /** The last output of a crowd that died. */
  endDetail: string | null;
  besideOpenRound: boolean;
  questions: number;
  startedAtMs: number | null;
  endedAtMs: number;
  figures: CrowdFigures | null;
  sameMachine: boolean | null;
  /** Trusted proxies, and addresses that the crowd's own requests came through. */
  proxies: { trusted: number; seen: number } | null;
  servers: RehearsalProcess[];
  stores: { database: string; rankings: string };
  audit: RehearsalAudit | null;
  checks: VerdictCheck[];
  passed: boolean;
};

export type RehearsalView = {
  rehearsalId: string;
  contest: { slug: string; name: LocalText };
  workload: RehearsalWorkload;
  crowd: 'here' | 'elsewhere';
  madeAtMs: number;
  /** When a crowd took the key; null: not yet. */
  takenAtMs: number | null;
  endsByMs: number;
  /** It is over, and its round is being settled and audited. */
  judging: boolean;
  /** The last figures of the crowd, while it runs. */
  progress: CrowdFigures | null;
  report: RehearsalReport | null;
};
/** GET /api/organizer/rehearsals: newest first. */
export type RehearsalList = {
  serverNowMs: number;
  /** Contests that may be rehearsed, and whether a round of any contest is open now. */
  contests: { contestId: string; slug: string; name: LocalText }[];
  openRound: boolean;
  address: string;
  rehearsals: RehearsalView[];
};
