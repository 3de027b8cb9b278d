import { parseArgs } from 'node:util';
import type { Pacing } from './stage/organizer.ts';

export type RoundFlags = {
  startsPerSecond: number;
  seconds: number;
  /** Attempts open together at most: what the starts do not reach is opened beforehand and left idle. */
  openMax: number;
  thinkMs: { leastMs: number; mostMs: number };
  rampPerSecond: number;
  pacing: Pacing;
  embedded: boolean;
  profileDir: string | null;
  keep: boolean;
};
export type StandingFlags = {
  attempts: number;
  persons: number;
  embedded: boolean;
  profileDir: string | null;
  keep: boolean;
};
export type ShowFlags = {
  players: number;
  questions: number;
  /** Taking seats at once. */
  atOnce: number;
  embedded: boolean;
  profileDir: string | null;
  keep: boolean;
};
export type Flags =
  | { run: 'round'; flags: RoundFlags }
  | { run: 'standing'; flags: StandingFlags }
  | { run: 'show'; flags: ShowFlags };

export const usage = `npm run load -- round [--starts-per-second 50] [--seconds 120] [--open-max 12000] [--think 4-24]
                       [--ramp-per-second 100] [--pacing one-by-one|paper] [--embedded]
npm run load -- standing [--attempts 500000] [--persons 300000]
npm run load -- show [--players 1000] [--questions 4] [--at-once 64] [--embedded]
All: [--cpu-prof folder] leaves a profile of the server; [--no-keep] does not write RESULTS.md.`;

function readNumber(name: string, text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  const value = Number(text);
  if (!(value > 0)) throw new Error(`--${name}: write a number above 0\n${usage}`);
  return value;
}

function readThink(text: string): { leastMs: number; mostMs: number } {
  const range = text.match(/^(\d+(?:\.\d+)?)-(\d+(?:\.\d+)?)$/);
  const [leastMs, mostMs] = [Number(range?.[1]) * 1000, Number(range?.[2]) * 1000];
  if (!(leastMs <= mostMs)) throw new Error(`--think: write seconds from least to most, such as 4-24\n${usage}`);
  return { leastMs, mostMs };
}

/** Reads the command line, or throws with what is wrong. The embedded store is asked for a tenth by default. */
export function readFlags(argv: readonly string[]): Flags {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      'starts-per-second': { type: 'string' },
      seconds: { type: 'string' },
      'open-max': { type: 'string' },
      think: { type: 'string' },
      'ramp-per-second': { type: 'string' },
      pacing: { type: 'string' },
      attempts: { type: 'string' },
      persons: { type: 'string' },
      players: { type: 'string' },
      questions: { type: 'string' },
      'at-once': { type: 'string' },
      embedded: { type: 'boolean' },
      'cpu-prof': { type: 'string' },
      'no-keep': { type: 'boolean' },
    },
  });
  const embedded = values.embedded ?? false;
  const both = { embedded, profileDir: values['cpu-prof'] ?? null, keep: !values['no-keep'] };
  const [run] = positionals;
  if (run === 'standing') {
    const attempts = readNumber('attempts', values.attempts, 500_000);
    const persons = Math.min(attempts, readNumber('persons', values.persons, Math.ceil(attempts * 0.6)));
    return { run, flags: { ...both, attempts, persons } };
  }
  if (run === 'show') {
    const players = Math.round(readNumber('players', values.players, 1_000));
    const questions = Math.round(readNumber('questions', values.questions, 4));
    const atOnce = Math.round(readNumber('at-once', values['at-once'], 64));
    return { run, flags: { ...both, players, questions, atOnce } };
  }
  if (run !== 'round') throw new Error(usage);
  const startsPerSecond = readNumber('starts-per-second', values['starts-per-second'], embedded ? 5 : 50);
  const seconds = readNumber('seconds', values.seconds, 120);
  const pacing = values.pacing ?? 'one-by-one';
  if (pacing !== 'one-by-one' && pacing !== 'paper') throw new Error(`--pacing: one-by-one or paper\n${usage}`);
  const openMax = readNumber('open-max', values['open-max'], embedded ? startsPerSecond * seconds : 12_000);
  return {
    run,
    flags: {
      ...both,
      startsPerSecond,
      seconds,
      openMax,
      pacing,
      thinkMs: readThink(values.think ?? '4-24'),
      rampPerSecond: readNumber('ramp-per-second', values['ramp-per-second'], 100),
    },
  };
}
