import type { QuestionItem } from '../../contract/question.ts';
import type { Given } from '../../rules/questions/read-given.ts';
import { admitPeople } from '../judge/admit-people.ts';
import { allowAttempt } from '../judge/allow-attempt.ts';
import { type OpenRound, partOf } from '../judge/expand-rounds.ts';
import type { AttemptFacts } from '../judge/facts.ts';
import { type LevelledKey, markAttempt } from '../judge/mark-attempt.ts';
import { paperFor } from '../judge/paper-for.ts';
import type { Quiz } from '../model/round.ts';
import type { Chance } from './chance.ts';
import type { Crowd } from './crowd.ts';
import type { MadeLedger } from './made-ledger.ts';
import type { MadePerson } from './make-people.ts';

type Paper = Quiz['papers'][number];
const perStep = 2_000;
const rushMs = 8 * 3_600_000;

/** One round of the crowd: who comes, their attempts, guesses, and what shows and tables give. Pauses after so many people. */
export function* sitMadeRound(
  round: OpenRound,
  admitted: readonly MadePerson[],
  ledger: MadeLedger,
  crowd: Crowd,
  chance: Chance,
): Generator<void, void> {
  const coming = admitted.filter(() => chance.next() < crowd.takePart);
  const places = admitPeople(
    round,
    coming.map(({ facts }) => ({
      id: facts.id,
      registeredAtMs: facts.registeredAtMs,
      unit: facts.profile[0]?.unit ?? null,
    })),
  );
  const inside = new Set(places.admitted);
  const players = coming.filter(({ facts }) => inside.has(facts.id));
  for (const [at, person] of players.entries()) {
    sitQuiz(round, person, ledger, crowd, chance);
    fillTables(round, person, ledger, chance);
    if (at % perStep === perStep - 1) yield;
  }
  playShows(round, players, ledger, chance);
}

function sitQuiz(round: OpenRound, person: MadePerson, ledger: MadeLedger, crowd: Crowd, chance: Chance): void {
  const quiz = partOf(round, 'quiz');
  if (!quiz) return;
  const { id } = person.facts;
  const paper = paperFor(quiz, (population) => ledger.isIn(population, id, round));
  if (!paper) return;
  let startedAtMs = startOf(round, crowd, chance);
  const wanted = chance.times(crowd.attempts);
  for (let ordinal = 1; ordinal <= wanted && startedAtMs < round.closesAtMs; ordinal++) {
    const { left, nextAtMs } = allowAttempt(round, ledger.usedBy(id), startedAtMs, ledger.timezone);
    if (left === 0) break;
    startedAtMs = Math.max(startedAtMs, nextAtMs ?? 0);
    const attempt = sitPaper(round, quiz, paper, person, startedAtMs, crowd, chance);
    ledger.addAttempt({ ...attempt, ordinal });
    startedAtMs = attempt.submittedAtMs + 60_000 * (1 + chance.below(30));
  }
  if (partOf(round, 'prediction') && chance.next() < crowd.guess) {
    const about = crowd.people * crowd.takePart * (0.1 + 1.2 * chance.next());
    ledger.predictions.push({ roundId: round.id, personId: id, value: Math.round(about) });
  }
}

function sitPaper(
  round: OpenRound,
  quiz: Quiz,
  paper: Paper,
  { facts, skill, pace }: MadePerson,
  startedAtMs: number,
  { secondsPerQuestion }: Crowd,
  chance: Chance,
): AttemptFacts {
  const limitMs = Math.min((round.time.limitSeconds ?? Infinity) * 1000, Math.max(0, round.closesAtMs - startedAtMs));
  const key = keyOf(paper);
  const given = new Map<string, Given>();
  let thoughtMs = 0;
  for (const { questionId } of key) {
    const mostMs = (quiz.questionSeconds ?? Infinity) * 1000;
    thoughtMs += Math.min(mostMs, secondsPerQuestion * 1000 * pace * Math.exp(0.4 * chance.normal()));
    if (thoughtMs > limitMs) break; // what is left stays blank
    given.set(questionId, { optionIds: [chance.next() < skill ? 'right' : 'wrong'], typed: null });
  }
  const elapsedMs = Math.round(Math.min(thoughtMs, limitMs));
  return {
    ...{ personId: facts.id, roundId: round.id, ordinal: 1, startedAtMs, submittedAtMs: startedAtMs + elapsedMs },
    ...{ elapsedMs, elapsedToLastChangeMs: elapsedMs, voidedAtMs: null },
    ...markAttempt(key, given, quiz.points),
  };
}

const madeItem: QuestionItem = {
  kind: 'one',
  options: [
    { id: 'right', text: 'right' },
    { id: 'wrong', text: 'wrong' },
  ],
  right: ['right'],
};

/** A paper of made-up questions with the levels that its quotas name. */
function keyOf({ draw, count }: Paper): LevelledKey[] {
  const levels =
    draw.kind === 'bank' ? draw.perLevel.flatMap(({ level, count: n }) => Array.from({ length: n }, () => level)) : [];
  return Array.from({ length: count }, (_, n) => ({
    ...{ questionId: `q${n}`, item: madeItem },
    level: levels[n] ?? null,
  }));
}

function startOf({ opensAtMs, closesAtMs }: OpenRound, { rush }: Crowd, chance: Chance): number {
  const from = chance.next() < rush ? Math.max(opensAtMs, closesAtMs - rushMs) : opensAtMs;
  return Math.floor(from + chance.next() * (closesAtMs - from));
}

function fillTables(round: OpenRound, { facts, skill }: MadePerson, ledger: MadeLedger, chance: Chance): void {
  for (const part of round.parts) {
    if (part.kind !== 'table') continue;
    for (const { id: column, min, max } of part.columns) {
      const share = Math.min(1, Math.max(0, skill - 0.2 + 0.15 * chance.normal()));
      const value = Math.round((min + (max - min) * share) * 100) / 100;
      ledger.tables.push({ roundId: round.id, column, subject: facts.id, value, signedAtMs: round.closesAtMs });
    }
  }
}

function playShows(round: OpenRound, players: readonly MadePerson[], ledger: MadeLedger, chance: Chance): void {
  for (const part of round.parts) {
    if (part.kind !== 'show') continue;
    const luck = new Map(players.map((person) => [person, person.skill + 0.1 * chance.normal()]));
    const order = players.toSorted((one, other) => (luck.get(other) ?? 0) - (luck.get(one) ?? 0));
    for (const [at, { facts }] of order.entries()) {
      ledger.shows.push({
        roundId: round.id,
        showId: part.id,
        personId: facts.id,
        place: at + 1,
        points: order.length - at,
      });
    }
  }
}
