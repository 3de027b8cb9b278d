import type { RehearsalLatency, RehearsalReport, VerdictCheck } from '@hoithi/shared/contract/rehearsal';
import { type PaperLanguage, printCount } from '../../documents/print-values.ts';
import { type RehearsalWords, rehearsalWords } from './rehearsal-words.ts';

/** The rows of the tables of the capacity report, in words. SPEC Y6. */

const gibibyte = 1024 ** 3;
const atLeastChecks: ReadonlySet<VerdictCheck['id']> = new Set(['end', 'joined', 'submitted']);
const timeChecks: ReadonlySet<VerdictCheck['id']> = new Set(['answer', 'join', 'reconnect', 'clock']);

export function printTools(lang: PaperLanguage) {
  const decimal = (value: number, digits: number): string => {
    const [whole = '0', part] = value.toFixed(digits).split('.');
    return `${printCount(Number(whole), lang)}${part === undefined ? '' : `${lang === 'vi' ? ',' : '.'}${part}`}`;
  };
  return {
    decimal,
    ms: (value: number) =>
      value < 1_000
        ? `${decimal(value, value < 10 ? 1 : 0)} ms`
        : `${decimal(value / 1000, value % 1000 === 0 ? 0 : 2)} ${rehearsalWords[lang].second}`,
    seconds: (value: number) => `${decimal(value, 0)} ${rehearsalWords[lang].second}`,
    percent: (value: number) => (lang === 'vi' ? `${value}\u00a0%` : `${value}%`),
    memory: (bytes: number) =>
      bytes < gibibyte ? `${decimal(bytes / 1024 ** 2, 0)} MiB` : `${decimal(bytes / gibibyte, 1)} GiB`,
    count: (value: number) => printCount(value, lang),
  };
}

export function workloadRows(
  { workload, questions, besideOpenRound }: RehearsalReport,
  lang: PaperLanguage,
): string[][] {
  const words = rehearsalWords[lang];
  const print = printTools(lang);
  return [
    [words.people, print.count(workload.people)],
    [words.questions, print.count(questions)],
    [words.seconds, print.seconds(workload.seconds)],
    [words.join, print.seconds(workload.joinSeconds)],
    [
      words.lock,
      workload.lockPercent === 0
        ? words.no
        : words.lockValue(print.percent(workload.lockPercent), print.seconds(workload.lockSeconds)),
    ],
    [words.drop, words.ofPeople(print.percent(workload.dropPercent))],
    [words.slow, words.ofPeople(print.percent(workload.slowPercent))],
    [words.resend, words.ofAnswers(print.percent(workload.resendPercent))],
    [words.beside, besideOpenRound ? words.yes : words.no],
  ];
}

export function verdictRows({ checks }: RehearsalReport, lang: PaperLanguage): { cells: string[]; passed: boolean }[] {
  const words = rehearsalWords[lang];
  const print = printTools(lang);
  const value = (id: VerdictCheck['id'], of: number): string => {
    if (id === 'end') return of === 1 ? words.yes : words.no;
    return timeChecks.has(id) ? print.ms(of) : print.count(of);
  };
  return checks.map(({ id, measured, limit, passed }) => ({
    passed,
    cells: [
      words.checks[id],
      measured === null ? words.notMeasured : value(id, measured),
      id === 'end' ? words.yes : `${atLeastChecks.has(id) ? words.atLeast : words.atMost} ${value(id, limit)}`,
      passed ? words.passed : words.failed,
    ],
  }));
}

export function latencyRows({ figures }: RehearsalReport, lang: PaperLanguage): string[][] {
  const words = rehearsalWords[lang];
  const print = printTools(lang);
  const row = (name: string, latency: RehearsalLatency | null): string[] =>
    latency
      ? [name, print.count(latency.count), print.ms(latency.p50), print.ms(latency.p99), print.ms(latency.max)]
      : [name, '0', '', '', ''];
  if (!figures) return [];
  return (['join', 'start', 'answer', 'reconnect'] as const).map((id) => row(words.latency[id], figures[id]));
}

export function countRows({ figures, audit }: RehearsalReport, lang: PaperLanguage): string[][] {
  const words = rehearsalWords[lang];
  const { count } = printTools(lang);
  return [
    ...(figures
      ? [
          [words.answers, count(figures.answersAcked)],
          [words.peak, count(figures.answersPeak)],
          [words.resent, count(figures.resent)],
        ]
      : []),
    ...(audit
      ? [
          [words.audited, count(audit.claimed)],
          [words.submissions, count(audit.submissions)],
        ]
      : []),
  ];
}

export function machineRows(report: RehearsalReport, lang: PaperLanguage): string[][] {
  const words: RehearsalWords = rehearsalWords[lang];
  const print = printTools(lang);
  const crowd = report.figures?.crowd;
  const { servers, stores, proxies } = report;
  return [
    ...(crowd ? [[words.address, crowd.address]] : []),
    ...(proxies ? [[words.proxies, words.proxiesValue(proxies.trusted, proxies.seen)]] : []),
    ...servers.map((own, at) => [
      words.server(at + 1, servers.length),
      `${words.serverValue(own.cores, print.memory(own.memoryBytes), own.os, own.node.replace(/^v/, ''))}; ${words.serverLoad(print.decimal(own.cpuShare, 2), print.memory(own.rssBytes), print.ms(own.loopP99Ms))}`,
    ]),
    [words.database, stores.database],
    [words.rankings, stores.rankings === 'memory' ? words.memoryStore : stores.rankings],
    ...(crowd
      ? [
          [
            words.crowd,
            `${report.sameMachine ? words.same : words.apart}; ${words.serverValue(crowd.cores, print.memory(crowd.memoryBytes), crowd.os, crowd.node.replace(/^v/, ''))}; ${words.crowdLoad(print.decimal(crowd.cpuShare, 2), print.ms(crowd.loopP99Ms))}`,
          ],
        ]
      : []),
  ];
}
