import type { Refusal } from '@hoithi/shared/contract/refusal';
import type { Result } from '@hoithi/shared/contract/result';
import type { BeginShowDraft, ShowDraftCard, ShowDraftList, ShowTemplate } from '@hoithi/shared/contract/show-drafts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { postJson, postText } from '../../../connection/api.ts';
import { useLoaded } from '../../../connection/use-loaded.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { FileField } from '../../../ui/file-field.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { PageHead } from '../../../ui/page-head.tsx';
import { StateCard } from '../../../ui/state-card.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { useAct } from '../acts/use-act.ts';
import { ContestTabs } from '../contest-tabs.tsx';
import { useOrganizer } from '../organizer-connection.ts';
import { OrganizerPage } from '../organizer-page.tsx';
import { showPath } from '../organizer-paths.ts';
import { NoDesk } from '../with-desk.tsx';
import styles from './page.module.css';

const templates: readonly ShowTemplate[] = ['launch', 'elimination', 'award', 'blank'];

/** The shows of a contest that are being written, and everything that a new one may begin from. SPEC H45, H46. */
export default function ShowsPage({ slug }: { slug: string }) {
  const { t } = useTranslation('shows');
  const { local, number } = useFormat();
  const { view } = useOrganizer();
  const words = useRefusalText();
  const contest = view.contests.find((each) => each.contest.slug === slug)?.contest ?? null;
  const path = contest && `/api/organizer/contests/${contest.contestId}/shows`;
  const list = useLoaded<ShowDraftList>(path);
  const begin = useBegin(slug, contest?.contestId ?? '');
  if (!contest) return <NoDesk />;
  return (
    <OrganizerPage demo={contest.demo}>
      <ContestTabs contest={contest} />
      <PageHead above={local(contest.name)} title={t('title')} lead={t('lead')} />
      {list.refusal && <StateCard kind="closed" title={words(list.refusal)} />}
      {list.loading && <StateCard kind="loading" />}
      {list.value && list.value.drafts.length > 0 && (
        <Card title={t('list.mine')}>
          <ul className={styles.rows}>
            {list.value.drafts.map((draft) => (
              <DraftRow key={draft.draftId} {...{ draft, slug, begin }} onDeleted={list.again} />
            ))}
          </ul>
        </Card>
      )}
      {list.value && list.value.loaded.length > 0 && (
        <Card title={t('list.loaded')}>
          <p className={styles.soft}>{t('list.loadedLead')}</p>
          <ul className={styles.rows}>
            {list.value.loaded.map(({ showId, title, cues }) => (
              <li key={showId} className={styles.row}>
                <div>
                  <b>{local(title)}</b>
                  <p className={styles.soft}>{t('list.cues', { count: cues, value: number(cues) })}</p>
                </div>
                <Button onClick={() => void begin.from({ from: 'show', showId })}>{t('list.edit')}</Button>
              </li>
            ))}
          </ul>
        </Card>
      )}
      {list.value && (
        <Card title={t('begin.title')}>
          {begin.refusal && <Refused refusal={begin.refusal} />}
          <div className={styles.templates}>
            {templates.map((template) => (
              <div key={template} className={styles.template}>
                <h3>{t(`begin.templates.${template}`)}</h3>
                <p className={styles.soft}>{t(`begin.leads.${template}`)}</p>
                <Button
                  aria-label={t('begin.startOne', { name: t(`begin.templates.${template}`) })}
                  onClick={() => void begin.from({ from: 'template', template })}
                >
                  {t('begin.start')}
                </Button>
              </div>
            ))}
            <div className={styles.template}>
              <h3>{t('begin.file')}</h3>
              <p className={styles.soft}>{t('begin.fileLead')}</p>
              <FileField
                label={t('begin.file')}
                accept=".json,application/json"
                onFile={(file) => void (file && begin.fromFile(file))}
              />
            </div>
          </div>
        </Card>
      )}
    </OrganizerPage>
  );
}

function Refused({ refusal }: { refusal: Refusal }) {
  const { t } = useTranslation('shows');
  const { local } = useFormat();
  const words = useRefusalText();
  const problems = refusal.code === 'show_file_invalid' ? refusal.problems : [];
  return (
    <div className={styles.refused} role="alert">
      <p>{words(refusal)}</p>
      <ul className={styles.problems}>
        {problems.map(({ line, place, reason }) => (
          <li key={`${line} ${place} ${reason.en}`}>
            {line !== null && <b>{t('begin.line', { line })} </b>}
            {place && <code>{place}</code>} <span>{local(reason)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

type Begin = ReturnType<typeof useBegin>;

/** Begins a show and goes there. */
function useBegin(slug: string, contestId: string) {
  const [, go] = useLocation();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [busy, setBusy] = useState(false);
  const begin = async (ask: () => Promise<Result<{ draftId: string }>>) => {
    if (busy) return;
    setBusy(true);
    setRefusal(null);
    const made = await ask();
    setBusy(false);
    if (made.ok) go(showPath(slug, made.value.draftId));
    else setRefusal(made.refusal);
  };
  const path = `/api/organizer/contests/${contestId}`;
  return {
    refusal,
    from: (message: BeginShowDraft) => begin(() => postJson(`${path}/shows`, message)),
    fromFile: (file: File) => begin(async () => postText(`${path}/show-file`, await file.text())),
  };
}

type DraftRowProps = { draft: ShowDraftCard; slug: string; begin: Begin; onDeleted: () => void };

function DraftRow({ draft, slug, begin, onDeleted }: DraftRowProps) {
  const { t } = useTranslation('shows');
  const { instant, number } = useFormat();
  const words = useRefusalText();
  const [isDeleting, setDeleting] = useState(false);
  const { draftId, title, cues, savedBy, savedAtMs, version, handedVersion } = draft;
  const { busy, refusal, run } = useAct(
    () => postJson<null>(`/api/organizer/show-drafts/${draftId}/delete`, {}),
    () => {
      setDeleting(false);
      onDeleted();
    },
  );
  const at = instant(savedAtMs);
  const handed = handedVersion === null ? 'never' : handedVersion === version ? 'same' : 'older';
  return (
    <li className={styles.row}>
      <div>
        <Link href={showPath(slug, draftId)} className={styles.link}>
          {title || t('noName')}
        </Link>
        <p className={styles.soft}>
          <span>{t('list.cues', { count: cues, value: number(cues) })}</span>
          {' · '}
          <span>{savedBy ? t('list.savedBy', { name: savedBy, at }) : t('list.saved', { at })}</span>
        </p>
        <Badge tone={handed === 'same' ? 'jade' : 'plain'}>{t(`list.handed.${handed}`)}</Badge>
      </div>
      <div className={styles.acts}>
        <Button kind="quiet" onClick={() => void begin.from({ from: 'draft', draftId })}>
          {t('list.copy')}
        </Button>
        <Button kind="quiet" onClick={() => setDeleting(true)}>
          {t('list.delete')}
        </Button>
      </div>
      {isDeleting && (
        <FormDialog
          title={t('list.deleteTitle', { title: title || t('noName') })}
          confirm={t('list.delete')}
          kind="danger"
          busy={busy}
          refused={refusal && words(refusal)}
          onConfirm={() => void run()}
          onClose={() => setDeleting(false)}
        >
          <p>{t('list.deleteText')}</p>
        </FormDialog>
      )}
    </li>
  );
}
