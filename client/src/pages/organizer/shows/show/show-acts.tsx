import type { ShowDraftContent, ShowDraftSaved, ShowDraftView } from '@hoithi/shared/contract/show-drafts';
import type { ShowCard } from '@hoithi/shared/contract/show-mc';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { postJson } from '../../../../connection/api.ts';
import { Badge } from '../../../../ui/badge.tsx';
import { Button, FileLink } from '../../../../ui/button.tsx';
import { useFormat } from '../../../../ui/use-format.ts';
import { useRefusalText } from '../../../../ui/use-refusal-text.ts';
import { useAct } from '../../acts/use-act.ts';
import type { useContentSync } from '../../use-content-sync.ts';
import styles from './page.module.css';

type ShowActsProps = {
  sync: ReturnType<typeof useContentSync<ShowDraftContent, ShowDraftView, ShowDraftSaved>>;
  /** Minutes of all cues, and what was planned. */
  total: number;
  planned: number | null;
  /** Cues whose picture does not fit. */
  misfits: number;
};

/** How far the show is, and what is done with it: handed to the MC, printed, saved as a file. */
export function ShowActs({ sync, total, planned, misfits }: ShowActsProps) {
  const { t } = useTranslation('shows');
  const { number, time, locale } = useFormat();
  const words = useRefusalText();
  const { base, isDirty, state, refusal } = sync;
  const { draftId, version, problems } = base;
  const [handed, setHanded] = useState(base.handedVersion);
  const handOver = useAct(
    () => postJson<ShowCard>(`/api/organizer/show-drafts/${draftId}/hand-over`, { version }),
    () => setHanded(version),
  );
  const minutes = (value: number) => t('minutes', { count: value, value: number(value, value % 1 ? 1 : 0) });
  const isReady = problems.length === 0 && !isDirty;
  const over = planned === null ? 0 : total - planned;
  const saved = refusal
    ? words(refusal)
    : isDirty || state !== 'saved'
      ? t('save.saving')
      : t('save.saved', { at: time(base.savedAtMs) });
  const path = `/api/organizer/show-drafts/${draftId}`;
  return (
    <section className={styles.acts} aria-label={t('acts')}>
      <div className={styles.facts}>
        <p className={styles.total} data-over={over > 0 || undefined}>
          <b>
            {planned === null
              ? minutes(total)
              : t('total', { total: number(total, total % 1 ? 1 : 0), planned: minutes(planned) })}
          </b>
          {planned !== null && over !== 0 && (
            <span>{t(over > 0 ? 'totalOver' : 'totalLeft', { minutes: minutes(Math.abs(over)) })}</span>
          )}
        </p>
        {problems.length > 0 && <Badge tone="amber">{t('problems', { count: problems.length })}</Badge>}
        {misfits > 0 && <Badge tone="amber">{t('misfits', { count: misfits })}</Badge>}
        {problems.length === 0 && misfits === 0 && <Badge tone="jade">{t('ready')}</Badge>}
        <output className={refusal || state === 'waiting' ? styles.refused : styles.soft}>
          {state === 'waiting' ? t('save.waiting') : saved}
        </output>
      </div>
      <div className={styles.ways}>
        <FileLink href={`${path}/sheet.pdf?lang=${locale}`}>{t('sheet')}</FileLink>
        <FileLink href={`${path}/file`}>{t('file')}</FileLink>
        <Button
          kind={isReady ? 'primary' : 'plain'}
          busy={handOver.busy}
          aria-disabled={!isReady}
          aria-describedby="hand-over-why"
          onClick={() => (isReady ? void handOver.run() : undefined)}
        >
          {t('handOver.act')}
        </Button>
      </div>
      <output id="hand-over-why" className={styles.why}>
        {handOver.refusal
          ? words(handOver.refusal)
          : problems.length > 0
            ? t('handOver.notYet')
            : handed === null
              ? t('handOver.never')
              : handed === version && !isDirty
                ? t('handOver.same')
                : t('handOver.older')}
      </output>
    </section>
  );
}
