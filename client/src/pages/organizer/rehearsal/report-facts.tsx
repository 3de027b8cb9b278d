import type { RehearsalReport } from '@hoithi/shared/contract/rehearsal';
import { useTranslation } from 'react-i18next';
import { Card } from '../../../ui/card.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import styles from './page.module.css';
import { useFigureWords } from './use-figure-words.ts';

type Fact = { key: string; name: string; value: string };

function Facts({ title, facts }: { title: string; facts: readonly Fact[] }) {
  return (
    <Card title={title}>
      <dl className={styles.facts}>
        {facts.map(({ key, name, value }) => (
          <div key={key} className={styles.fact}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

/** The workload exactly as it was run. */
export function WorkloadFacts({ report }: { report: RehearsalReport }) {
  const { t } = useTranslation('rehearsal');
  const { number } = useFormat();
  const { seconds } = useFigureWords();
  const { workload: work, figures, audit } = report;
  const fact = (
    key:
      | 'people'
      | 'questions'
      | 'seconds'
      | 'join'
      | 'lock'
      | 'drop'
      | 'slow'
      | 'resend'
      | 'beside'
      | 'answers'
      | 'peak'
      | 'audited',
    value: string,
  ): Fact => ({
    key,
    name: t(`facts.${key}`),
    value,
  });
  const lock = t('facts.lockValue', { percent: work.lockPercent, seconds: seconds(work.lockSeconds) });
  return (
    <Facts
      title={t('report.workload')}
      facts={[
        fact('people', number(work.people)),
        fact('questions', number(report.questions)),
        fact('seconds', seconds(work.seconds)),
        fact('join', seconds(work.joinSeconds)),
        fact('lock', work.lockPercent === 0 ? t('report.no') : lock),
        fact('drop', t('facts.ofPeople', { percent: work.dropPercent })),
        fact('slow', t('facts.ofPeople', { percent: work.slowPercent })),
        fact('resend', t('facts.ofAnswers', { percent: work.resendPercent })),
        fact('beside', t(report.besideOpenRound ? 'report.yes' : 'report.no')),
        ...(figures ? [fact('answers', number(figures.answersAcked)), fact('peak', number(figures.answersPeak))] : []),
        ...(audit ? [fact('audited', number(audit.claimed))] : []),
      ]}
    />
  );
}

/** On what it ran, and by what way. */
export function MachineFacts({ report }: { report: RehearsalReport }) {
  const { t } = useTranslation('rehearsal');
  const { number } = useFormat();
  const print = useFigureWords();
  const { figures, proxies, servers, stores, sameMachine } = report;
  const machine = (of: { cores: number; memoryBytes: number; os: string; node: string }): string =>
    t('facts.machine', {
      count: of.cores,
      cores: of.cores,
      memory: print.memory(of.memoryBytes),
      os: of.os,
      node: of.node.replace(/^v/, ''),
    });
  const load = (cpuShare: number, rssBytes: number, lateMs: number): string =>
    t('facts.load', { cpu: number(cpuShare, 2), memory: print.memory(rssBytes), late: print.ms(lateMs) });
  const facts: Fact[] = [
    ...(figures ? [{ key: 'address', name: t('facts.address'), value: figures.crowd.address }] : []),
    ...(proxies ? [{ key: 'proxies', name: t('facts.proxies'), value: t('facts.proxiesValue', proxies) }] : []),
    ...servers.map((own) => ({
      key: own.processId,
      name: t('facts.server'),
      value: `${machine(own)}; ${load(own.cpuShare, own.rssBytes, own.loopP99Ms)}`,
    })),
    { key: 'database', name: t('facts.database'), value: stores.database },
    {
      key: 'rankings',
      name: t('facts.rankings'),
      value: stores.rankings === 'memory' ? t('facts.memoryStore') : stores.rankings,
    },
    ...(figures
      ? [
          {
            key: 'crowd',
            name: t('facts.crowd'),
            value: `${t(sameMachine ? 'facts.same' : 'facts.apart')}; ${machine(figures.crowd)}`,
          },
        ]
      : []),
  ];
  return <Facts title={t('report.machines')} facts={facts} />;
}
