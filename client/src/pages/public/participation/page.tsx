import { type ParticipationForm, participationForms } from '@hoithi/shared/contract/participation-form';
import type { PublicParticipation, PublicUnit } from '@hoithi/shared/contract/public-participation';
import { listLevels, mainLevel } from '@hoithi/shared/rules/units/main-level';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams, useSearchParams } from 'wouter';
import { usePageTitle } from '../../../app/use-page-title.ts';
import { usePolled } from '../../../connection/use-polled.ts';
import { useLevelName } from '../../../locales/use-level-name.ts';
import { Card } from '../../../ui/card.tsx';
import { Select } from '../../../ui/field.tsx';
import { useTones } from '../../../ui/look.ts';
import { Page } from '../../../ui/page.tsx';
import { useFigureText } from '../../../ui/participation/use-figure-text.ts';
import { StateCard } from '../../../ui/state-card.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { chooseUnits, listBlocks } from './group-units.ts';
import { MapCard } from './map-card.tsx';
import styles from './page.module.css';
import { RaceCard } from './race-card.tsx';
import { TableCard } from './table-card.tsx';

const everyMs = 4_000;

/** How the units of a contest take part, for anybody, renewed while the page is visible. SPEC U21. */
export default function ParticipationApp() {
  const { t } = useTranslation('participation');
  const { slug } = useParams<{ slug: string }>();
  const path = `/api/contests/${encodeURIComponent(slug)}/participation`;
  const { value, refusal } = usePolled<PublicParticipation>(path, everyMs);
  usePageTitle(t('pageTitle'));
  const back = (
    <Link href={`/c/${encodeURIComponent(slug)}`} className={styles.back}>
      {t('toContest')}
    </Link>
  );
  useTones(value?.contest.look);
  return (
    <Page
      width="wide"
      demo={value?.contest.demo ?? false}
      header={back}
      className={styles.page}
      logo={value?.contest.look?.logo}
    >
      {value ? (
        <ParticipationPage figures={value} stale={refusal !== null} />
      ) : (
        <Unloaded code={refusal?.code ?? null} />
      )}
    </Page>
  );
}

function Unloaded({ code }: { code: string | null }) {
  const { t } = useTranslation('participation');
  if (code === null) return <StateCard kind="loading" title={t('loading')} />;
  if (code === 'not_found')
    return (
      <StateCard kind="empty" title={t('missingTitle')}>
        {t('missingText')}
      </StateCard>
    );
  return <StateCard kind="offline">{t('failed')}</StateCard>;
}

/** Totals under their exact names, then the units of one level as a map, a table or a race. SPEC U21, C1, C2. */
function ParticipationPage({ figures, stale }: { figures: PublicParticipation; stale: boolean }) {
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

const order = ['roundPersons', 'attempts', 'sumOfRoundPersons', 'contestPersons'] as const;

/** The four counts under their exact names; while figures are floors, the one that may be shown. SPEC C1, V3. */
function TotalsCard({ figures: { counts, persons } }: { figures: PublicParticipation }) {
  const { t } = useTranslation('participation');
  const { number } = useFormat();
  const floors = useFigureText(true);
  if (!counts && !persons) return null;
  const shown = order.flatMap((key) => {
    if (counts) return [{ key, figure: number(counts[key]) }];
    return key === 'roundPersons' && persons ? [{ key, figure: floors.persons(persons.atLeast) }] : [];
  });
  return (
    <Card title={t('totals.title')} tone="gold">
      <dl className={styles.totals}>
        {shown.map(({ key, figure }) => (
          <div key={key} className={styles.total}>
            <dt>{t(`totals.${key}`)}</dt>
            <dd className={styles.figure}>{figure}</dd>
            <dd className={styles.soft}>{t(`totals.${key}Text`)}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

/** The choice of figures, stored in the address, so that a link shows another person the same. */
function useChoice(units: readonly PublicUnit[]) {
  const [query, setQuery] = useSearchParams();
  const levels = useMemo(() => listLevels(units), [units]);
  const chosenLevel = query.get('cap');
  const level = chosenLevel !== null && levels.includes(chosenLevel) ? chosenLevel : mainLevel(units);
  const blocks = useMemo(() => listBlocks(chooseUnits(units, level, null)), [units, level]);
  const chosenBlock = query.get('khoi');
  const block = chosenBlock !== null && blocks.includes(chosenBlock) ? chosenBlock : null;
  const form: ParticipationForm = participationForms.find((each) => each === query.get('xem')) ?? 'map';
  const choose = useCallback(
    (key: 'cap' | 'khoi' | 'xem', value: string | null) =>
      setQuery(
        (before) => {
          const next = new URLSearchParams(before);
          if (value === null) next.delete(key);
          else next.set(key, value);
          return next;
        },
        { replace: true },
      ),
    [setQuery],
  );
  return { levels, level, blocks, block, form, choose };
}
