import { z } from 'zod';
import { CommittedPeople, type DrawSource, Value } from './draws.ts';
import { AnswerId, UnitCode } from './ids.ts';
import { limits } from './limits.ts';
import type { ParticipationForm } from './participation-form.ts';
import type { QuestionKind } from './question-kinds.ts';
import type { Result } from './result.ts';
import type { AwardCall, AwardPicture, DrawnName, ShowDraw } from './show-award.ts';
import type { BuzzerStage } from './show-buzzer.ts';
import type { ShowRules } from './show-file.ts';
import { RunId } from './show-ids.ts';
import type { Naming } from './show-names.ts';
import { type LocalText, line } from './text.ts';

/** The messages of a show: phones on `/show`, screens on `/screen`, the MC on `/mc`. SPEC H*. */

/** Six digits, typed from row 30. It makes a new player, never opens another one. SPEC H4. */
export const JoinCode = z.string().regex(/^\d{6}$/);
export const PlayerToken = z.string().min(20).max(100);

// ---- what everybody in the hall may see: one message, encoded once, for phones and screens

/** A sealed question: nonce and ciphertext, base64; its key follows at the opening. SPEC H7. */
export type Sealed = { cueIndex: number; box: string };
/** Inside the box. The key to the question (which option is right) is not in it. */
export type OpenedQuestion = {
  kind: QuestionKind;
  text: string;
  /** Of a number and a typed answer: none. */
  options: { optionId: string; text: string }[];
  /** For screens. Its address holds a hash, so that nobody finds it before. */
  picture: { url: string; alt: string } | null;
  /** The same in English, where the question has it; options by id. [H44] */
  english?: { text: string; options: Record<string, string> };
};

export const questionPhases = ['ready', 'open', 'locked', 'revealed'] as const;
/** `open` begins when the key is sent, a moment before `opensAtMs`; `locked` follows from the time alone. */
export type QuestionPhase = (typeof questionPhases)[number];

export type BoardRow = {
  playerId: string | null; // null: a team
  rank: number;
  name: string;
  unitName: string | null;
  points: number; // accuracy, elimination: right answers; a team: the mean, one decimal
  elapsedMs: number; // in whole steps of the rules
  wasRank: number | null; // on the board before the last reveal; null: new
  members: number | null; // of a team: how many count
  status: PlayerStatus | null; // elimination: whether the player is in; null elsewhere, and for a team
  outAt: number | null; // the number of the question that put the player out
  mark: number | null; // of the team, else of the player's unit: the same through the whole show
  open: boolean | null; // of a board that is opened row by row: whether what was hidden is in the row; null elsewhere
};
/** An answer as one text: option ids parted by commas, or what was typed. SPEC H26. */
export const ShowGiven = line(1, limits.typedAnswerLengthMax);

/** What became of a revealed question afterwards: it counts for nobody, or another answer is the right one. SPEC H5d. */
export const Ruling = z.discriminatedUnion('what', [
  z.object({ what: z.literal('void') }),
  z.object({ what: z.literal('key'), right: ShowGiven }),
]);
export type Ruling = z.infer<typeof Ruling>;

export type RevealedKey = {
  /** The right options; of an order all, first to last; of a number and a typed answer none. */
  right: string[];
  /** Of a number and a typed answer: what is right, in words. */
  words: string[];
  /** Where the nearest number is right: the answers that were. */
  nearest: string[];
  explanation: string;
  source: string;
  /** How many chose each option; none where something was typed or put in order. */
  counts: { optionId: string; persons: number }[];
  rightPersons: number;
  answered: number;
  playing: number; // players who might have answered
  /** It counts for nobody: by a ruling [H5d], or in an elimination because nobody was right [H11b]. */
  voided: boolean;
  /** Why it was ruled void or its key corrected, in the words of who ruled. */
  ruling: { what: Ruling['what']; reason: string } | null;
};

export type StageCue =
  | { kind: 'lobby'; title: LocalText; text: LocalText | null }
  | { kind: 'text'; title: LocalText; text: LocalText | null; pictureUrl: string | null }
  | {
      kind: 'launch';
      title: LocalText;
      button: LocalText;
      countdownSeconds: number;
      /** The sentence after the press; null: that the contest has begun. */
      sentence: LocalText | null;
      launchedAtMs: number | null;
    }
  | {
      kind: 'question' | 'sudden-death';
      number: number; // 1-based among the show's questions; a sudden death among the sudden deaths; 0: a trial
      of: number;
      trial: boolean;
      /** The question's words, presented before its options. */
      presented: string | null;
      presentedEnglish?: string | null;
      seconds: number;
      optionCount: number;
      phase: QuestionPhase;
      /** Counts askings: an undone question is opened again under a new number. */
      asking: number | null;
      opening: { key: string; opensAtMs: number; locksAtMs: number } | null;
      revealed: RevealedKey | null;
      /** Elimination, after the reveal: the screen shows who is still in. [H22] */
      floor: boolean;
      place: number | null; // sudden death: the shared place
      playing: number | null; // sudden death: how many may answer
      buzzer?: BuzzerStage; // the first to press may say the answer
    }
  | { kind: 'rescue'; title: LocalText; back: number | null; reserves: boolean; rescued: number | null; out: number }
  | {
      kind: 'board';
      title: LocalText | null;
      of: 'players' | 'teams';
      rows: BoardRow[]; // for screens alone; phones receive none
      total: number;
      in: number | null; // elimination: of the total, how many are in
      bestOf: number | null;
      /** The board is being opened row by row: whose row is next, how many presses were made and are to come. [H27] */
      unfreeze: { playerId: string | null; opened: number; left: number } | null;
    }
  | { kind: 'participation'; title: LocalText | null; level: string | null; forms: ParticipationForm[] }
  | { kind: 'winners'; title: LocalText | null; round: number | null }
  | {
      kind: 'award';
      title: LocalText;
      /** Revealed call by call, lowest prize first; what is not revealed yet is not here. */
      shown: AwardCall[];
      /** The prize that comes next is on the screen without a name. */
      announced: (Omit<AwardCall, 'winners'> & { persons: number }) | null;
      /** Calls to come. */
      remaining: number;
      picture: AwardPicture;
    }
  | {
      kind: 'draw';
      title: LocalText;
      of: 'round' | 'present';
      /** What is drawn; null: among those present. */
      label: LocalText | null;
      /** The frozen list; null: it is not frozen yet. */
      list: { people: number; hash: string } | null;
      source: DrawSource | null;
      /** Of a lottery's digits: one person has typed them, the second has not. */
      typed: boolean;
      /** The seed is known, and comes with the next press. */
      ready: boolean;
      seed: string | null;
      shown: DrawnName[];
      remaining: number;
    }
  | { kind: 'pause'; title: LocalText; text: LocalText | null }
  | { kind: 'end'; title: LocalText; text: LocalText | null };

export type BoardStage = Extract<StageCue, { kind: 'board' }>;

export type StageView = {
  version: number;
  serverNowMs: number;
  runId: string;
  contestName: LocalText;
  showTitle: LocalText;
  code: string;
  joinUrl: string;
  rehearsal: boolean;
  rules: Pick<
    ShowRules,
    | 'mode'
    | 'phone'
    | 'changeAnswer'
    | 'join'
    | 'askUnit'
    | 'pointsMax'
    | 'timeStepMs'
    | 'fullUnderMs'
    | 'teams'
    | 'playersMax'
    | 'voidIfNobodyRight'
  >;
  joinOpen: boolean;
  /** The contest has two languages: screens show both. [H44] */
  bilingual: boolean;
  naming: Naming;
  cueIndex: number;
  cue: StageCue;
  /** The current question's box, or the next one's while people wait. */
  sealed: Sealed | null;
  black: boolean;
  paused: boolean;
  frozen: boolean;
  ended: boolean;
  /** After the end: the code of the run in which the hall goes on. SPEC H50. */
  next: string | null;
  /** Salted SHA-256 of all questions, hex; proved after the end. SPEC H8. */
  commitment: string;
};

// ---- phones: namespace `/show`, no session needed

/** view:enter. With the token of a player: that player, as often as wanted, from any device. */
export const EnterShow = z.object({ code: JoinCode, token: PlayerToken.nullable().default(null) });
export type EnterShow = z.infer<typeof EnterShow>;
/** run:join. A signed-in contestant joins under the own name and unit; others give a nickname. `playerKey` makes a resend safe. */
export const JoinRun = z.object({
  code: JoinCode,
  playerKey: PlayerToken, // 128 random bits or more, made by the device: it becomes the player's token
  nickname: line(1, limits.nicknameLengthMax).nullable().default(null),
  unitCode: UnitCode.nullable().default(null),
});
export type JoinRun = z.infer<typeof JoinRun>;
/** answer:submit */
export const SubmitShowAnswer = z.object({ answerId: AnswerId, asking: z.number().int().min(1), given: ShowGiven });
export type SubmitShowAnswer = z.infer<typeof SubmitShowAnswer>;

export type ShowAnswerSaved = {
  answerId: string;
  asking: number;
  given: string;
  arrivedAtMs: number;
  elapsedMs: number;
};
export const playerStatuses = ['in', 'out', 'reserve'] as const;
export type PlayerStatus = (typeof playerStatuses)[number];

/** What one person sees of their own; sent to that person alone, when it changes. */
export type PlayerView = {
  version: number;
  playerId: string;
  name: string;
  unitName: string | null;
  /** The own unit's mark, as it stands on the wall. */
  mark: number | null;
  /** What the wall shows until the nickname is approved; null: a registered name needs no approval. */
  sign: string | null;
  signedIn: boolean;
  /** So much longer the player has for each question, from its opening to its lock. [H61] */
  timeFactor: number;
  status: PlayerStatus;
  /** May answer the question that is on (or comes next). */
  playing: boolean;
  points: number;
  rightCount: number;
  place: number | null; // null: nothing counted yet, or the board is frozen
  of: number;
  /** The own unit's place where teams compete; null: it has none yet, or the board is frozen. [H13a] */
  team: { name: string; rank: number; of: number; points: number; mark: number } | null;
  /** To the next rank: only how far, not who is ahead. */
  toNext: { points: number; elapsedMs: number } | null;
  answer: ShowAnswerSaved | null; // to the current asking
  last: { asking: number; right: boolean; points: number; elapsedMs: number | null } | null;
  /** Right answers in a row, where the rules give points for them; else 0. */
  streak: number;
  /** Came back, or in, by a rescue, and has not been asked since. */
  back: boolean;
};
export type PhoneView = {
  version: number;
  serverNowMs: number;
  stage: StageView;
  player: PlayerView | null;
  /** Filled when the device is signed in as a contestant of this contest: the player gets this identity. */
  contestant: { name: string; unitName: string | null } | null;
};

export type ShowToServer = {
  'view:enter': (m: z.input<typeof EnterShow>, ack: (a: Result<PhoneView>) => void) => void;
  'run:join': (m: z.input<typeof JoinRun>, ack: (a: Result<PhoneView>) => void) => void;
  'answer:submit': (m: z.input<typeof SubmitShowAnswer>, ack: (a: Result<ShowAnswerSaved>) => void) => void;
  'clock:read': (ack: (a: Result<{ serverNowMs: number }>) => void) => void;
  /** The phone handed to a leader on stage. */
  'launch:read': (m: z.input<typeof PressLaunch>, ack: (a: Result<LaunchPage>) => void) => void;
  'launch:press': (m: z.input<typeof PressLaunch>, ack: (a: Result<{ launchedAtMs: number }>) => void) => void;
};
export type ServerToShow = {
  stage: (view: StageView) => void;
  player: (view: PlayerView) => void;
  'player:removed': () => void;
};

// ---- the hall's figures: screens and MC

export type HallFigures = {
  version: number;
  connected: number; // players' phones, connected now
  players: number; // all players of the run
  in: number; // elimination: still in
  answered: number; // to the current asking
  playing: number; // who may answer it
  /** Players by unit of the map's level, most first; without a unit under null. */
  arrivals: { unitCode: string | null; unitName: string | null; tile: [number, number] | null; persons: number }[];
  /** Newest first, at most 8; none in a lobby of units. `mark`: of the unit. */
  newest: { name: string; unitName: string | null; mark: number | null }[];
};
/**
 * Elimination as the screen shows it: a light for each player who is or was in, in the order of joining. A reserve has none
 * until a rescue lets it in. SPEC H22.
 */
export type Floor = {
  of: number; // lights
  in: number; // of them, on
  /** A bit for each light, base64, the first one lowest: whether it is on, and whether that has changed just now. */
  lit: string;
  changed: string;
  /** In the same order; null: more than `floorNamesMax`. */
  names: string[] | null;
  /** Named large: the last ones who are in, or who came in by the rescue that is on. */
  called: { name: string; unitName: string | null }[];
};

// ---- the MC: namespace `/mc`

/** One command of the MC. `seq` is the state it was given in: a stale page changes nothing and gets the current state. */
export const ShowCommand = z.discriminatedUnion('do', [
  z.object({ do: z.literal('next') }), // the one large button: whatever comes next
  z.object({ do: z.literal('back') }), // one reveal step back, or to the cue before
  z.object({ do: z.literal('go'), cueIndex: z.number().int().min(0).max(limits.showCuesMax) }),
  z.object({ do: z.literal('undo') }), // takes back the last step where nothing was revealed
  z.object({ do: z.literal('launch') }),
  z.object({ do: z.literal('black'), on: z.boolean() }),
  z.object({ do: z.literal('pause'), on: z.boolean() }),
  z.object({ do: z.literal('freeze'), on: z.boolean() }),
  /** Of a revealed question: it is void, or another option is right. Everybody's points are counted again. [H5d] */
  z.object({ do: z.literal('rule'), asking: z.number().int().min(1), ruling: Ruling, reason: line(5, 300) }),
  /** Of a buzzer: whether who was named has said the right answer. Right ends the question, wrong leaves it to the others. [H51b] */
  z.object({ do: z.literal('mark'), asking: z.number().int().min(1), right: z.boolean() }),
  z.object({ do: z.literal('close') }), // of a buzzer after a wrong answer: the right one is shown, nobody presses any more
  /** Among those present: the list is frozen, and who has committed to a value is named. Until they are opened it may be done again. */
  z.object({ do: z.literal('name-lots'), people: CommittedPeople }),
  /** The values, in the order of the names, opened together. */
  z.object({ do: z.literal('open-lots'), values: z.array(Value).min(2).max(10) }),
  z.object({ do: z.literal('end') }),
]);
export type ShowCommand = z.infer<typeof ShowCommand>;
export const DriveShow = z.object({
  runId: RunId,
  seq: z.number().int().min(0),
  device: z.string().min(8).max(60), // made by the device and stored there
  command: ShowCommand,
});
export type DriveShow = z.infer<typeof DriveShow>;
/** run:take. The right to drive, in one tap. */
/** run:count. How many a clearing would remove: players without an account who joined from then on. */
export const CountJoined = z.object({ runId: RunId, sinceMs: z.number().int().min(0) });
export const TakeRun = z.object({ runId: RunId, device: z.string().min(8).max(60) });
export const OpenRun = z.object({
  showId: z.uuid(),
  rehearsal: z.boolean(),
  simulated: z.number().int().min(0).max(limits.rehearsalPlayersMax).default(0),
  device: z.string().min(8).max(60),
  /** The run that it follows in the same hall: whoever plays there goes over. SPEC H50. */
  after: RunId.optional(),
});
export type OpenRun = z.infer<typeof OpenRun>;

/** What the large button would do now. */
export const nextSteps = [
  'next-cue',
  'present-question',
  'open-question',
  'lock',
  'reveal',
  'floor',
  'launch',
  'rescue',
  'announce',
  'reveal-name',
  'reveal-group',
  'podium',
  'honour',
  'open-row',
  'draw-seed',
  'draw-name',
  'finish',
  'nothing',
] as const;
export type NextStep = (typeof nextSteps)[number];

// ---- the phone handed to a leader on stage: namespace `/show`
export const PressLaunch = z.object({ token: PlayerToken });
export type LaunchPage = { contestName: LocalText; title: LocalText; button: LocalText; launchedAtMs: number | null };

/** After the end: everything needed to prove the commitment. GET /api/shows/:runId/proof */
export type ShowProof = {
  format: 'hoithi-show-proof-1';
  runId: string;
  salt: string;
  commitment: string;
  questions: unknown[];
  /** Every drawing among those present, also those that were not opened. */
  draws: ShowDraw[];
};
