import type { Json } from '@hoithi/shared/contract/json';
import type { ContestCard } from '@hoithi/shared/contract/public';
import type { PublicParticipation } from '@hoithi/shared/contract/public-participation';
import type { ShowDraftContent, ShowDraftSaved, ShowDraftView } from '@hoithi/shared/contract/show-drafts';
import type { CueKind } from '@hoithi/shared/contract/show-file';
import { useCallback, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { makeId } from '../../../../connection/make-id.ts';
import { useLoaded } from '../../../../connection/use-loaded.ts';
import { ButtonLink } from '../../../../ui/button.tsx';
import { PageHead } from '../../../../ui/page-head.tsx';
import { StateCard } from '../../../../ui/state-card.tsx';
import { useFormat } from '../../../../ui/use-format.ts';
import { useRefusalText } from '../../../../ui/use-refusal-text.ts';
import { ContestTabs } from '../../contest-tabs.tsx';
import { asFields, asNumber, writeAt } from '../../editor/draft-value.ts';
import { useOrganizer } from '../../organizer-connection.ts';
import { OrganizerPage } from '../../organizer-page.tsx';
import { showsPath } from '../../organizer-paths.ts';
import { useContentSync } from '../../use-content-sync.ts';
import { NoDesk } from '../../with-desk.tsx';
import { CueDetail } from './cue-detail.tsx';
import { CueList } from './cue-list.tsx';
import { MeetingDialog } from './meeting-dialog.tsx';
import styles from './page.module.css';
import type { Fit } from './read-fit.ts';
import { RulesForm } from './rules-form.tsx';
import type { SampleContest } from './sample-view.ts';
import { ShowActs } from './show-acts.tsx';
import { ShowContext } from './show-context.ts';
import { type Cue, cuesOf, localOf, makeCue, minutesOf } from './show-value.ts';
import { Versions } from './versions.tsx';

/** A show, written cue by cue beside what the hall will see. SPEC H45-H49. */
export default function ShowPage({ slug, draftId }: { slug: string; draftId: string }) {
  const { t } = useTranslation('shows');
  const { view } = useOrganizer();
  const words = useRefusalText();
  const contest = view.contests.find((each) => each.contest.slug === slug)?.contest ?? null;
  const draft = useLoaded<ShowDraftView>(contest && `/api/organizer/show-drafts/${draftId}`);
  if (!contest) return <NoDesk />;
  return (
    <OrganizerPage demo={contest.demo}>
      <ContestTabs contest={contest} />
      {draft.refusal && (
        <StateCard
          kind="closed"
          title={words(draft.refusal)}
          action={<ButtonLink href={showsPath(slug)}>{t('toShows')}</ButtonLink>}
        />
      )}
      {!draft.refusal && !draft.value && <StateCard kind="loading" />}
      {draft.value && <Editor key={draftId} opened={draft.value} contest={contest} />}
    </OrganizerPage>
  );
}

function Editor({ opened, contest }: { opened: ShowDraftView; contest: ContestCard }) {
  const { t } = useTranslation('shows');
  const { local } = useFormat();
  const { draftId, bilingual, sounds } = opened;
  const sync = useContentSync<ShowDraftContent, ShowDraftView, ShowDraftSaved>(opened, {
    path: `/api/organizer/show-drafts/${draftId}`,
    mayChange: true,
  });
  const { content, change, base } = sync;
  const cues = useStableCues(content);
  const [chosen, setChosen] = useState<string | null>(cues[0]?.id ?? null);
  const [isOpen, setOpen] = useState(false); // on a phone: the cue instead of the list
  const [fits, setFits] = useState<ReadonlyMap<string, Fit>>(new Map());
  const figures = useLoaded<PublicParticipation>(`/api/contests/${encodeURIComponent(contest.slug)}/participation`);
  const sample = useMemo<SampleContest>(
    () => ({ card: contest, figures: figures.value, bilingual }),
    [contest, figures.value, bilingual],
  );
  const set = useCallback(
    (place: string, value: Json | undefined) => change((before) => writeAt(before, place, value) as ShowDraftContent),
    [change],
  );
  const putCues = (next: readonly Cue[]) => change((before) => ({ ...before, cues: next as readonly Json[] }));
  const choose = (id: string) => {
    setChosen(id);
    setOpen(true);
  };
  const at = Math.max(
    0,
    cues.findIndex(({ id }) => id === chosen),
  );
  const add = (kind: CueKind) => {
    const made = makeCue(kind, makeId().slice(0, 8));
    putCues(cues.toSpliced(Math.min(at + 1, Math.max(0, cues.length - 1)), 0, made)); // the end stays the last one
    choose(made.id);
  };
  const move = (from: number, to: number) => {
    const cue = cues[from];
    if (cue) putCues(cues.toSpliced(from, 1).toSpliced(to, 0, cue));
  };
  const onFit = useCallback(
    (id: string, fit: Fit) =>
      setFits((before) => (before.get(id)?.state === fit.state ? before : new Map(before).set(id, fit))),
    [],
  );
  const levels = [...new Set(figures.value?.units.map(({ level }) => level) ?? [])];
  const cue = cues[at];
  const total = cues.reduce((sum, each) => sum + (minutesOf(each) ?? 0), 0);
  return (
    <ShowContext value={{ draftId, content, set, problems: base.problems, bilingual, sounds }}>
      <PageHead
        above={<Link href={showsPath(contest.slug)}>{t('toShows')}</Link>}
        title={local(localOf(content.title)) || t('noName')}
      />
      <ShowActs
        sync={sync}
        total={total}
        planned={asNumber(asFields(content.plan).minutes)}
        misfits={cues.filter(({ id }) => (fits.get(id)?.state ?? 'fits') !== 'fits').length}
      />
      <div className={styles.editor} data-open={isOpen || undefined}>
        <CueList
          {...{ cues, chosen: cue?.id ?? null, content, fits, onFit, onChoose: choose }}
          {...{ contest: sample, onMove: move, onAdd: add }}
        />
        {cue && (
          <CueDetail
            key={cue.id}
            {...{ cue, at, cues, contest: sample, levels, fit: fits.get(cue.id) ?? null }}
            isAlone={isOpen}
            onBack={() => setOpen(false)}
            onMove={move}
            onCopy={() => {
              const made = { ...cue, id: makeId().slice(0, 8), ...('question' in cue ? { question: {} } : {}) };
              putCues(cues.toSpliced(at + 1, 0, made));
              choose(made.id);
            }}
            onRemove={() => {
              putCues(cues.toSpliced(at, 1));
              setChosen(cues[at + 1]?.id ?? null);
              setOpen(false);
            }}
          />
        )}
      </div>
      <RulesForm />
      <Versions draftId={draftId} />
      {sync.meeting && <MeetingDialog meeting={sync.meeting} onDecided={sync.decide} />}
    </ShowContext>
  );
}

/** The cues, each the same object as long as nothing in it changes, so that only its own picture is drawn anew. */
function useStableCues(content: ShowDraftContent): Cue[] {
  const known = useRef(new Map<string, { written: string; cue: Cue }>());
  return useMemo(
    () =>
      cuesOf(content).map((cue) => {
        const written = JSON.stringify(cue);
        const before = known.current.get(cue.id);
        if (before?.written === written) return before.cue;
        known.current.set(cue.id, { written, cue });
        return cue;
      }),
    [content],
  );
}
