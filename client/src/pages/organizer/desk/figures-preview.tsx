import type { Change, FiguresReport, Percent } from '@hoithi/shared/contract/figures';
import { printHundredths, printPercent } from '@hoithi/shared/rules/percent';
import { useTranslation } from 'react-i18next';
import { Figure } from '../../../ui/figure.tsx';
import { Table } from '../../../ui/table.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import styles from './page.module.css';

/** The main figures of the report as the server sent them; nothing is computed here. SPEC C11, C17. */
export function FiguresPreview({ report }: { report: FiguresReport }) {
  const { t } = useTranslation(['figures', 'common']);
  const { number, locale, local, instant } = useFormat();
  const { counts, change, quality, submitted, standing } = report;
  const of = (part: Percent) =>
    t('of', {
      share: printPercent(part, locale),
      numerator: number(part.numerator),
      denominator: number(part.denominator),
    });
  const against = (changed: Change | undefined) => {
    if (!change || !changed) return null;
    const base = { round: local(change.label), before: number(changed.before) };
    if (changed.percent.hundredths === null) return t('noChange', base);
    const difference = changed.percent.numerator;
    const sign = difference > 0 ? '+' : '';
    return t('change', { ...base, sign, difference: number(difference), share: printPercent(changed.percent, locale) });
  };
  return (
    <section className={styles.reportPreview}>
      <p>
        <strong className={report.status === 'published' ? undefined : styles.reportPending}>
          {t(`status.${report.status}`)}
        </strong>{' '}
        <span>{t('computed', { at: instant(report.computedAtMs), rules: report.rulesVersion })}</span>
        {standing?.outdated && <span>{` ${t('outdated', { version: standing.version })}`}</span>}
      </p>
      <dl className={styles.reportFigures}>
        <Figure of={t('common:counts.roundPersons')} value={number(counts.roundPersons)}>
          {against(change?.roundPersons)}
        </Figure>
        <Figure of={t('common:counts.attempts')} value={number(counts.attempts)}>
          {against(change?.attempts)}
        </Figure>
        <Figure of={t('common:counts.allCorrectPersons')} value={number(counts.allCorrectPersons)}>
          {of(report.allCorrect)}
        </Figure>
        <Figure of={t('takingPart')} value={number(report.takingPart.all.numerator)}>
          {of(report.takingPart.all)}
        </Figure>
        {quality.mean.hundredths !== null && (
          <Figure of={t('mean')} value={printHundredths(quality.mean.hundredths, locale)}>
            {t('meanOf', { max: number(quality.pointsMax), persons: number(quality.mean.persons) })}
          </Figure>
        )}
        <Figure of={t('common:counts.sumOfRoundPersons')} value={number(counts.sumOfRoundPersons)} />
        <Figure of={t('common:counts.contestPersons')} value={number(counts.contestPersons)} />
      </dl>
      <Table
        caption={t('bandsCaption')}
        columns={[
          { id: 'band', header: t('band'), cell: ({ id }) => t(`bands.${id}`), rowHeader: true },
          { id: 'persons', header: t('persons'), numeric: true, cell: ({ part }) => number(part.numerator) },
          { id: 'share', header: t('share'), numeric: true, cell: ({ part }) => of(part) },
        ]}
        rows={quality.bands}
        rowKey={({ id }) => id}
      />
      <p className={styles.reportSoft}>
        {t('rounding')} {t('lists', { full: number(report.full.length), unrated: number(report.unratedUnits.length) })}{' '}
        {t('leftOut', {
          voided: number(submitted.voided),
          practice: number(submitted.practice),
          simulated: number(submitted.simulated),
          open: number(report.openAttempts),
        })}
      </p>
    </section>
  );
}
