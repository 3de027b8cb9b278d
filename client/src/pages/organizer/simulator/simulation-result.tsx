import type { Simulated } from '@hoithi/shared/rulebook/simulate/simulate';
import { useTranslation } from 'react-i18next';
import { Card } from '../../../ui/card.tsx';
import { Figure } from '../../../ui/figure.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { Deciders } from './deciders.tsx';
import styles from './page.module.css';
import type { Named, SimulationNews } from './simulate-worker.ts';

type Done = Extract<SimulationNews, { is: 'done' }>;

/** What the rules come to: first what has to be known before signing, then who decides the prizes, then round by round. */
export function SimulationResult({ done, startsPerSecond }: { done: Done; startsPerSecond: number }) {
  const { t } = useTranslation('simulator');
  const { number, rate, locale } = useFormat();
  const { result, rounds } = done;
  const most = [...result.rounds].sort((a, b) => b.allRight - a.allRight)[0];
  const undecided = result.awards.reduce((sum, award) => sum + award.undecidedPeople, 0);
  const toDraw = result.awards.reduce((sum, award) => sum + award.toDraw, 0);
  const given = result.awards.reduce((sum, award) => sum + award.prizes, 0);
  const taken = result.awards.reduce((sum, award) => sum + award.takenAway, 0);
  const peak = Math.max(0, ...result.rounds.map((round) => round.startsPerSecondAtPeak));
  const money = (value: number) =>
    new Intl.NumberFormat(locale, {
      style: 'currency',
      currency: result.budget.currency,
      maximumFractionDigits: 0,
    }).format(value);
  return (
    <>
      <Card title={t('known.title')}>
        <dl className={styles.figures}>
          <Figure of={t('known.allRight')} value={most ? number(most.allRight) : '0'}>
            {most &&
              t('known.ofPeople', {
                share: rate(most.people === 0 ? 0 : most.allRight / most.people),
                people: number(most.people),
              })}
          </Figure>
          <Figure of={t('known.undecided')} value={number(undecided)}>
            {undecided > 0 ? t('known.undecidedNote') : t('known.decidedNote')}
          </Figure>
          {toDraw > 0 && <Figure of={t('known.toDraw')} value={number(toDraw)} />}
          <Figure of={t('known.prizes')} value={number(given)}>
            {t('known.capped', { passedOn: number(result.passedOn), taken: number(taken) })}
          </Figure>
          <Figure of={t('known.budget')} value={money(result.budget.given)}>
            {t('known.stated', { stated: money(result.budget.stated) })}
          </Figure>
          <Figure of={t('known.messages')} value={number(result.messages)}>
            {t('known.messagesNote')}
          </Figure>
          <Figure of={t('known.peak')} value={t('known.perSecond', { shown: number(peak, peak < 10 ? 1 : 0) })}>
            {t(peak > startsPerSecond ? 'known.tooMany' : 'known.carries', {
              carries: number(startsPerSecond),
              share: rate(peak / Math.max(1, startsPerSecond)),
            })}
          </Figure>
          {result.targetsReached + result.targetsMissed > 0 && (
            <Figure of={t('known.targets')} value={number(result.targetsReached)}>
              {t('known.targetsOf', { all: number(result.targetsReached + result.targetsMissed) })}
            </Figure>
          )}
        </dl>
      </Card>
      <Deciders done={done} />
      <RoundTable rounds={result.rounds} names={rounds} />
    </>
  );
}

function RoundTable({ rounds, names }: { rounds: Simulated['rounds']; names: Named }) {
  const { t } = useTranslation('simulator');
  const { number, rate, local } = useFormat();
  return (
    <Card title={t('rounds.title')}>
      <div className={styles.scroll}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('rounds.round')}</th>
              <th scope="col">{t('rounds.people')}</th>
              <th scope="col">{t('rounds.attempts')}</th>
              <th scope="col">{t('rounds.allRight')}</th>
              <th scope="col">{t('rounds.peak')}</th>
            </tr>
          </thead>
          <tbody>
            {rounds.map((round) => {
              const label = names[round.id];
              return (
                <tr key={round.id}>
                  <th scope="row">{label ? local(label) : round.id}</th>
                  <td>{number(round.people)}</td>
                  <td>{number(round.attempts)}</td>
                  <td>
                    {t('rounds.share', {
                      count: round.allRight,
                      shown: number(round.allRight),
                      share: rate(round.people === 0 ? 0 : round.allRight / round.people),
                    })}
                  </td>
                  <td>{number(round.startsPerSecondAtPeak, 2)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </Card>
  );
}
