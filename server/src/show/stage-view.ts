import { createHash } from 'node:crypto';
import type {
  BoardRow,
  BoardStage,
  OpenedQuestion,
  PlayerView,
  RevealedKey,
  Sealed,
  StageCue,
  StageView,
} from '@hoithi/shared/contract/show';
import { isStoredPicture, type ShowCue, type ShowQuestion } from '@hoithi/shared/contract/show-file';
import { rightWords } from '@hoithi/shared/rules/questions/right-words';
import { seededRandom, shuffled } from '@hoithi/shared/rules/random';
import { buzzerOf, buzzGiven } from '@hoithi/shared/rules/show/buzzer';
import type { CuePlan } from '@hoithi/shared/rules/show/cue-plan';
import { type AskedCue, countedAskings, isAsked, isTrial, keyOf, phaseOf } from '@hoithi/shared/rules/show/fold-show';
import { noAward, revealedSteps } from '@hoithi/shared/rules/show/plan-award';
import { nothingDrawn, revealedDraw } from '@hoithi/shared/rules/show/plan-draw';
import type { ShowPlace, TeamPlace } from '@hoithi/shared/rules/show/rank-show';
import { wasVoid } from '@hoithi/shared/rules/show/score-show';
import { sealQuestion } from '@hoithi/shared/rules/show/seal-question';
import { itemOf, judgeShow, type ShowItem, splitOptions } from '@hoithi/shared/rules/show/show-item';
import type { CachedContest } from '../contest/contests.ts';
import { isBilingual } from '../contest/is-bilingual.ts';
import { viewBuzzer } from './buzzer-view.ts';
import type { CachedRun, Player, Standing } from './cached-run.ts';
import { markOf, teamOf, teamStandingOf } from './team-standing.ts';
import { unfreezingOf, viewUnfreezing } from './unfreeze.ts';
import { unitPath } from './unit-path.ts';
import { namingOf, signOf, wallNameOf } from './wall-names.ts';

/** What a view of a run is made from; nothing is read while it is made. */
export type StageInput = {
  run: CachedRun;
  contest: CachedContest;
  nowMs: number;
  version: number;
  /** Absolute for screens and the MC; from the root for phones. */
  joinUrl: string;
  joinOpen: boolean;
  /** What the presses of the current cue do. */
  plan: CuePlan;
  /** How many rows of a board are wanted. */
  boardRows: number;
  /** The public board, ranked when it is first read. */
  shown(): Standing;
  players(cueIndex: number): number;
  sealing(cueIndex: number, asking: number): { key: Uint8Array; nonce: Uint8Array };
};

/** Answers that were nearest, as a screen has room for. */
const nearestMax = 3;
/** A wall is filled by so many rows; phones show none of them. */
export const boardRowsMax = 40;
/** Loaded shows contain their questions whole. */
export const questionOf = (cue: ShowCue): ShowQuestion | null =>
  isAsked(cue) && 'id' in cue.question ? cue.question : null;

/** What everybody in the hall sees. Keys, names and winners that are not revealed yet are left out. SPEC H7, H9, H16. */
export function viewStage(input: StageInput): StageView {
  const { run, contest, nowMs, version } = input;
  const { state, file, row } = run;
  const { mode, phone, changeAnswer, join, askUnit, pointsMax, timeStepMs } = file.rules;
  const { fullUnderMs, teams, playersMax, voidIfNobodyRight } = file.rules;
  return {
    version,
    serverNowMs: nowMs,
    runId: row.id,
    contestName: contest.rulebook.meta.name,
    showTitle: file.title,
    code: row.code,
    joinUrl: input.joinUrl,
    rehearsal: row.rehearsal,
    rules: {
      mode,
      phone,
      changeAnswer,
      join,
      askUnit,
      pointsMax,
      timeStepMs,
      fullUnderMs,
      teams,
      playersMax,
      voidIfNobodyRight,
    },
    joinOpen: input.joinOpen,
    bilingual: isBilingual(contest),
    naming: namingOf(run),
    cueIndex: state.cueIndex,
    cue: viewCue(input),
    sealed: viewSealed(input),
    black: state.black,
    paused: state.paused,
    frozen: state.frozenSinceMs !== null,
    ended: state.ended,
    next: state.next?.code ?? null,
    commitment: row.commitment,
  };
}

function viewCue(input: StageInput): StageCue {
  const { run, plan } = input;
  const { state, file } = run;
  const cue = file.cues[state.cueIndex] as ShowCue;
  switch (cue.kind) {
    case 'lobby':
    case 'pause':
    case 'end':
      return { kind: cue.kind, title: cue.title, text: cue.text };
    case 'text':
      return { kind: 'text', title: cue.title, text: cue.text, pictureUrl: pictureUrlOf(run, cue.picture) };
    case 'launch': {
      const { title, button, countdownSeconds, sentence } = cue;
      return { kind: 'launch', title, button, countdownSeconds, sentence, launchedAtMs: state.launchedAtMs };
    }
    case 'question':
    case 'sudden-death':
      return viewQuestionCue(input, cue);
    case 'rescue': {
      const out = run.countStatus('out');
      const rescued = state.rescued ? (run.rescued ?? 0) : null;
      return { kind: 'rescue', title: cue.title, back: cue.back, reserves: cue.reserves, rescued, out };
    }
    case 'board':
      return viewBoard(input, cue);
    case 'participation':
      return { kind: 'participation', title: cue.title, level: cue.level, forms: cue.forms };
    case 'winners':
      return { kind: 'winners', title: cue.title, round: cue.round };
    case 'award':
      return { kind: 'award', title: cue.title, ...revealedSteps(plan.award ?? noAward, state.step) };
    case 'draw':
      return { kind: 'draw', title: cue.title, ...revealedDraw(plan.draw ?? nothingDrawn, state.step) };
  }
}

function viewQuestionCue({ run, contest, nowMs, players, sealing }: StageInput, cue: AskedCue): StageCue {
  const { state, file } = run;
  const alike = file.cues.filter((each) => each.kind === cue.kind && !isTrial(each)); // sudden deaths are counted apart
  const phase = phaseOf(state, nowMs);
  const { current } = state;
  return {
    kind: cue.kind,
    number: alike.indexOf(cue) + 1,
    of: alike.length,
    trial: isTrial(cue),
    presented: state.presented ? (questionOf(cue)?.text ?? null) : null,
    presentedEnglish: state.presented ? (questionOf(cue)?.english?.text ?? null) : null,
    seconds: cue.seconds,
    optionCount: questionOf(cue)?.options?.length ?? 0,
    phase,
    asking: current?.asking ?? null,
    opening: current && {
      key: Buffer.from(sealing(current.cueIndex, current.asking).key).toString('base64'),
      opensAtMs: current.opensAtMs,
      locksAtMs: current.locksAtMs,
    },
    revealed: phase === 'revealed' ? viewKey(run, cue, players(state.cueIndex)) : null,
    floor:
      phase === 'revealed' &&
      cue.kind === 'question' &&
      !cue.trial &&
      file.rules.mode === 'elimination' &&
      state.step > 0,
    place: cue.kind === 'sudden-death' ? cue.place : null,
    playing: cue.kind === 'sudden-death' ? players(state.cueIndex) : null,
    ...(buzzerOf(cue) === null ? {} : { buzzer: viewBuzzer(run, contest, buzzerOf(cue) ?? 0) }),
  };
}

/** Which option was right, and how many chose each. SPEC H7. */
function viewKey(run: CachedRun, cue: AskedCue, players: number): RevealedKey | null {
  const question = questionOf(cue);
  if (!question) return null;
  const { current } = run.state;
  const key = (current && keyOf(cue, current)) ?? itemOf(question);
  const answered = run.countAnswered();
  const asked = run.asked.asking === run.answers.asking ? run.countAskedStill() : players;
  return {
    ...tellKey(key),
    ...countGivens(run, key),
    explanation: question.explanation,
    source: question.source,
    answered,
    playing: Math.max(asked, answered),
    voided: current !== null && wasVoid(run.file, run.tally, current),
    ruling: current?.ruled ? { what: current.ruled.ruling.what, reason: current.ruled.reason } : null,
  };
}

/** A key for those who may read it: the options, or what is right in words. */
export const tellKey = (key: ShowItem): { right: string[]; words: string[] } =>
  'right' in key ? { right: key.right, words: [] } : { right: [], words: rightWords(key) };

/** How many chose each option and how many were right, of the answers that count of players who were not removed. */
function countGivens(run: CachedRun, key: ShowItem): Pick<RevealedKey, 'counts' | 'rightPersons' | 'nearest'> {
  const persons = new Map<string, number>();
  for (const [playerId, rows] of run.answers.byPlayer) {
    const given = run.state.removed.has(playerId) ? undefined : rows.at(-1)?.given;
    if (given !== undefined) persons.set(given, (persons.get(given) ?? 0) + 1);
  }
  const { current } = run.state;
  if (current?.buzz || persons.has(buzzGiven))
    return { counts: [], rightPersons: current?.buzz?.right ? 1 : 0, nearest: [] };
  const isRight = judgeShow(key, persons.keys());
  const right = [...persons].filter(([given]) => isRight(given));
  const chose = (optionId: string) =>
    [...persons].reduce((sum, [given, each]) => sum + (splitOptions(given).includes(optionId) ? each : 0), 0);
  const counted = 'right' in key && key.kind !== 'order' ? key.options : [];
  return {
    counts: counted.map(({ id }) => ({ optionId: id, persons: chose(id) })),
    rightPersons: right.reduce((sum, [, each]) => sum + each, 0),
    nearest: key.nearest ? right.map(([given]) => given).slice(0, nearestMax) : [],
  };
}

/** The board as the hall may see it. */
export function viewBoard(
  input: StageInput,
  cue: Pick<Extract<ShowCue, { kind: 'board' }>, 'title' | 'of'> & { unfreeze?: number | null },
): BoardStage {
  const { run, contest, boardRows } = input;
  const begun = countedAskings(run.state, run.file.cues).some((asking) => asking.revealed);
  const bestOf = cue.of === 'teams' ? (run.file.rules.teams?.best ?? null) : null;
  const common = { kind: 'board' as const, title: cue.title, of: cue.of, bestOf, in: null, unfreeze: null };
  if (!begun) return { ...common, rows: [], total: 0 };
  const shown = input.shown();
  if (cue.of === 'teams') {
    const { places } = teamStandingOf(run, contest, shown);
    return { ...common, rows: places.slice(0, boardRows).map((team) => viewTeam(contest, team)), total: places.length };
  }
  const unfreezing = unfreezingOf(run);
  if (unfreezing) {
    const rowsOf = (places: readonly ShowPlace[]) => viewRows(input, { places }, boardRows === 0 ? 0 : places.length);
    return { ...common, ...viewUnfreezing(unfreezing, run.state.step, cue.unfreeze ?? boardRows, rowsOf) };
  }
  const stillIn =
    run.file.rules.mode === 'elimination' ? shown.places.filter(({ tally }) => tally.status === 'in').length : null;
  return { ...common, rows: viewRows(input, shown, boardRows), total: shown.places.length, in: stillIn };
}

/** The first rows of a standing with names: those of the wall, unless others are given. */
export function viewRows(
  { run, contest }: Pick<StageInput, 'run' | 'contest'>,
  standing: Pick<Standing, 'places'>,
  max: number,
  nameOf = (playerId: string): string => wallNameOf(run, playerId),
): BoardRow[] {
  const { mode } = run.file.rules;
  return standing.places.slice(0, max).map(({ playerId, rank, tally }) => {
    const player = run.players.get(playerId);
    const marked = teamOf(run, contest, player?.unitCode ?? null) ?? player?.unitCode ?? null;
    return {
      playerId,
      rank,
      name: nameOf(playerId),
      unitName: unitPath(contest, player?.unitCode ?? null),
      points: mode === 'speed' ? tally.points : tally.rightCount,
      elapsedMs: tally.elapsedMs,
      wasRank: run.wasRanks.get(playerId) ?? null,
      members: null,
      status: mode === 'elimination' ? tally.status : null,
      outAt: tally.outAt === null ? null : numberOf(run, tally.outAt),
      mark: marked === null ? null : markOf(contest, marked),
      open: null,
    };
  });
}

/** The number of the question of an asking, as the hall has read it. */
function numberOf({ file, state }: CachedRun, asking: number): number | null {
  const cueIndex = state.askings.find((each) => each.asking === asking)?.cueIndex;
  if (cueIndex === undefined) return null;
  return file.cues.slice(0, cueIndex + 1).filter((cue) => cue.kind === 'question' && !cue.trial).length;
}

const viewTeam = (contest: CachedContest, { team, rank, mean, members }: TeamPlace): BoardRow => ({
  playerId: null,
  rank,
  name: contest.units.unitOf(team)?.name ?? team,
  unitName: null,
  points: mean,
  elapsedMs: 0,
  wasRank: null,
  members,
  status: null,
  outAt: null,
  mark: markOf(contest, team),
  open: null,
});

/** What one player sees of their own. While the board is frozen the place is left out. SPEC H9, H15. */
export function viewPlayer(
  input: { run: CachedRun; contest: CachedContest; shown: () => Standing; playing: boolean; version: number },
  player: Player,
): PlayerView {
  const { run, shown } = input;
  const tally = run.tally.get(player.playerId);
  const begun = countedAskings(run.state, run.file.cues).some((asking) => asking.revealed);
  const place = begun && run.state.frozenSinceMs === null ? (shown().of.get(player.playerId) ?? null) : null;
  const answer = run.state.current ? run.answers.byPlayer.get(player.playerId)?.at(-1) : undefined;
  return {
    version: input.version,
    playerId: player.playerId,
    name: player.name,
    unitName: unitPath(input.contest, player.unitCode),
    mark: player.unitCode === null ? null : markOf(input.contest, player.unitCode),
    sign: player.contestantId === null ? signOf(player) : null,
    signedIn: player.contestantId !== null,
    timeFactor: run.timeFactorOf(player.playerId),
    status: tally?.status ?? 'in',
    playing: input.playing,
    points: run.file.rules.mode === 'speed' ? (tally?.points ?? 0) : (tally?.rightCount ?? 0),
    rightCount: tally?.rightCount ?? 0,
    place: place?.rank ?? null,
    of: place ? shown().places.length : run.countAll(),
    team: begun && run.state.frozenSinceMs === null ? viewOwnTeam(input, player) : null,
    toNext: place?.toNext ?? null,
    answer: answer
      ? {
          answerId: answer.id,
          asking: answer.asking,
          given: answer.given,
          arrivedAtMs: answer.arrived_at_ms,
          elapsedMs: answer.elapsed_ms,
        }
      : null,
    last: tally?.last ?? null,
    streak: run.file.rules.streaks.on ? (tally?.streak ?? 0) : 0,
    back: tally?.back ?? false,
  };
}

/** Where the own unit stands among the teams. SPEC H13a. */
function viewOwnTeam(
  { run, contest, shown }: { run: CachedRun; contest: CachedContest; shown: () => Standing },
  player: Player,
): PlayerView['team'] {
  const team = teamOf(run, contest, player.unitCode);
  if (team === null) return null;
  const { of, places } = teamStandingOf(run, contest, shown());
  const own = of.get(team);
  if (!own) return null;
  const name = contest.units.unitOf(team)?.name ?? team;
  return { name, rank: own.rank, of: places.length, points: own.mean, mark: markOf(contest, team) };
}

const sealedBoxes = new WeakMap<CachedRun, Map<string, string>>();

/** The current question sealed; between questions the next one, if it has not been asked already. SPEC H7. */
function viewSealed({ run, sealing }: StageInput): Sealed | null {
  const { state, file } = run;
  const here = file.cues[state.cueIndex];
  const revealed = new Set(state.askings.filter((asking) => asking.revealed).map((asking) => asking.cueIndex));
  const cueIndex =
    here && isAsked(here)
      ? state.cueIndex
      : file.cues.findIndex((cue, at) => at > state.cueIndex && isAsked(cue) && !revealed.has(at));
  const question = cueIndex < 0 ? null : questionOf(file.cues[cueIndex] as ShowCue);
  if (!question) return null;
  const asking = state.current?.cueIndex === cueIndex ? state.current.asking : state.askings.length + 1;
  const made = sealedBoxes.get(run) ?? new Map<string, string>();
  sealedBoxes.set(run, made);
  const known = made.get(`${cueIndex}:${asking}`);
  if (known) return { cueIndex, box: known };
  const { key, nonce } = sealing(cueIndex, asking);
  const box = sealQuestion(openedOf(run, question), key, nonce);
  made.set(`${cueIndex}:${asking}`, box);
  return { cueIndex, box };
}

/** What is asked, without its key. What is to be put in order stands in an order drawn for this question. */
export function openedOf(run: CachedRun, question: ShowQuestion): OpenedQuestion {
  const { kind = 'one', text, options = [], picture, pictureAlt } = question;
  const url = pictureUrlOf(run, picture ?? null);
  const listed = kind === 'order' ? shuffled(options, seededRandom(`${run.row.show_id} ${question.id}`)) : options;
  return {
    kind,
    text,
    options: listed.map((option) => ({ optionId: option.id, text: option.text })),
    picture: url === null ? null : { url, alt: pictureAlt ?? '' },
    ...(question.english ? { english: question.english } : {}),
  };
}

const pictureNames = new WeakMap<CachedRun, Map<string, string>>();

/** The address holds the picture's hash, so that nobody finds one before its cue. That of a question of the bank is stored under it. */
export function pictureUrlOf(run: CachedRun, picture: string | null): string | null {
  if (picture === null || isStoredPicture(picture)) return picture;
  const names = pictureNames.get(run) ?? new Map<string, string>();
  pictureNames.set(run, names);
  const name = names.get(picture) ?? createHash('sha256').update(picture).digest('hex');
  names.set(picture, name);
  return `/api/shows/${run.row.id}/pictures/${name}`;
}
