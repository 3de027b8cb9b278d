import { type EntryWay, type EntryWaysView, entryWays, isFirstWay } from '@hoithi/shared/contract/entry-ways';
import type { ContestCard } from '@hoithi/shared/contract/public';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { postJson } from '../../../connection/api.ts';
import { useLoaded } from '../../../connection/use-loaded.ts';
import { Button } from '../../../ui/button.tsx';
import { CheckBox } from '../../../ui/field.tsx';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { useAct } from '../acts/use-act.ts';
import { useMay } from '../organizer-connection.ts';
import styles from './page.module.css';

/** How contestants may come in. SPEC S20, S30. */
export function EntryWays({ contest }: { contest: ContestCard }) {
  const { t } = useTranslation('slips');
  const mayChange = useMay(contest.contestId)('slips:change');
  const path = `/api/organizer/contests/${contest.contestId}/entry-ways`;
  const { value: view } = useLoaded<EntryWaysView>(path);
  return (
    <>
      <p className={styles.unitsLead}>{t('lead')}</p>
      {view && <WaysForm path={path} view={view} fixed={!mayChange} />}
    </>
  );
}

function WaysForm({ path, view, fixed }: { path: string; view: EntryWaysView; fixed: boolean }) {
  const { t } = useTranslation('slips');
  const words = useRefusalText();
  const [chosen, setChosen] = useState<readonly EntryWay[]>(view.ways);
  const [isSaved, setSaved] = useState(false);
  const { busy, refusal, run } = useAct(
    () => postJson(path, { ways: chosen }),
    () => setSaved(true),
  );
  const toggle = (way: EntryWay) => {
    setSaved(false);
    setChosen((before) => entryWays.filter((each) => before.includes(each) !== (each === way)));
  };
  return (
    <>
      {entryWays.map((way) => {
        const isOffered = view.offered.includes(way);
        return (
          <CheckBox
            key={way}
            label={t(`way.${way}`)}
            hint={isOffered ? t(`wayHint.${way}`) : t('notOffered')}
            checked={chosen.includes(way)}
            disabled={fixed || !isOffered}
            onChange={() => toggle(way)}
          />
        );
      })}
      {!fixed && (
        <Button busy={busy} onClick={() => chosen.some(isFirstWay) && void run()}>
          {t('saveWays')}
        </Button>
      )}
      <output className={styles.unitsNotice}>
        {!chosen.some(isFirstWay) && <span>{t('oneWay')}</span>}
        {refusal && <span>{words(refusal)}</span>}
        {isSaved && <span>{t('waysSaved')}</span>}
      </output>
    </>
  );
}
