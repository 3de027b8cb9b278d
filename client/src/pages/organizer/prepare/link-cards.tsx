import type { ContestCard } from '@hoithi/shared/contract/public';
import type { UnitHit } from '@hoithi/shared/contract/sign-in';
import type { UnitMapDesk } from '@hoithi/shared/contract/unit-map';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { getFile } from '../../../connection/api.ts';
import { useLoaded } from '../../../connection/use-loaded.ts';
import { useLevelName } from '../../../locales/use-level-name.ts';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { CheckBox, Select } from '../../../ui/field.tsx';
import { formatDate } from '../../../ui/format.ts';
import { PillChoice } from '../../../ui/pill-choice.tsx';
import { saveFile } from '../../../ui/save-file.ts';
import { useFormat } from '../../../ui/use-format.ts';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { UnitSearch } from '../../contestant/unit-search.tsx';
import { useAct } from '../acts/use-act.ts';
import { useOrganizer } from '../organizer-connection.ts';
import styles from './page.module.css';

/** A link that opens one unit's page for its leader. SPEC U4. */
export function LeaderLinkCard({ contest, onMade }: { contest: ContestCard; onMade: () => void }) {
  const { t } = useTranslation('organizer');
  const { namespace } = useOrganizer();
  const words = useRefusalText();
  const [unit, setUnit] = useState<Pick<UnitHit, 'code' | 'name'> | null>(null);
  const [revokeOthers, setRevokeOthers] = useState(false);
  const [tried, setTried] = useState(false);
  const [made, setMade] = useState<{ unit: string; path: string } | null>(null);
  const { busy, refusal, run } = useAct(
    () =>
      namespace.send('staff:invite', {
        contestId: contest.contestId,
        role: 'unit-leader',
        unitCode: unit?.code ?? null,
        revokeOthers,
      }),
    ({ path }) => {
      setMade({ unit: unit ? `${unit.name} (${unit.code})` : '', path });
      onMade();
    },
  );
  const make = () => {
    setTried(true);
    setMade(null);
    if (unit) void run();
  };
  return (
    <Card title={t('units.leader.title')} className={styles.unitsLeader}>
      <p>{t('units.leader.text')}</p>
      <UnitSearch
        source={`/api/contests/${contest.slug}/units`}
        required
        unit={unit}
        onUnit={setUnit}
        error={tried && !unit ? t('units.leader.missing') : null}
      />
      <CheckBox
        label={t('units.leader.revokeOthers')}
        checked={revokeOthers}
        onChange={(event) => setRevokeOthers(event.target.checked)}
      />
      <Button busy={busy} onClick={make}>
        {t('units.leader.make')}
      </Button>
      <output className={styles.unitsMade}>
        {refusal && <span>{words(refusal)}</span>}
        {made && (
          <>
            <span>
              <strong>{made.unit}.</strong> {t('units.leader.made')}
            </span>
            <code className={styles.unitsAddress}>{`${location.origin}${made.path}`}</code>
          </>
        )}
      </output>
    </Card>
  );
}

/** Links for the leaders of a whole level at once, as a sheet to send from. SPEC U4a. */
export function LevelLinksCard({ contest, onMade }: { contest: ContestCard; onMade: () => void }) {
  const { t, i18n } = useTranslation('organizer');
  const { number, locale } = useFormat();
  const levelName = useLevelName();
  const words = useRefusalText();
  const base = `/api/organizer/contests/${contest.contestId}`;
  const desk = useLoaded<UnitMapDesk>(`${base}/maps`);
  const levels = desk.value?.levels ?? [];
  const [chosen, setChosen] = useState<string | null>(null);
  const [format, setFormat] = useState<'sheet' | 'slips'>('sheet');
  const [revokeOthers, setRevokeOthers] = useState(false);
  const [made, setMade] = useState<{ links: number; untilMs: number } | null>(null);
  const level = chosen ?? levels[0] ?? null;
  const { busy, refusal, run } = useAct(
    () => getFile(`${base}/leader-links`, { level, format, revokeOthers, lang: i18n.language === 'en' ? 'en' : 'vi' }),
    (file) => {
      saveFile(file);
      const untilMs = Date.parse(`${file.headers.get('x-links-until')}T00:00:00+07:00`);
      setMade({ links: Number(file.headers.get('x-links')), untilMs });
      onMade();
    },
  );
  if (level === null) return null;
  return (
    <Card title={t('units.levelLinks.title')} className={styles.unitsLeader}>
      <p>{t('units.levelLinks.text')}</p>
      <Select
        label={t('units.levelLinks.level')}
        value={level}
        options={levels.map((each) => ({ value: each, label: levelName(each) }))}
        onChange={(event) => setChosen(event.target.value)}
      />
      <PillChoice
        legend={t('units.levelLinks.format')}
        name="leader-links"
        options={(['sheet', 'slips'] as const).map((value) => ({
          value,
          label: t(`units.levelLinks.formats.${value}`),
        }))}
        value={format}
        onChange={setFormat}
      />
      <CheckBox
        label={t('units.levelLinks.revokeOthers')}
        checked={revokeOthers}
        onChange={(event) => setRevokeOthers(event.target.checked)}
      />
      <Button
        busy={busy}
        onClick={() => {
          setMade(null);
          void run();
        }}
      >
        {t('units.levelLinks.make')}
      </Button>
      <output className={styles.unitsMade}>
        {refusal && <span>{words(refusal)}</span>}
        {made && (
          <span>
            {t('units.levelLinks.made', {
              count: made.links,
              value: number(made.links),
              day: formatDate(made.untilMs, locale),
            })}
          </span>
        )}
      </output>
    </Card>
  );
}

/** A link to the MC's page for the people who run the ceremony; earlier ones are revoked here too. SPEC O4. */
export function StageCard({ contestId, onMade }: { contestId: string; onMade: () => void }) {
  const { t } = useTranslation('organizer');
  const { namespace } = useOrganizer();
  const words = useRefusalText();
  const [path, setPath] = useState<string | null>(null);
  const [revokeOthers, setRevokeOthers] = useState(false);
  const { busy, refusal, run } = useAct(
    () => namespace.send('staff:invite', { contestId, role: 'mc', revokeOthers }),
    (made) => {
      setPath(made.path);
      onMade();
    },
  );
  const address = path === null ? null : `${location.origin}${path}`;
  return (
    <Card title={t('stage.title')}>
      <p className={styles.stageText}>{t('stage.text')}</p>
      <CheckBox
        label={t('stage.revokeOthers')}
        checked={revokeOthers}
        onChange={(event) => setRevokeOthers(event.target.checked)}
      />
      <Button busy={busy} onClick={() => void run()}>
        {t('stage.make')}
      </Button>
      <output className={styles.stageMade}>
        {refusal && <span>{words(refusal)}</span>}
        {address && (
          <>
            <span>{t('stage.made')}</span>
            <code className={styles.stageAddress}>{address}</code>
          </>
        )}
      </output>
    </Card>
  );
}
