import type { DraftCard, DraftChoices, DraftTemplate } from '@hoithi/shared/contract/drafts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { postJson } from '../../../connection/api.ts';
import { useLoaded } from '../../../connection/use-loaded.ts';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { PageHead } from '../../../ui/page-head.tsx';
import { StateCard } from '../../../ui/state-card.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { useAct } from '../acts/use-act.ts';
import { useMayEverywhere } from '../organizer-connection.ts';
import { OrganizerPage } from '../organizer-page.tsx';
import { draftPath } from '../organizer-paths.ts';
import { FileBeginning } from './file-beginning.tsx';
import styles from './page.module.css';
import { type Begin, useBegin } from './use-begin.ts';

/** Drafts of the organization, and everything that a new contest may begin from. SPEC J2. */
export default function DraftsPage() {
  const { t } = useTranslation('editor');
  const words = useRefusalText();
  const drafts = useLoaded<DraftCard[]>('/api/organizer/drafts');
  const choices = useLoaded<DraftChoices>('/api/organizer/draft-choices');
  const begin = useBegin();
  const mayChange = useMayEverywhere()('draft:change');
  const refusal = drafts.refusal ?? choices.refusal;
  return (
    <OrganizerPage making>
      <PageHead title={t('drafts.title')} lead={t('drafts.lead')} />
      {refusal && <StateCard kind="closed" title={words(refusal)} />}
      {!refusal && !(drafts.value && choices.value) && <StateCard kind="loading" />}
      {drafts.value && choices.value && (
        <>
          {drafts.value.length > 0 && (
            <Card title={t('drafts.mine')}>
              <DraftRows drafts={drafts.value} begin={mayChange ? begin : null} onDeleted={drafts.again} />
            </Card>
          )}
          {mayChange ? (
            <Card title={t('drafts.begin')}>
              <div className={styles.beginnings}>
                {begin.refusal && begin.refusal.code !== 'rulebook_invalid' && (
                  <p className={styles.refused} role="alert">
                    {words(begin.refusal)}
                  </p>
                )}
                <Templates
                  title={t('drafts.general')}
                  templates={choices.value.templates.filter(({ kind }) => kind === 'general')}
                  begin={begin}
                />
                <Templates
                  title={t('drafts.real')}
                  templates={choices.value.templates.filter(({ kind }) => kind === 'real')}
                  begin={begin}
                />
                <section className={styles.others}>
                  <div className={styles.template}>
                    <h3>{t('drafts.blank')}</h3>
                    <p className={styles.soft}>{t('drafts.blankLead')}</p>
                    <Button onClick={() => void begin.from({ from: 'blank' })}>{t('drafts.start')}</Button>
                  </div>
                  <FileBeginning begin={begin} />
                </section>
              </div>
            </Card>
          ) : (
            drafts.value.length === 0 && <StateCard kind="empty" title={t('drafts.none')} />
          )}
        </>
      )}
    </OrganizerPage>
  );
}

function Templates({ title, templates, begin }: { title: string; templates: readonly DraftTemplate[]; begin: Begin }) {
  const { t } = useTranslation('editor');
  const { local } = useFormat();
  return (
    <section>
      <h3 className={styles.group}>{title}</h3>
      <ul className={styles.templates}>
        {templates.map((each) => (
          <li key={each.id} className={styles.template}>
            <h4>{local(each.title)}</h4>
            <p className={styles.soft}>{local(each.lead)}</p>
            <Button
              aria-label={`${t('drafts.use')}: ${local(each.title)}`}
              onClick={() => void begin.from({ from: 'template', template: each.id })}
            >
              {t('drafts.use')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function DraftRows({
  drafts,
  begin,
  onDeleted,
}: {
  drafts: readonly DraftCard[];
  /** null: to read alone. */
  begin: Begin | null;
  onDeleted: () => void;
}) {
  const { t } = useTranslation('editor');
  const { instant } = useFormat();
  const [deleting, setDeleting] = useState<DraftCard | null>(null);
  return (
    <>
      <ul className={styles.rows}>
        {drafts.map((draft) => (
          <li key={draft.draftId} className={styles.row}>
            <div>
              <Link href={draftPath(draft.draftId)} className={styles.link}>
                {draft.title || t('noName')}
              </Link>
              <p className={styles.soft}>
                {draft.savedBy
                  ? t('drafts.savedBy', { name: draft.savedBy, at: instant(draft.savedAtMs) })
                  : t('drafts.saved', { at: instant(draft.savedAtMs) })}
              </p>
            </div>
            {begin && (
              <div className={styles.acts}>
                <Button kind="quiet" onClick={() => void begin.from({ from: 'draft', draftId: draft.draftId })}>
                  {t('drafts.clone')}
                </Button>
                <Button kind="quiet" onClick={() => setDeleting(draft)}>
                  {t('drafts.delete')}
                </Button>
              </div>
            )}
          </li>
        ))}
      </ul>
      {deleting && (
        <DeleteDialog
          draft={deleting}
          onClose={() => setDeleting(null)}
          onDone={() => {
            setDeleting(null);
            onDeleted();
          }}
        />
      )}
    </>
  );
}

function DeleteDialog({ draft, onClose, onDone }: { draft: DraftCard; onClose: () => void; onDone: () => void }) {
  const { t } = useTranslation('editor');
  const words = useRefusalText();
  const { busy, refusal, run } = useAct(
    () => postJson<null>(`/api/organizer/drafts/${draft.draftId}/delete`, {}),
    onDone,
  );
  return (
    <FormDialog
      title={t('drafts.deleteTitle', { title: draft.title || t('noName') })}
      confirm={t('drafts.delete')}
      kind="danger"
      busy={busy}
      refused={refusal && words(refusal)}
      onConfirm={() => void run()}
      onClose={onClose}
    >
      <p>{t('drafts.deleteText')}</p>
    </FormDialog>
  );
}
