import type { DraftChoices, DraftView } from '@hoithi/shared/contract/drafts';
import { readDraft } from '@hoithi/shared/rulebook/draft/complete';
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { getFile } from '../../../connection/api.ts';
import { useLoaded } from '../../../connection/use-loaded.ts';
import { Button, ButtonLink, FileLink } from '../../../ui/button.tsx';
import { formatTime } from '../../../ui/format.ts';
import { saveFile } from '../../../ui/save-file.ts';
import { StateCard } from '../../../ui/state-card.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { OrganizerPage } from '../organizer-page.tsx';
import { deskPath, draftPath, draftsPath } from '../organizer-paths.ts';
import { AmendDialog } from './amend-dialog.tsx';
import { AnnounceDialog } from './announce-dialog.tsx';
import { AwardsSection } from './awards-section.tsx';
import { CollectiveSection } from './collective-section.tsx';
import { type Claim, DraftContext } from './draft-context.ts';
import { asFields, asText, type Section, sections } from './draft-value.ts';
import fieldStyles from './fields.module.css';
import { GeneralSection } from './general-section.tsx';
import { LookSection } from './look-section.tsx';
import { MeetingDialog } from './meeting-dialog.tsx';
import { OpenPoints, Outline, Warnings } from './outline.tsx';
import styles from './page.module.css';
import { PeopleSection } from './people-section.tsx';
import { PlanNotices } from './plan-notices.tsx';
import { PrintedPanel } from './printed-panel.tsx';
import { PublicationSection } from './publication-section.tsx';
import { RoundsSection } from './rounds-section.tsx';
import { StandingsSection } from './standings-section.tsx';
import { useAmendment } from './use-amendment.ts';
import { useAttendance, useDraftSync } from './use-draft-sync.ts';
import { Versions } from './versions.tsx';

const parts: Record<Section, () => ReactNode> = {
  general: GeneralSection,
  people: PeopleSection,
  rounds: RoundsSection,
  standings: StandingsSection,
  awards: AwardsSection,
  collective: CollectiveSection,
  publication: PublicationSection,
  look: LookSection,
};
const readAfterMs = 200;

/** A contest's rules, made and changed on one page. SPEC J1-J5. */
export default function EditorPage({ draftId }: { draftId: string }) {
  const { t } = useTranslation('editor');
  const words = useRefusalText();
  const draft = useLoaded<DraftView>(`/api/organizer/drafts/${draftId}`);
  const choices = useLoaded<DraftChoices>('/api/organizer/draft-choices');
  const refusal = draft.refusal ?? choices.refusal;
  return (
    <OrganizerPage making>
      {refusal && (
        <StateCard
          kind="closed"
          title={words(refusal)}
          action={<ButtonLink href={draftsPath}>{t('toDrafts')}</ButtonLink>}
        />
      )}
      {!refusal && !(draft.value && choices.value) && <StateCard kind="loading" />}
      {draft.value && choices.value && <Editor key={draftId} opened={draft.value} choices={choices.value} />}
    </OrganizerPage>
  );
}

function Editor({ opened, choices }: { opened: DraftView; choices: DraftChoices }) {
  const { t } = useTranslation('editor');
  const { local, locale } = useFormat();
  const words = useRefusalText();
  const sync = useDraftSync(opened);
  const { content, change, base } = sync;
  const [announcing, setAnnouncing] = useState(false);
  const [amending, setAmending] = useState(false);
  const current = useCurrentSection();
  const { present, isDeleted } = useAttendance(opened.draftId, current, sync.onSaved);
  const settled = useSettled(content.rulebook, readAfterMs);
  const drafted = useMemo(() => readDraft(settled), [settled]);
  const read = useAmendment(drafted, base.inForce);
  const mayAmend = base.inForce !== null && read.wrong.length === 0 && read.rulebook !== null && !sync.isDirty;
  const claims = useRef(new Map<string, Claim>()).current;
  const draft = useMemo(
    () => ({
      draftId: opened.draftId,
      content,
      read,
      choices,
      mayChange: opened.mayChange && !isDeleted,
      change,
      claims,
    }),
    [opened.draftId, content, read, choices, opened.mayChange, isDeleted, change, claims],
  );
  const name = asText(asFields(asFields(content.rulebook.meta).name).vi);
  const download = async () => {
    const got = await getFile(`/api/organizer/drafts/${opened.draftId}/file`);
    if (got.ok) saveFile(got.value);
  };
  return (
    <DraftContext value={draft}>
      <header className={styles.head}>
        <div className={styles.headWords}>
          <p className={fieldStyles.soft}>{t('kicker')}</p>
          <h1>{name || t('noName')}</h1>
          <output className={styles.state} data-state={sync.state}>
            {isDeleted && <span>{t('deleted')}</span>}
            {!isDeleted && <SaveWords state={sync.state} isDirty={sync.isDirty} atMs={base.savedAtMs} />}
            {sync.refusal && <span role="alert">{words(sync.refusal)}</span>}
          </output>
          {present.length > 0 && (
            <ul className={styles.present} aria-label={t('present.title')}>
              {present.map((each, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: two people may bear one name
                <li key={at}>
                  {t('present.one', {
                    name: each.name,
                    part: t(`sections.${each.part as Section}`, { defaultValue: each.part }),
                  })}
                </li>
              ))}
            </ul>
          )}
        </div>
        <div className={styles.headActions}>
          {base.contest && <ButtonLink href={deskPath(base.contest.slug)}>{t('announce.toContest')}</ButtonLink>}
          {opened.mayAnnounce && !isDeleted && (
            <Button
              kind="primary"
              aria-disabled={read.rulebook === null || sync.isDirty}
              onClick={() => (read.rulebook === null || sync.isDirty ? null : setAnnouncing(true))}
            >
              {t('announce.act')}
            </Button>
          )}
          {read.rulebook !== null && !sync.isDirty && (
            <>
              <FileLink href={`/api/organizer/drafts/${opened.draftId}/rules.pdf?lang=${locale}`}>
                {t('printPdf')}
              </FileLink>
              <FileLink href={`/api/organizer/drafts/${opened.draftId}/rules.docx?lang=${locale}`}>
                {t('printDocx')}
              </FileLink>
            </>
          )}
          {read.rulebook !== null && !sync.isDirty && (
            <>
              <ButtonLink href={`${draftPath(opened.draftId)}/xem-thu`}>{t('preview')}</ButtonLink>
              <ButtonLink href={`${draftPath(opened.draftId)}/chay-thu`}>{t('simulate')}</ButtonLink>
            </>
          )}
          {base.inForce && !isDeleted && (
            <Button kind="primary" aria-disabled={!mayAmend} onClick={() => (mayAmend ? setAmending(true) : null)}>
              {t('amend.act')}
            </Button>
          )}
          <Button kind="quiet" onClick={() => void download()}>
            {t('download')}
          </Button>
        </div>
      </header>
      {base.inForce && <p className={fieldStyles.warning}>{t('amend.working', { version: base.inForce.version })}</p>}
      {!opened.mayChange && <p className={fieldStyles.warning}>{t('readOnly')}</p>}
      <div className={styles.columns}>
        <div className={styles.side}>
          <Outline current={current} />
          <OpenPoints />
          <Warnings />
        </div>
        <div className={styles.sections}>
          <PlanNotices />
          {sections.map((section) => {
            const Part = parts[section];
            return (
              <section key={section} id={section} className={styles.section} aria-labelledby={`${section}-title`}>
                <h2 id={`${section}-title`}>{t(`sections.${section}`)}</h2>
                <Part />
              </section>
            );
          })}
          <Versions draftId={opened.draftId} />
          {read.problems
            .filter(({ severity }) => severity === 'note')
            .map(({ place, words: sentence }) => (
              <p key={place} className={fieldStyles.soft}>
                {local(sentence)}
              </p>
            ))}
        </div>
        <PrintedPanel />
      </div>
      {announcing && <AnnounceDialog base={base} onClose={() => setAnnouncing(false)} />}
      {amending && (
        <AmendDialog
          base={base}
          onClose={() => setAmending(false)}
          onDone={() => {
            setAmending(false);
            void sync.again();
          }}
        />
      )}
      {sync.meeting && <MeetingDialog meeting={sync.meeting} onDecided={sync.decide} />}
    </DraftContext>
  );
}

function SaveWords({ state, isDirty, atMs }: { state: string; isDirty: boolean; atMs: number }) {
  const { t } = useTranslation('editor');
  if (state === 'waiting') return <span>{t('save.waiting')}</span>;
  if (state === 'saving' || isDirty) return <span>{t('save.saving')}</span>;
  return <span>{t('save.saved', { at: formatTime(atMs, true) })}</span>;
}

/** A value once it has stayed for a moment: the reader of rulebooks is not run on each key. */
function useSettled<T>(value: T, afterMs: number): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), afterMs);
    return () => clearTimeout(timer);
  }, [value, afterMs]);
  return settled;
}

/** The section that is read or written in. */
function useCurrentSection() {
  const [current, setCurrent] = useState<Section>('general');
  useEffect(() => {
    if (typeof IntersectionObserver === 'undefined') return;
    const observer = new IntersectionObserver(
      (entries) => {
        for (const entry of entries) if (entry.isIntersecting) setCurrent(entry.target.id as Section);
      },
      { rootMargin: '-20% 0px -70% 0px' },
    );
    for (const section of sections) {
      const element = document.getElementById(section);
      if (element) observer.observe(element);
    }
    const follow = ({ target }: FocusEvent): void => {
      const at = target instanceof Element ? target.closest('section')?.id : undefined;
      if (sections.some((section) => section === at)) setCurrent(at as Section);
    };
    document.addEventListener('focusin', follow);
    return () => {
      observer.disconnect();
      document.removeEventListener('focusin', follow);
    };
  }, []);
  return current;
}
