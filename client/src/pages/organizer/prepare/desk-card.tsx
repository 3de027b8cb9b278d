import type { ContestCard } from '@hoithi/shared/contract/public';
import type { UnitHit } from '@hoithi/shared/contract/sign-in';
import type { DeskAdmission } from '@hoithi/shared/contract/slip-views';
import type { AdmitAtDesk } from '@hoithi/shared/contract/slips';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { postJson } from '../../../connection/api.ts';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { Field } from '../../../ui/field.tsx';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { UnitSearch } from '../../contestant/unit-search.tsx';
import { useAct } from '../acts/use-act.ts';
import styles from './page.module.css';

type Draft = { name: string; unit: Pick<UnitHit, 'code' | 'name'> | null; phone: string; reason: string };
const empty: Draft = { name: '', unit: null, phone: '', reason: '' };
const namedMin = 2;
const reasonMin = 3;

/** Lets in a named person who has no number that works; the code is shown this once. SPEC S39, S40. */
export function DeskCard({ contest, onAdmitted }: { contest: ContestCard; onAdmitted: () => void }) {
  const { t } = useTranslation('slips');
  const words = useRefusalText();
  const [draft, setDraft] = useState(empty);
  const [tried, setTried] = useState(false);
  const [admitted, setAdmitted] = useState<DeskAdmission | null>(null);
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  const { busy, refusal, run } = useAct(
    () => {
      const { unit, ...own } = draft;
      const message: AdmitAtDesk = { ...own, unitCode: unit?.code ?? null };
      return postJson<DeskAdmission>(`/api/organizer/contests/${contest.contestId}/desk-entries`, message);
    },
    (value) => {
      setAdmitted(value);
      setDraft(empty);
      setTried(false);
      onAdmitted();
    },
  );
  const isShort = draft.name.trim().length < namedMin;
  const isUnreasoned = draft.reason.trim().length < reasonMin;
  const admit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    setAdmitted(null);
    if (!isShort && !isUnreasoned) void run();
  };
  return (
    <Card title={t('desk.title')}>
      <p className={styles.unitsLead}>{t('desk.lead')}</p>
      <form className={styles.deskForm} onSubmit={admit} noValidate>
        <Field
          label={t('desk.name')}
          maxLength={80}
          value={draft.name}
          error={tried && isShort ? t('desk.nameMissing') : null}
          onChange={(event) => change({ name: event.target.value })}
        />
        <UnitSearch
          source={`/api/contests/${contest.slug}/units`}
          required={false}
          unit={draft.unit}
          onUnit={(unit) => change({ unit })}
          error={null}
        />
        <Field
          label={t('desk.phone')}
          hint={t('desk.phoneHint')}
          type="tel"
          autoComplete="off"
          maxLength={40}
          value={draft.phone}
          onChange={(event) => change({ phone: event.target.value })}
        />
        <Field
          label={t('reason')}
          maxLength={300}
          value={draft.reason}
          error={tried && isUnreasoned ? t('reasonMissing') : null}
          onChange={(event) => change({ reason: event.target.value })}
        />
        <Button kind="primary" type="submit" busy={busy}>
          {t('desk.admit')}
        </Button>
      </form>
      <output className={styles.unitsNotice}>
        {refusal && <span>{refusal.code === 'way_closed' ? t('desk.closed') : words(refusal)}</span>}
        {admitted && (
          <span className={styles.deskGiven}>
            <span>{t('desk.codeOf', { name: admitted.name })}</span>
            <strong className={styles.deskCode}>{admitted.code}</strong>
            <span>{t(admitted.isKnown ? 'desk.known' : 'desk.new')}</span>
          </span>
        )}
      </output>
    </Card>
  );
}
