import type { StaffLinkView } from '@hoithi/shared/contract/accounts';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { postJson } from '../../../connection/api.ts';
import { useLoaded } from '../../../connection/use-loaded.ts';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { useAct } from '../acts/use-act.ts';
import { useMay } from '../organizer-connection.ts';
import styles from './page.module.css';

type OpenLinksProps = {
  contestId: string;
  /** How many times links were made on the page: the list is read again. */
  made: number;
};

/** The links of people without accounts that are open: who made each, how many are in by it, closed one by one. SPEC I30, I31. */
export function OpenLinksCard({ contestId, made }: OpenLinksProps) {
  const { t } = useTranslation('organizer');
  const words = useRefusalText();
  const may = useMay(contestId);
  const path = `/api/organizer/contests/${contestId}/links`;
  const loaded = useLoaded<StaffLinkView[]>(path);
  const { again } = loaded;
  useEffect(() => {
    if (made > 0) again();
  }, [made, again]);
  const [closing, setClosing] = useState<StaffLinkView | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const describe = useLinkName();
  return (
    <Card title={t('links.title')}>
      <p className={styles.unitsLead}>{t('links.lead')}</p>
      <output className={styles.unitsNotice}>{done}</output>
      {loaded.refusal && <p className={styles.unitsSoft}>{words(loaded.refusal)}</p>}
      {loaded.value?.length === 0 && <p className={styles.unitsSoft}>{t('links.none')}</p>}
      <ul className={styles.links}>
        {loaded.value?.map((link) => (
          <li key={link.id} className={styles.linksRow}>
            <LinkFacts link={link} name={describe(link)} />
            {may('links:change') && (
              <Button
                kind="danger"
                aria-label={t('links.closeNamed', { link: describe(link) })}
                onClick={() => setClosing(link)}
              >
                {t('links.close')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <Button kind="quiet" onClick={loaded.again}>
        {t('links.again')}
      </Button>
      {closing && (
        <CloseDialog
          path={`${path}/${encodeURIComponent(closing.id)}/close`}
          name={describe(closing)}
          onClose={() => setClosing(null)}
          onDone={() => {
            setDone(t('links.closed', { link: describe(closing) }));
            setClosing(null);
            loaded.again();
          }}
        />
      )}
    </Card>
  );
}

function useLinkName(): (link: StaffLinkView) => string {
  const { t } = useTranslation('organizer');
  return (link) =>
    link.role === 'unit-leader'
      ? t('links.leaderOf', { unit: link.unitName ?? link.unitCode ?? '' })
      : t(link.role === 'mc' ? 'links.mc' : 'links.screen');
}

function LinkFacts({ link, name }: { link: StaffLinkView; name: string }) {
  const { t } = useTranslation('organizer');
  const { instant, number } = useFormat();
  const facts = [
    link.madeAtMs === null
      ? null
      : link.madeBy === null
        ? t('links.madeAt', { at: instant(link.madeAtMs) })
        : t('links.madeBy', { at: instant(link.madeAtMs), name: link.madeBy }),
    link.expiresAtMs === null ? null : t('links.until', { at: instant(link.expiresAtMs) }),
    t('links.sessions', { count: link.sessions, value: number(link.sessions) }),
  ];
  return (
    <div>
      <strong>{name}</strong>
      <p className={styles.unitsSoft}>{facts.filter(Boolean).join(' · ')}</p>
    </div>
  );
}

type CloseDialogProps = { path: string; name: string; onClose: () => void; onDone: () => void };

function CloseDialog({ path, name, onClose, onDone }: CloseDialogProps) {
  const { t } = useTranslation('organizer');
  const words = useRefusalText();
  const { busy, refusal, run } = useAct<unknown>(() => postJson(path, {}), onDone);
  return (
    <FormDialog
      title={t('links.closeTitle', { link: name })}
      confirm={t('links.close')}
      kind="danger"
      busy={busy}
      refused={refusal && words(refusal)}
      onClose={onClose}
      onConfirm={() => void run()}
    >
      <p>{t('links.closeText')}</p>
    </FormDialog>
  );
}
