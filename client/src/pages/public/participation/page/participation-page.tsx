import { participationForms } from '@hoithi/shared/contract/participation-form';
import type { PublicParticipation } from '@hoithi/shared/contract/public-participation';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useLevelName } from '../../../../locales/use-level-name.ts';
import { Card } from '../../../../ui/card.tsx';
import { Select } from '../../../../ui/field.tsx';
import { useFormat } from '../../../../ui/use-format.ts';
import { chooseUnits } from '../group-units.ts';
import { MapCard } from './map-card.tsx';
import styles from './participation-page.module.css';
import { RaceCard } from './race-card.tsx';
import { TableCard } from './table-card.tsx';
import { TotalsCard } from './totals-card.tsx';
import { useChoice } from './use-choice.ts';

/** Totals under their exact names, then the units of one level as a map, a table or a race. SPEC U21, C1, C2. */
export function ParticipationPage({ figures, stale }: { figures: PublicParticipation; stale: boolean }) {
  const { t } = useTranslation('participation');
  const { local } = useFormat();
  const choice = useChoice(figures.units);
  const { level, block, form } = choice;
  const units = useMemo(() => chooseUnits(figures.units, level, block), [figures.units, level, block]);
  return (
    <>
      <header>
        <h1>{t('title')}</h1>
        <p className={styles.contest}>{local(figures.contest.name)}</p>
        <RoundWords figures={figures} />
      </header>
      {stale && (
        <p className={styles.notice} role="alert">
          {t('failed')}
        </p>
      )}
      {figures.mode !== 'exact' && <p className={styles.notice}>{t(figures.mode)}</p>}
      <TotalsCard figures={figures} />
      {figures.mode !== 'hidden' && (
        <>
          <Chooser choice={choice} />
          {form === 'map' && <MapCard figures={figures} units={units} level={level} />}
          {form === 'table' && <TableCard figures={figures} units={units} level={level} />}
          {form === 'race' && level !== null && <RaceCard key={level} figures={figures} level={level} />}
        </>
      )}
    </>
  );
}

function RoundWords({ figures: { round } }: { figures: PublicParticipation }) {
  const { t } = useTranslation('participation');
  const { local, instant, closing } = useFormat();
  if (!round) return <p className={styles.soft}>{t('round.none')}</p>;
  const label = local(round.label);
  const open = round.phase === 'open';
  return (
    <p className={styles.soft}>
      {round.phase === 'scheduled'
        ? t('round.scheduled', { round: label, at: instant(round.opensAtMs) })
        : t(open ? 'round.open' : 'round.closed', { round: label, at: closing(round.closesAtMs) })}
    </p>
  );
}

function Chooser({ choice }: { choice: ReturnType<typeof useChoice> }) {
  const { t } = useTranslation('participation');
  const levelName = useLevelName();
  const { levels, level, blocks, block, form, choose } = choice;
  return (
    <Card aria-label={t('choose.title')} className={styles.chooser}>
      <fieldset className={styles.forms} aria-label={t('choose.form')}>
        {participationForms.map((each) => (
          <button key={each} type="button" aria-pressed={form === each} onClick={() => choose('xem', each)}>
            {t(`choose.${each}`)}
          </button>
        ))}
      </fieldset>
      <Select
        label={t('choose.level')}
        value={level ?? ''}
        options={levels.map((each) => ({ value: each, label: levelName(each) }))}
        onChange={(event) => choose('cap', event.target.value)}
      />
      {blocks.length > 1 && form !== 'race' && (
        <Select
          label={t('choose.block')}
          value={block ?? ''}
          options={[
            { value: '', label: t('choose.allBlocks') },
            ...blocks.map((each) => ({ value: each, label: each })),
          ]}
          onChange={(event) => choose('khoi', event.target.value === '' ? null : event.target.value)}
        />
      )}
    </Card>
  );
}
