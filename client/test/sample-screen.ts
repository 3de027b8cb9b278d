import type { PublicResults, Winner } from '@hoithi/shared/contract/results';
import type { McView, ScreenView } from '@hoithi/shared/contract/screen';
import { sampleNowMs, sampleParticipation } from './sample-participation.ts';
import { samplePrize } from './sample-prize.ts';

/** Views of the screen and the MC, with winners. Used by tests alone. */
export function sampleWinner(part: Partial<Winner>): Winner {
  return {
    ...samplePrize(2, 500_000),
    rank: 3,
    name: 'Trần X. T.',
    unitName: 'Sở Y tế',
    points: 15,
    elapsedMs: 65_000,
    prediction: null,
    predictionError: null,
    submittedAtMs: sampleNowMs,
    decidedBy: null,
    toDecide: false,
    ...part,
  };
}

export function sampleResults(winners: Winner[]): PublicResults {
  return {
    schema: 2,
    contest: {
      slug: 'cds',
      name: sampleParticipation().contest.name,
      host: sampleParticipation().contest.host,
      demo: false,
    },
    round: { ordinal: 1, label: { vi: 'Tuần 1', en: 'Week 1' }, opensAtMs: 0, closesAtMs: 1 },
    rulesVersion: 1,
    standingVersion: 1,
    computedAtMs: sampleNowMs,
    publishedAtMs: sampleNowMs,
    decision: null,
    counts: { attempts: 1, roundPersons: 1, sumOfRoundPersons: 1, contestPersons: 1, allCorrectPersons: 1 },
    meanPoints: null,
    pointsMax: 15,
    prediction: null,
    ladder: ['score', 'elapsed'],
    bands: [],
    winners,
    units: [],
    answers: null,
  };
}

export function sampleScreenView(part: Partial<ScreenView> = {}): ScreenView {
  return {
    version: 1,
    picture: 'welcome',
    joinUrl: 'https://thi.example.vn/c/cds',
    participation: sampleParticipation(),
    everyUnit: null,
    results: null,
    show: null,
    ...part,
  };
}

export function sampleMcView(part: Partial<McView> = {}): McView {
  const { everyUnit: _screensOnly, ...screen } = sampleScreenView();
  return {
    ...screen,
    show: { shows: [], run: null, last: null },
    screenPath: '/man-hinh/bi-mat-cua-hoi-truong',
    screensConnected: 0,
    corner: false,
    sound: { setting: { on: false, volume: 70, bed: 'cue', captions: false }, sounds: [], silent: 0, missing: [] },
    ...part,
  };
}
