import type { ParticipationView, UnitParticipation } from '@hoithi/shared/contract/participation';
import type { ContestCard } from '@hoithi/shared/contract/public';
import type { PublicParticipation } from '@hoithi/shared/contract/public-participation';
import type { ScreenView } from '@hoithi/shared/contract/screen';
import type { BoardRow, HallFigures, StageCue, StageView } from '@hoithi/shared/contract/show';
import type { ShowDraftContent } from '@hoithi/shared/contract/show-drafts';
import type { ScreenSound } from '@hoithi/shared/contract/show-sound';
import { asFields, asList, asNumber, asText, type Fields } from '../../editor/draft-value.ts';
import { type Cue, kindOf, localOf } from './show-value.ts';

/** What the hall would see of a show, with people who are not there. */

/** Words for people and units of a picture. */
export type SampleWords = { people: readonly string[]; units: readonly string[] };
export type SampleContest = { card: ContestCard; figures: PublicParticipation | null; bilingual: boolean };
/** before: as the cue begins; after: once the button was pressed, or the answer is shown. */
export type Moment = 'before' | 'after';

const atMs = 1_000_000;
const silence: ScreenSound = { on: false, volume: 0, captions: false, bed: null };
export const sampleNowMs = (): number => atMs;
const playersInHall = 128;
const boardRows = 8;

const localOrNull = (value: Fields[string] | undefined) => {
  const both = localOf(value);
  return both.vi === '' && both.en === '' ? null : both;
};

/** The stage at a cue that is not a question. */
export function sampleCue(cue: Cue, moment: Moment, content: ShowDraftContent, words: SampleWords): StageCue {
  const kind = kindOf(cue);
  const title = localOf(cue.title);
  switch (kind) {
    case 'lobby':
    case 'pause':
    case 'end':
      return { kind, title, text: localOrNull(cue.text) };
    case 'launch':
      return {
        ...{ kind, title, button: localOf(cue.button), countdownSeconds: asNumber(cue.countdownSeconds) ?? 5 },
        ...{ sentence: localOrNull(cue.sentence), launchedAtMs: moment === 'after' ? 0 : null },
      };
    case 'rescue':
      return {
        ...{ kind, title, back: asNumber(cue.back), reserves: cue.reserves === true },
        ...{ rescued: moment === 'after' ? (asNumber(cue.back) ?? 30) : null, out: 76 },
      };
    case 'board':
      return {
        ...{ kind, title: localOrNull(cue.title), of: cue.of === 'teams' ? 'teams' : 'players' },
        ...{ rows: sampleRows(cue, content, words), total: playersInHall, in: null, bestOf: null, unfreeze: null },
      };
    case 'participation': {
      const forms = asList(cue.forms).map(asText) as Extract<StageCue, { kind: 'participation' }>['forms'];
      return { kind, title: localOrNull(cue.title), level: asText(cue.level) || null, forms };
    }
    case 'winners':
      return { kind, title: localOrNull(cue.title), round: asNumber(cue.round) };
    case 'award':
      return sampleAward(cue, moment, words);
    case 'draw':
      return sampleDraw(cue, moment, words);
    case 'question':
    case 'sudden-death':
    case 'text':
      return { kind: 'text', title, text: localOrNull(cue.text), pictureUrl: asText(cue.picture) || null };
  }
}

function sampleRows(cue: Cue, content: ShowDraftContent, { people, units }: SampleWords): BoardRow[] {
  const rules = asFields(content.rules);
  const ofTeams = cue.of === 'teams';
  return Array.from({ length: boardRows }, (_, at): BoardRow => {
    const unitName = units[at % units.length] ?? null;
    return {
      ...{ playerId: ofTeams ? null : `${at}`, rank: at + 1, wasRank: null, members: ofTeams ? 3 : null, outAt: null },
      ...{ name: (ofTeams ? unitName : people[at % people.length]) ?? '', unitName: ofTeams ? null : unitName },
      ...{ points: rules.mode === 'speed' ? 4_980 - at * 235 : boardRows - at, elapsedMs: 21_400 + at * 1_700 },
      ...{ status: rules.mode === 'elimination' && !ofTeams ? 'in' : null, mark: null, open: null },
    };
  });
}

function sampleAward(cue: Cue, moment: Moment, { people, units }: SampleWords): StageCue {
  const prizes = asList(asFields(cue.of).prizes).map(asFields);
  const prize = prizes.length > 0 ? localOf(prizes.at(-1)?.prize) : { vi: 'Giải Nhất', en: 'First prize' };
  const call = { award: null, prize, value: null, place: 0 };
  const winner = {
    ...{ rank: 1, name: people[0] ?? '', unitName: units[0] ?? null, points: 15, elapsedMs: 182_400 },
    mark: null,
  };
  const isNamed = moment === 'after';
  return {
    ...{ kind: 'award', title: localOf(cue.title), remaining: 3, picture: 'calling' },
    ...{ shown: isNamed ? [{ ...call, winners: [winner] }] : [], announced: isNamed ? null : { ...call, persons: 1 } },
  };
}

/** Among those present: the list is not frozen, or a name is drawn. */
function sampleDraw(cue: Cue, moment: Moment, { people, units }: SampleWords): StageCue {
  const isDrawn = moment === 'after';
  const drawn = { number: 17, name: people[0] ?? '', unitName: units[0] ?? null, absent: false };
  return {
    ...{ kind: 'draw', title: localOf(cue.title), label: null, typed: false, ready: false },
    ...{ of: asFields(cue.of).what === 'round' ? 'round' : 'present', source: null },
    ...{ list: isDrawn ? { people: playersInHall, hash: '9f2c'.repeat(16) } : null },
    ...{ seed: isDrawn ? '48192' : null, shown: isDrawn ? [drawn] : [], remaining: isDrawn ? 0 : 1 },
  };
}

function sampleStage(cue: StageCue, content: ShowDraftContent, { card, bilingual }: SampleContest): StageView {
  const rules = asFields(content.rules);
  const mode = (asText(rules.mode) || 'speed') as StageView['rules']['mode'];
  return {
    ...{ version: 1, serverNowMs: atMs, runId: '00000000-0000-4000-8000-000000000000' },
    ...{ contestName: card.name, showTitle: localOf(content.title), code: '481920' },
    ...{
      joinUrl: `${location.origin}/thi/481920`,
      rehearsal: false,
      joinOpen: true,
      bilingual,
      naming: { approval: false, lobby: lobbyOf(rules) },
      cueIndex: 0,
      cue,
      sealed: null,
    },
    rules: {
      ...{
        mode,
        phone: 'question',
        changeAnswer: false,
        join: 'anyone',
        askUnit: true,
        pointsMax: 1000,
        timeStepMs: 1000,
      },
      ...{ fullUnderMs: 5000, teams: null, playersMax: asNumber(rules.playersMax), voidIfNobodyRight: false },
    },
    ...{ black: false, paused: false, frozen: false, ended: false, next: null, commitment: '9f2c'.repeat(16) },
  };
}

const lobbyOf = ({ names }: Fields): 'names' | 'units' => (asFields(names).lobby === 'units' ? 'units' : 'names');

const sampleFigures = ({ figures }: SampleContest, { people, units }: SampleWords): HallFigures => {
  const known = figures?.units.slice(0, 7).map(({ code, name, tile }) => ({ unitCode: code, unitName: name, tile }));
  const made = units.map((unitName, at) => ({ unitCode: `${at}`, unitName, tile: null }));
  return {
    ...{ version: 1, connected: playersInHall, players: playersInHall, in: 52, answered: 96, playing: playersInHall },
    arrivals: (known && known.length > 0 ? known : made).map((unit, at) => ({ ...unit, persons: 34 - at * 4 })),
    newest: people.slice(0, 4).map((name, at) => ({ name, unitName: units[at] ?? null, mark: null })),
  };
};

/** Real units and figures of the contest where they are public. */
function sampleParticipation({ card, figures }: SampleContest): ParticipationView {
  const units = (figures?.units ?? []).map((unit) => ({
    ...unit,
    attempts: 0,
    headcountSource: null,
  })) as UnitParticipation[];
  return {
    ...{ version: 1, serverNowMs: atMs, contest: card, round: figures?.round ?? null, units },
    ...{ coarse: figures?.mode !== 'exact', counts: figures?.counts ?? null, targetRate: figures?.targetRate ?? null },
  };
}

/** What a screen would receive at this cue. */
export function sampleScreen(
  cue: StageCue,
  content: ShowDraftContent,
  contest: SampleContest,
  words: SampleWords,
): ScreenView & { show: NonNullable<ScreenView['show']> } {
  return {
    ...{ version: 1, picture: 'welcome', joinUrl: `${location.origin}/thi`, results: null },
    participation: sampleParticipation(contest),
    everyUnit: contest.figures && { figures: contest.figures, race: null },
    show: {
      stage: sampleStage(cue, content, contest),
      figures: sampleFigures(contest, words),
      floor: null,
      sound: silence,
      board: null,
      corner: false,
    },
  };
}
