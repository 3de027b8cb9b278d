import { parseArgs } from 'node:util';
import type { Pacing } from './stage/organizer.ts';

/** What every scenario takes. `runs`: how often the whole scenario is run; the report has the medians. */
export type CommonFlags = { runs: number; profileDir: string | null; save: boolean; processes: number };
export type ThinkMs = { leastMs: number; mostMs: number };

export type RoundFlags = CommonFlags & {
  startsPerSecond: number;
  seconds: number;
  /** Attempts open together at most: what the starts do not reach is opened beforehand and left idle. */
  openMax: number;
  thinkMs: ThinkMs;
  rampPerSecond: number;
  pacing: Pacing;
  embedded: boolean;
  /** Attempts of others that lie in the ledger before anybody comes. */
  ledger: number;
};
/** `standings`: one of all, the others of a group each, whose members share the people. */
export type StandingFlags = CommonFlags & { attempts: number; persons: number; standings: number };
/** `atOnce`: how many join at once. */
export type ShowFlags = CommonFlags & { players: number; questions: number; atOnce: number; embedded: boolean };
/** `otherRate`: attempts a second of the second stretch with watchers. `persons` take turns. */
export type UnitsFlags = CommonFlags & {
  units: number;
  leaders: number;
  screens: number;
  attemptsPerSecond: number;
  otherRate: number;
  seconds: number;
  persons: number;
  questions: number;
};
/**
 * `inside` answer before and during the rush; `persons` press start evenly at random within `withinSeconds`.
 * `letIn`: starts a second that the server lets in for long; null: its own default.
 */
export type RushFlags = CommonFlags & {
  persons: number;
  withinSeconds: number;
  inside: number;
  admitted: number | null;
  thinkMs: ThinkMs;
};
export const faultNames = ['kill', 'freeze', 'redis', 'postgres', 'cut', 'hold', 'silent', 'proxy'] as const;
export type FaultName = (typeof faultNames)[number];
/** `calmSeconds`: undisturbed answers before each fault and after everybody is back. */
export type FaultsFlags = CommonFlags & {
  persons: number;
  calmSeconds: number;
  freezeSeconds: number;
  /** Which of the faults, in the order they are listed. */
  only: readonly FaultName[];
  thinkMs: ThinkMs;
};
export type SoakFlags = CommonFlags & { startsPerSecond: number; seconds: number; questions: number; thinkMs: ThinkMs };

/** `persons` answer; each flood lasts `seconds`; `idle` sockets come and stay. */
export type AttackFlags = CommonFlags & { persons: number; seconds: number; idle: number; thinkMs: ThinkMs };
/** `attempts` of the filled contest; `inside` people answer in another one, `seconds` a stretch. */
export type ProofFlags = CommonFlags & {
  attempts: number;
  persons: number;
  inside: number;
  seconds: number;
  thinkMs: ThinkMs;
};
export type StartFlags = CommonFlags;
/** `questions`: of one bank. `attempts`: of the round whose figures are read. */
export type BankFlags = CommonFlags & { questions: number; attempts: number };
/** `perSecond`: how many of each step begin a second. */
export type CostFlags = CommonFlags & { persons: number; perSecond: number; questions: number };

export type Flags =
  | { run: 'round'; flags: RoundFlags }
  | { run: 'standing'; flags: StandingFlags }
  | { run: 'show'; flags: ShowFlags }
  | { run: 'units'; flags: UnitsFlags }
  | { run: 'rush'; flags: RushFlags }
  | { run: 'faults'; flags: FaultsFlags }
  | { run: 'soak'; flags: SoakFlags }
  | { run: 'cost'; flags: CostFlags }
  | { run: 'attack'; flags: AttackFlags }
  | { run: 'screen'; flags: CommonFlags }
  | { run: 'start'; flags: StartFlags }
  | { run: 'bank'; flags: BankFlags }
  | { run: 'proof'; flags: ProofFlags };

export const usage = `npm run load -- round [--starts-per-second 50] [--seconds 120] [--open-max 12000] [--think 4-24]
                       [--ramp-per-second 100] [--pacing one-by-one|paper] [--embedded] [--ledger 500000]
npm run load -- standing [--attempts 500000] [--persons 300000] [--standings 1]
npm run load -- show [--players 1000] [--questions 4] [--at-once 64] [--embedded]
npm run load -- units [--units 400] [--leaders 400] [--screens 20] [--attempts-per-second 200] [--other-rate 50]
                       [--seconds 30] [--persons 2000] [--questions 3]
npm run load -- rush [--persons 2000] [--within 10] [--inside 500] [--let-in 100] [--think 1-3]
npm run load -- faults [--persons 400] [--calm 5] [--freeze 10] [--think 0.5-2]
                       [--only ${faultNames.join(',')}]
npm run load -- soak [--starts-per-second 10] [--seconds 120] [--questions 5] [--think 1-3]
npm run load -- cost [--persons 600] [--per-second 150] [--questions 5]
npm run load -- attack [--persons 50] [--seconds 5] [--idle 4000] [--think 1.5-2]
npm run load -- screen
npm run load -- start [--runs 5]
npm run load -- bank [--questions 20000] [--attempts 20000]
npm run load -- proof [--attempts 500000] [--persons 300000] [--inside 100] [--seconds 30] [--think 0.5-2]
All: [--runs 1] runs it that often and prints medians; [--cpu-prof folder] leaves a profile of the server;
     [--no-save] does not write RESULTS.md.
round, show: [--processes 1] processes of the server behind one address.`;

const options = {
  'starts-per-second': { type: 'string' },
  seconds: { type: 'string' },
  'open-max': { type: 'string' },
  think: { type: 'string' },
  'ramp-per-second': { type: 'string' },
  pacing: { type: 'string' },
  ledger: { type: 'string' },
  idle: { type: 'string' },
  attempts: { type: 'string' },
  standings: { type: 'string' },
  persons: { type: 'string' },
  'per-second': { type: 'string' },
  players: { type: 'string' },
  questions: { type: 'string' },
  'at-once': { type: 'string' },
  units: { type: 'string' },
  leaders: { type: 'string' },
  screens: { type: 'string' },
  'attempts-per-second': { type: 'string' },
  'other-rate': { type: 'string' },
  within: { type: 'string' },
  inside: { type: 'string' },
  'let-in': { type: 'string' },
  calm: { type: 'string' },
  freeze: { type: 'string' },
  only: { type: 'string' },
  runs: { type: 'string' },
  processes: { type: 'string' },
  embedded: { type: 'boolean' },
  'cpu-prof': { type: 'string' },
  'no-save': { type: 'boolean' },
} as const;
type Values = { [K in keyof typeof options]?: (typeof options)[K]['type'] extends 'string' ? string : boolean };
type NumberFlag = Exclude<keyof typeof options, 'embedded' | 'no-save' | 'think' | 'pacing' | 'cpu-prof' | 'only'>;

function readNumber(values: Values, name: NumberFlag, otherwise: number): number {
  const text = values[name];
  if (text === undefined) return otherwise;
  const value = Number(text);
  if (!(value > 0)) throw new Error(`--${name}: write a number above 0\n${usage}`);
  return value;
}
const readCount = (values: Values, name: NumberFlag, otherwise: number): number =>
  Math.max(1, Math.round(readNumber(values, name, otherwise)));

function readThink(text: string): ThinkMs {
  const range = text.match(/^(\d+(?:\.\d+)?)-(\d+(?:\.\d+)?)$/);
  const [leastMs, mostMs] = [Number(range?.[1]) * 1000, Number(range?.[2]) * 1000];
  if (!(leastMs <= mostMs)) throw new Error(`--think: write seconds from least to most, such as 4-24\n${usage}`);
  return { leastMs, mostMs };
}

function readFaults(text: string | undefined): readonly FaultName[] {
  if (text === undefined) return faultNames;
  const wanted = text.split(',');
  const unknown = wanted.find((name) => !faultNames.some((known) => known === name));
  if (unknown !== undefined) throw new Error(`--only: "${unknown}" is none of ${faultNames.join(', ')}\n${usage}`);
  return faultNames.filter((name) => wanted.includes(name));
}

/** The embedded store gets a tenth of the load by default. */
function readRound(values: Values, common: CommonFlags): RoundFlags {
  const embedded = values.embedded ?? false;
  if (embedded && values.ledger !== undefined)
    throw new Error(`--ledger: not with --embedded, whose store takes no rows from outside\n${usage}`);
  const startsPerSecond = readNumber(values, 'starts-per-second', embedded ? 5 : 50);
  const seconds = readNumber(values, 'seconds', 120);
  const pacing = values.pacing ?? 'one-by-one';
  if (pacing !== 'one-by-one' && pacing !== 'paper') throw new Error(`--pacing: one-by-one or paper\n${usage}`);
  return {
    ...common,
    embedded,
    startsPerSecond,
    seconds,
    pacing,
    openMax: readNumber(values, 'open-max', embedded ? startsPerSecond * seconds : 12_000),
    thinkMs: readThink(values.think ?? '4-24'),
    rampPerSecond: readNumber(values, 'ramp-per-second', 100),
    ledger: values.ledger === undefined ? 0 : readCount(values, 'ledger', 1),
  };
}

function readStanding(values: Values, common: CommonFlags): StandingFlags {
  const attempts = readNumber(values, 'attempts', 500_000);
  const persons = Math.min(attempts, readNumber(values, 'persons', Math.ceil(attempts * 0.6)));
  return { ...common, attempts, persons, standings: readNumber(values, 'standings', 1) };
}

/** Nobody sits two attempts at once, so there are ten seconds of people by default. */
function readUnits(values: Values, common: CommonFlags): UnitsFlags {
  const units = readCount(values, 'units', 400);
  const attemptsPerSecond = readNumber(values, 'attempts-per-second', 200);
  return {
    ...common,
    units,
    leaders: readCount(values, 'leaders', units),
    screens: readCount(values, 'screens', 20),
    attemptsPerSecond,
    otherRate: readNumber(values, 'other-rate', attemptsPerSecond / 4),
    seconds: readNumber(values, 'seconds', 30),
    persons: readCount(values, 'persons', attemptsPerSecond * 10),
    questions: readCount(values, 'questions', 3),
  };
}

/** Reads the command line, or throws with what is wrong. */
export function readFlags(argv: readonly string[]): Flags {
  const { values, positionals } = parseArgs({ args: [...argv], allowPositionals: true, options });
  const common: CommonFlags = {
    runs: readCount(values, 'runs', 1),
    profileDir: values['cpu-prof'] ?? null,
    save: !values['no-save'],
    processes: readCount(values, 'processes', 1),
  };
  const [run] = positionals;
  const thinkMs = (otherwise: string): ThinkMs => readThink(values.think ?? otherwise);
  const embedded = values.embedded ?? false;
  if (embedded && run !== 'round' && run !== 'show') throw new Error(`--embedded: for round and show alone\n${usage}`);
  if (run === 'round') return { run, flags: readRound(values, common) };
  if (run === 'standing') return { run, flags: readStanding(values, common) };
  if (run === 'units') return { run, flags: readUnits(values, common) };
  if (run === 'show') {
    const [players, questions] = [readCount(values, 'players', 1_000), readCount(values, 'questions', 4)];
    return { run, flags: { ...common, embedded, players, questions, atOnce: readCount(values, 'at-once', 64) } };
  }
  if (run === 'rush') {
    const [persons, inside] = [readCount(values, 'persons', 2_000), readCount(values, 'inside', 500)];
    const withinSeconds = readNumber(values, 'within', 10);
    const admitted = values['let-in'] === undefined ? null : readCount(values, 'let-in', 1);
    return { run, flags: { ...common, persons, inside, withinSeconds, admitted, thinkMs: thinkMs('1-3') } };
  }
  if (run === 'faults') {
    const [calmSeconds, freezeSeconds] = [readNumber(values, 'calm', 5), readNumber(values, 'freeze', 10)];
    const persons = readCount(values, 'persons', 400);
    const only = readFaults(values.only);
    return { run, flags: { ...common, persons, calmSeconds, freezeSeconds, only, thinkMs: thinkMs('0.5-2') } };
  }
  if (run === 'soak') {
    const [startsPerSecond, seconds] = [
      readNumber(values, 'starts-per-second', 10),
      readNumber(values, 'seconds', 120),
    ];
    const questions = readCount(values, 'questions', 5);
    return { run, flags: { ...common, startsPerSecond, seconds, questions, thinkMs: thinkMs('1-3') } };
  }
  if (run === 'cost') {
    const [persons, perSecond] = [readCount(values, 'persons', 600), readCount(values, 'per-second', 150)];
    return { run, flags: { ...common, persons, perSecond, questions: readCount(values, 'questions', 5) } };
  }
  if (run === 'attack') {
    const [persons, idle] = [readCount(values, 'persons', 50), readCount(values, 'idle', 4_000)];
    return {
      run,
      flags: { ...common, persons, idle, seconds: readNumber(values, 'seconds', 5), thinkMs: thinkMs('1.5-2') },
    };
  }
  if (run === 'screen') return { run, flags: common };
  if (run === 'start') return { run, flags: { ...common, runs: readCount(values, 'runs', 5) } };
  if (run === 'bank')
    return {
      run,
      flags: {
        ...common,
        questions: readCount(values, 'questions', 20_000),
        attempts: readCount(values, 'attempts', 20_000),
      },
    };
  if (run === 'proof') {
    const [inside, seconds] = [readCount(values, 'inside', 100), readNumber(values, 'seconds', 30)];
    return { run, flags: { ...readStanding(values, common), inside, seconds, thinkMs: thinkMs('0.5-2') } };
  }
  throw new Error(usage);
}
