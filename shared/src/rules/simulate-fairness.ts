import type { TimeResolution } from '../contract/rules.ts';
import { ShowRules } from '../contract/show-file.ts';
import { answerElapsedMs, atResolution } from './elapsed.ts';
import { contradictsPong, creditAnswer, type LagCredit } from './lag-credit.ts';
import { seededRandom } from './random.ts';
import { acceptShowAnswer } from './show/accept-show-answer.ts';
import { countedMs, pointsFor } from './show/score-show.ts';

/**
 * Who is ahead of whom when two equally able people answer the same questions over different networks: the rules that the
 * server runs, people and networks drawn from a seed, nothing sent anywhere.
 *
 * The model: a person thinks for a time that is lognormal around the pace of the questions; `alike` is the part of its
 * spread that a hard or an easy question gives both people, `own` the rest. One way of the network takes half its round
 * trip and an exponential jitter of a tenth of that; one message in a hundred is lost and sent again. The server knows of
 * it what it measures: the smallest of the last three pongs. Node does not offer the kernel's own round trip of a connection
 * (TCP_INFO), so a device that holds back both pongs and answers looks like one that is far away.
 */
export type Pace = { medianMs: number; own: number; alike: number };
export const paces = {
  /** Known questions, tapped at once. */
  quick: { medianMs: 1_500, own: 0.3, alike: 0.2 },
  lively: { medianMs: 3_000, own: 0.35, alike: 0.3 },
  usual: { medianMs: 6_000, own: 0.45, alike: 0.35 },
  slow: { medianMs: 12_000, own: 0.5, alike: 0.4 },
} as const satisfies Record<string, Pace>;

/** claimMs: how long the device holds every pong back; 0: an honest one. */
export type Network = { roundTripMs: number; claimMs: number };
type Timing = { resolution: TimeResolution; lagCredit: LagCredit };
/** How time is counted: in an attempt, or in a show. */
export type Setting =
  | { play: 'one-by-one' | 'paper'; time: Timing }
  | { play: 'show'; rules: ShowRules; seconds: number };
/** `right`: the share of questions that both answer right. */
export type Stage = { setting: Setting; pace: Pace; right: number; questions: number };

const lostShare = 0.01;
const sentAgainMs = 200;
const jitterShare = 0.1;
const leastThinkingMs = 250;

/** How often the first of two people is ahead over so many rounds, a shared place counted as half. */
export function shareOfWins(stage: Stage, first: Network, second: Network, rounds: number, seed: string): number {
  const random = seededRandom(seed);
  let wins = 0;
  for (let round = 0; round < rounds; round++) {
    const hardness = Array.from({ length: stage.questions }, () => normal(random));
    const [one, other] = [first, second].map((network) => playRound(stage, network, hardness, random)) as [End, End];
    const ahead = one.score - other.score || other.timeMs - one.timeMs;
    wins += ahead > 0 ? 1 : ahead === 0 ? 0.5 : 0;
  }
  return wins / rounds;
}

type End = { score: number; timeMs: number };

function playRound(stage: Stage, network: Network, hardness: readonly number[], random: () => number): End {
  const { setting, pace, right } = stage;
  const answers = hardness.map((hard) => ({
    thinkingMs: Math.max(leastThinkingMs, pace.medianMs * Math.exp(pace.alike * hard + pace.own * normal(random))),
    right: random() < right,
  }));
  const connection = new Connection(network, random);
  if (setting.play === 'show') return playShow(setting, answers, connection);
  return setting.play === 'paper'
    ? sitPaper(setting.time, answers, connection)
    : sitOneByOne(setting.time, answers, connection);
}

type Answers = readonly { thinkingMs: number; right: boolean }[];
const countRight = (answers: Answers): number => answers.filter((answer) => answer.right).length;

/** Each question is sent with the ack of the one before, so both ways are in its time. */
function sitOneByOne({ lagCredit, resolution }: Timing, answers: Answers, connection: Connection): End {
  let quotaMs = lagCredit.quotaMs;
  let contradicted = 0;
  let timeMs = 0;
  for (const { thinkingMs } of answers) {
    connection.ping();
    const rawMs = Math.round(connection.oneWayMs() + thinkingMs + connection.oneWayMs());
    const roundTripMs = connection.roundTripMs();
    const credit = creditAnswer(roundTripMs, quotaMs, lagCredit, rawMs, contradicted);
    if (contradictsPong(roundTripMs, rawMs)) contradicted += 1;
    quotaMs = credit.quotaAfterMs;
    timeMs += answerElapsedMs(0, rawMs, credit.creditMs);
  }
  return { score: countRight(answers), timeMs: atResolution(timeMs, resolution) };
}

/** The paper is sent once, and the time ends with the submission. */
function sitPaper({ lagCredit, resolution }: Timing, answers: Answers, connection: Connection): End {
  for (let pings = 0; pings < 3; pings++) connection.ping();
  const thinkingMs = answers.reduce((sum, answer) => sum + answer.thinkingMs, 0);
  const rawMs = Math.round(connection.oneWayMs() + thinkingMs + connection.oneWayMs());
  const { creditMs } = creditAnswer(connection.roundTripMs(), lagCredit.quotaMs, lagCredit, rawMs);
  return { score: countRight(answers), timeMs: atResolution(answerElapsedMs(0, rawMs, creditMs), resolution) };
}

/** Everybody sees the question at the same instant; only the way back is in the time. */
function playShow(
  { rules, seconds }: { rules: ShowRules; seconds: number },
  answers: Answers,
  connection: Connection,
): End {
  let quotaMs = rules.lagCredit.quotaMs;
  let contradicted = 0;
  const end: End = { score: 0, timeMs: 0 };
  for (const { thinkingMs, right } of answers) {
    connection.ping();
    const judged = acceptShowAnswer({
      timeFactor: 1,
      asking: {
        asking: 1,
        cueIndex: 1,
        opensAtMs: 0,
        locksAtMs: seconds * 1000,
        revealed: false,
        undone: false,
        ruled: null,
        buzz: null,
      },
      wanted: 1,
      rules,
      given: 'a',
      kind: 'one',
      playing: true,
      arrivedAtMs: Math.round(thinkingMs + connection.oneWayMs()),
      roundTripMs: connection.roundTripMs(),
      quotaMs,
      contradicted,
      previous: null,
    });
    if (!judged.ok) continue; // too late
    quotaMs = judged.value.quotaAfterMs;
    contradicted = judged.value.contradicted;
    if (!right) continue;
    if (rules.mode === 'speed') end.score += pointsFor(rules, seconds, judged.value.elapsedMs);
    else {
      end.score += 1;
      end.timeMs += countedMs(rules, judged.value.elapsedMs);
    }
  }
  return end;
}

class Connection {
  readonly #network: Network;
  readonly #random: () => number;
  #pongs: number[] = [];

  constructor(network: Network, random: () => number) {
    this.#network = network;
    this.#random = random;
  }

  oneWayMs(): number {
    const { roundTripMs } = this.#network;
    const lost = this.#random() < lostShare ? roundTripMs + sentAgainMs : 0;
    return (roundTripMs / 2) * (1 - jitterShare * Math.log(1 - this.#random())) + lost;
  }

  ping(): void {
    this.#pongs = [...this.#pongs.slice(-2), this.oneWayMs() + this.oneWayMs() + this.#network.claimMs];
  }

  /** As the server measures it: the smallest of the last three. */
  roundTripMs(): number | null {
    return this.#pongs.length === 0 ? null : Math.round(Math.min(...this.#pongs));
  }
}

/** Around 0 with a spread of 1. Source: Box and Muller, 1958. */
const normal = (random: () => number): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

export const showSetting = (rules: Partial<ShowRules>, seconds = 20): Setting => ({
  play: 'show',
  rules: ShowRules.parse(rules),
  seconds,
});
