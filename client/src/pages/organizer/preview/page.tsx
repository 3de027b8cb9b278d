import type { DraftView } from '@hoithi/shared/contract/drafts';
import type { Look } from '@hoithi/shared/contract/look';
import { readDraft } from '@hoithi/shared/rulebook/draft/complete';
import { expandRounds } from '@hoithi/shared/rulebook/judge/expand-rounds';
import type { Rulebook } from '@hoithi/shared/rulebook/model/rulebook';
import { roundsToPreview, takePlace } from '@hoithi/shared/rulebook/preview/take-place';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePageTitle } from '../../../app/use-page-title.ts';
import { useLoaded } from '../../../connection/use-loaded.ts';
import { useServerClock } from '../../../connection/use-server-clock.ts';
import { Button, ButtonLink, FileLink } from '../../../ui/button.tsx';
import { Select } from '../../../ui/field.tsx';
import { StateCard } from '../../../ui/state-card.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { OrganizerPage } from '../organizer-page.tsx';
import { draftPath } from '../organizer-paths.ts';
import styles from './page.module.css';
import { PreviewStage, type PreviewView } from './preview-stage.tsx';

/** A draft as contestant, public and hall will see it, sat and judged in this page alone. SPEC J22. */
export default function PreviewPage({ draftId }: { draftId: string }) {
  const { t } = useTranslation('preview');
  const words = useRefusalText();
  const draft = useLoaded<DraftView>(`/api/organizer/drafts/${draftId}`);
  const nowMs = useServerClock();
  const back = draftPath(draftId);
  usePageTitle(t('title'));
  const rulebook = useMemo(() => draft.value && readDraft(draft.value.content.rulebook).rulebook, [draft.value]);
  if (rulebook && draft.value && nowMs) {
    const { look, slug } = draft.value.content;
    return <Preview draftId={draftId} rulebook={rulebook} look={look} slug={slug} back={back} nowMs={nowMs} />;
  }
  return (
    <OrganizerPage making>
      {draft.refusal || draft.value ? (
        <StateCard
          kind={draft.refusal ? 'closed' : 'not-yet'}
          {...(draft.refusal ? { title: words(draft.refusal) } : {})}
          action={<ButtonLink href={back}>{t('back')}</ButtonLink>}
        >
          {!draft.refusal && rulebook === null && t('open')}
        </StateCard>
      ) : (
        <StateCard kind="loading" />
      )}
    </OrganizerPage>
  );
}

type PreviewProps = {
  draftId: string;
  rulebook: Rulebook;
  look: Look;
  slug: string;
  back: string;
  nowMs: () => number;
};
const views: readonly PreviewView[] = ['contest', 'results', 'welcome', 'winners'];

function Preview({ draftId, rulebook, look, slug, back, nowMs }: PreviewProps) {
  const { t } = useTranslation('preview');
  const { local } = useFormat();
  const rounds = useMemo(() => roundsToPreview(expandRounds(rulebook)), [rulebook]);
  const groups = rulebook.populations.filter(({ of }, at) => of === 'people' && at > 0);
  const [roundId, setRoundId] = useState(rounds[0]?.id ?? '');
  const [group, setGroup] = useState('');
  const [view, setView] = useState<PreviewView>('contest');
  const [time, setTime] = useState(1);
  const place = useMemo(
    () => (roundId === '' ? null : takePlace(rulebook, roundId, group === '' ? null : group)),
    [rulebook, roundId, group],
  );
  return (
    <div className={styles.preview}>
      <header className={styles.bar}>
        <p className={styles.mark}>
          <strong>{t('mark')}</strong> <span>{t('markText')}</span>
        </p>
        <div className={styles.choices}>
          <Select
            label={t('round')}
            value={roundId}
            options={rounds.map(({ id, label }) => ({ value: id, label: local(label) }))}
            onChange={(event) => setRoundId(event.target.value)}
          />
          {groups.length > 0 && (
            <Select
              label={t('as')}
              value={group}
              options={[
                { value: '', label: t('anybody') },
                ...groups.map(({ id, label }) => ({ value: id, label: local(label) })),
              ]}
              onChange={(event) => setGroup(event.target.value)}
            />
          )}
          <Select
            label={t('views')}
            value={view}
            options={views.map((value) => ({ value, label: t(`view.${value}`) }))}
            onChange={(event) => setView(event.target.value as PreviewView)}
          />
          <Button
            kind="quiet"
            onClick={() => {
              setTime((before) => before + 1);
              setView('contest');
            }}
          >
            {t('again')}
          </Button>
          {rulebook.awards.length > 0 && (
            <FileLink href={`/api/organizer/drafts/${draftId}/certificate.pdf`}>{t('certificate')}</FileLink>
          )}
          <ButtonLink href={back}>{t('back')}</ButtonLink>
        </div>
      </header>
      {place ? (
        <PreviewStage
          key={`${roundId} ${group} ${time}`}
          place={place}
          drafted={{ rulebook, look, slug: slug || 'xem-thu' }}
          view={view}
          onView={setView}
          nowMs={nowMs}
        />
      ) : (
        <div className={styles.empty}>
          <StateCard kind="empty">{t(rounds.length === 0 ? 'noRounds' : 'noPlace')}</StateCard>
        </div>
      )}
    </div>
  );
}
