import { limits } from '@hoithi/shared/contract/limits';
import type { ScreenView } from '@hoithi/shared/contract/screen';
import type {
  Floor,
  HallFigures,
  OpenedQuestion,
  PhoneView,
  PlayerView,
  RevealedKey,
  StageCue,
  StageView,
} from '@hoithi/shared/contract/show';
import type { McRun } from '@hoithi/shared/contract/show-mc';
import { packBits } from '@hoithi/shared/rules/show/light-floor';
import { sealQuestion } from '@hoithi/shared/rules/show/seal-question';

/** Views of a show. Used by tests alone. */
export const sampleText = (text: string) => ({ vi: text, en: text });
const key = new Uint8Array(32).fill(9);
export const sampleKey = btoa(String.fromCharCode(...key));
export const sampleQuestion: OpenedQuestion = {
  kind: 'one',
  picture: null,
  text: 'Ngày nào là Ngày Chuyển đổi số quốc gia?',
  options: [
    { optionId: 'a', text: 'Ngày 22 tháng 4' },
    { optionId: 'b', text: 'Ngày 10 tháng 10' },
    { optionId: 'c', text: 'Ngày 03 tháng 6' },
  ],
};
export const sampleBox = sealQuestion(sampleQuestion, key, new Uint8Array(12));
export const revealedKey: RevealedKey = {
  right: ['b'],
  words: [],
  nearest: [],
  rightPersons: 3,
  explanation: 'Quyết định số 505/QĐ-TTg chọn ngày 10 tháng 10.',
  source: 'Quyết định số 505/QĐ-TTg',
  counts: [
    { optionId: 'a', persons: 1 },
    { optionId: 'b', persons: 3 },
    { optionId: 'c', persons: 0 },
  ],
  answered: 4,
  playing: 5,
  voided: false,
  ruling: null,
};

export const questionCue = (part: object = {}): StageCue => ({
  kind: 'question',
  number: 2,
  of: 6,
  trial: false,
  presented: null,
  seconds: 20,
  optionCount: 3,
  phase: 'open',
  asking: 2,
  opening: { key: sampleKey, opensAtMs: 1_000_000, locksAtMs: 1_020_000 },
  revealed: null,
  floor: false,
  place: null,
  playing: null,
  ...part,
});

export function sampleStage(cue: StageCue, part: Partial<StageView> = {}): StageView {
  return {
    version: 1,
    serverNowMs: 1_000_000,
    runId: '00000000-0000-4000-8000-00000000aaaa',
    contestName: sampleText('Tìm hiểu về chuyển đổi số'),
    showTitle: sampleText('Lễ phát động'),
    code: '481920',
    joinUrl: 'https://thi.example.vn/thi/481920',
    rehearsal: false,
    rules: {
      mode: 'speed',
      phone: 'question',
      changeAnswer: false,
      join: 'anyone',
      askUnit: true,
      pointsMax: 1000,
      timeStepMs: 100,
      fullUnderMs: 5000,
      teams: null,
      playersMax: null,
      voidIfNobodyRight: false,
    },
    joinOpen: true,
    bilingual: false,
    naming: { approval: false, lobby: 'names' },
    cueIndex: 4,
    cue,
    sealed: { cueIndex: 4, box: sampleBox },
    black: false,
    paused: false,
    frozen: false,
    ended: false,
    next: null,
    commitment: 'ab'.repeat(32),
    ...part,
  };
}

export const sampleFigures: HallFigures = {
  version: 1,
  connected: 5,
  players: 5,
  in: 5,
  answered: 2,
  playing: 5,
  arrivals: [{ unitCode: '448', unitName: 'Huyện Thạch Hà', tile: [3, 2], persons: 5 }],
  newest: [{ name: 'Nguyễn Phương Hoàng Bảo Trân', unitName: null, mark: null }],
};

export const samplePlayer = (part: Partial<PlayerView> = {}): PlayerView => ({
  version: 1,
  playerId: '00000000-0000-4000-8000-00000000bbbb',
  name: 'Bảo Trân',
  unitName: 'Huyện Thạch Hà',
  mark: 3,
  sign: '#00BB',
  timeFactor: 1,
  signedIn: false,
  status: 'in',
  playing: true,
  points: 963,
  rightCount: 1,
  place: 12,
  of: 41,
  team: null,
  toNext: { points: 5, elapsedMs: 0 },
  answer: null,
  last: null,
  streak: 0,
  back: false,
  ...part,
});

export const samplePhone = (stage: StageView, player: PlayerView | null): PhoneView => ({
  version: stage.version,
  serverNowMs: stage.serverNowMs,
  stage,
  player,
  contestant: null,
});

export const onScreen = (stage: StageView, floor: Floor | null = null): NonNullable<ScreenView['show']> => ({
  stage,
  figures: sampleFigures,
  floor,
  sound: { on: false, volume: 70, captions: false, bed: null },
  board: null,
  corner: false,
});

/** A floor of people by name: `after` says who is in, `before` who was. */
export function sampleFloor(names: readonly string[], before: readonly boolean[], after: readonly boolean[]): Floor {
  const left = names.filter((_, at) => after[at]);
  return {
    of: names.length,
    in: left.length,
    lit: packBits(after),
    changed: packBits(after.map((lit, at) => lit !== before[at])),
    names: names.length > limits.floorNamesMax ? null : [...names],
    called: left.length > limits.floorLastMax ? [] : left.map((name) => ({ name, unitName: 'Huyện Thạch Hà' })),
  };
}

export function sampleRun(stage: StageView, part: Partial<McRun> = {}): McRun {
  return {
    runId: stage.runId,
    showId: '00000000-0000-4000-8000-00000000cccc',
    seq: 7,
    driver: 'may-nay',
    stage,
    figures: sampleFigures,
    resending: 0,
    now: {
      kind: 'question',
      title: null,
      questionText: sampleQuestion.text,
      seconds: 20,
      minutes: 3,
      notes: 'Mời đại diện Sở lên sân khấu.',
      question: {
        ...sampleQuestion,
        right: ['b'],
        words: [],
        explanation: revealedKey.explanation,
        source: revealedKey.source,
      },
      award: null,
    },
    next: {
      kind: 'board',
      title: sampleText('Bảng điểm'),
      questionText: null,
      seconds: null,
      minutes: null,
      notes: '',
      question: null,
      award: null,
    },
    nextStep: 'open-question',
    canUndo: true,
    canBack: true,
    cues: [],
    clock: { startedAtMs: null, cueSinceMs: 1_000_000, beforeMs: 0, currentMs: 180_000, totalMs: 600_000 },
    given: null,
    top: [],
    players: [{ playerId: 's1', name: 'Người Lạ', unitName: null, connected: true, timeFactor: 1 }],
    names: { naming: stage.naming, waiting: 0, next: [] },
    launchPath: null,
    tied: null,
    following: 0,
    unfreezes: null,
    rulable: null,
    ...part,
  };
}
