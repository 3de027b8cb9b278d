import type { Look } from '@hoithi/shared/contract/look';
import type { PublicResults } from '@hoithi/shared/contract/results';
import type { ScreenView } from '@hoithi/shared/contract/screen';
import type { Rulebook } from '@hoithi/shared/rulebook/model/rulebook';
import { PreviewSitting } from '@hoithi/shared/rulebook/preview/preview-sitting';
import type { PreviewPlace } from '@hoithi/shared/rulebook/preview/take-place';
import { printRulebook } from '@hoithi/shared/rulebook/print/print-rulebook';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Route, Router, Switch } from 'wouter';
import { memoryLocation } from 'wouter/memory-location';
import { makeId } from '../../../connection/make-id.ts';
import { useTones } from '../../../ui/look.ts';
import { Page } from '../../../ui/page.tsx';
import { StateCard } from '../../../ui/state-card.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { VisitPages } from '../../contestant/contestant-app.tsx';
import { RulesSheet } from '../../public/printed-rules/page.tsx';
import { ResultsSheet } from '../../public/results/published-results.tsx';
import { ScreenPicture } from '../../screen/screen-picture.tsx';
import { Stage } from '../../screen/stage.tsx';
import styles from './page.module.css';
import { plannedRounds, previewCard, previewContest, previewMe } from './preview-contest.ts';
import { previewTransport } from './preview-transport.ts';
import { sampleQuestions } from './sample-questions.ts';

export type PreviewView = 'contest' | 'results' | 'welcome' | 'winners';
type Drafted = { rulebook: Rulebook; look: Look; slug: string };
type StageProps = {
  place: PreviewPlace;
  drafted: Drafted;
  view: PreviewView;
  onView: (view: PreviewView) => void;
  nowMs: () => number;
};

/** One sitting, from the contest page to the award: results are there once they are looked at. */
export function PreviewStage({ place, drafted, view, onView, nowMs }: StageProps) {
  const { t } = useTranslation('preview');
  const { number } = useFormat();
  const [opened] = useState(() => openSitting(place, drafted, nowMs, t));
  const { card, sitting, rounds } = opened;
  const [results, setResults] = useState<PublicResults | null>(null);
  useTones(card.look);
  useEffect(() => {
    if (view === 'contest' || view === 'welcome') return;
    const names = t('names', { returnObjects: true });
    const nameOf = (id: string) => names[Number(id.replace(/\D/g, '')) % names.length] ?? '';
    const unitOf = (code: string) => t('madeUnit', { number: code.replace(/\D/g, '') });
    setResults(sitting.publish({ nameOf, unitOf, slug: drafted.slug }).results);
  }, [view, sitting, drafted.slug, t]);
  const people = Math.max(0, (results?.counts.roundPersons ?? 1) - 1);
  return (
    <>
      <p className={styles.note}>
        {view === 'contest' && <span>{t('contestNote')}</span>}
        {view === 'results' && <span>{t('resultsNote', { people: number(people) })}</span>}
        {(view === 'welcome' || view === 'winners') && <span>{t('screenNote')}</span>}
      </p>
      {(view === 'welcome' || view === 'winners') && (
        <div className={styles.wall}>
          <Stage look={card.look}>
            <ScreenPicture view={screenOf(opened, view, results, nowMs())} picture={view} />
          </Stage>
        </div>
      )}
      {view === 'results' && results && (
        <PagesFrame slug={drafted.slug} path={`/c/${drafted.slug}/ket-qua/${place.ordinal}`} onView={onView}>
          <ResultsSheet results={results} valid={null} look={card.look ?? null} />
        </PagesFrame>
      )}
      {view === 'contest' && (
        <PagesFrame slug={drafted.slug} path={`/c/${drafted.slug}`} onView={onView} rules={drafted}>
          <SittingPages opened={opened} drafted={drafted} rounds={rounds} nowMs={nowMs} />
        </PagesFrame>
      )}
    </>
  );
}

type Opened = ReturnType<typeof openSitting>;
type T = ReturnType<typeof useTranslation<'preview'>>['t'];

function openSitting(place: PreviewPlace, drafted: Drafted, nowMs: () => number, t: T) {
  const card = previewCard(drafted, place.round);
  const person = { name: t('person'), unitName: t('unit') };
  const samples = t('samples', { returnObjects: true });
  const questions = sampleQuestions(place.quiz, place.paper.count, samples);
  const sitting = new PreviewSitting({ place, card, questions, person, newId: makeId, nowMs });
  return { card, person, sitting, rounds: plannedRounds(drafted.rulebook, nowMs()) };
}

type SittingProps = { opened: Opened; drafted: Drafted; rounds: Opened['rounds']; nowMs: () => number };

function SittingPages({ opened: { card, person, sitting }, drafted, rounds, nowMs }: SittingProps) {
  const visit = useMemo(() => {
    const own = rounds.map((round) => (round.ordinal === sitting.roundCard().ordinal ? sitting.roundCard() : round));
    return {
      slug: drafted.slug,
      public: previewContest(card, own),
      me: previewMe(person.name, person.unitName),
      again: () => undefined,
    };
  }, [card, person, sitting, drafted.slug, rounds]);
  const transport = useMemo(() => () => previewTransport(sitting, nowMs, rounds), [sitting, nowMs, rounds]);
  return <VisitPages visit={visit} transport={transport} />;
}

type FrameProps = {
  slug: string;
  path: string;
  onView: (view: PreviewView) => void;
  rules?: Drafted;
  children: React.ReactNode;
};

/** Pages whose addresses are of this frame alone: none of them is ever a request. */
function PagesFrame({ path, onView, rules, children }: FrameProps) {
  const [{ hook, searchHook }] = useState(() => memoryLocation({ path }));
  return (
    <div className={styles.frame}>
      <div className={styles.scroll}>
        <Router hook={hook} searchHook={searchHook} base="">
          <Switch>
            <Route path="/c/:slug/the-le">{rules ? <Rules drafted={rules} /> : <Elsewhere onView={onView} />}</Route>
            <Route path="/c/:slug/(tham-gia|khieu-nai|ho-so|dang-nhap)/*?">
              <Elsewhere onView={onView} />
            </Route>
            <Route path="/c/:slug/ket-qua/:ordinal">{rules ? <Leave onView={onView} to="results" /> : children}</Route>
            <Route path="/c/:slug/*?">{rules ? children : <Leave onView={onView} to="contest" />}</Route>
            <Route>
              <Leave onView={onView} to="contest" />
            </Route>
          </Switch>
        </Router>
      </div>
    </div>
  );
}

function Leave({ onView, to }: { onView: (view: PreviewView) => void; to: PreviewView }) {
  useEffect(() => onView(to), [onView, to]);
  return null;
}

function Rules({ drafted: { rulebook, slug } }: { drafted: Drafted }) {
  const { t } = useTranslation('preview');
  const printed = useMemo(() => printRulebook(rulebook), [rulebook]);
  return (
    <Page width="middle" home={`/c/${slug}`} header={<Link href={`/c/${slug}`}>{t('toContest')}</Link>}>
      <RulesSheet printed={printed} version={1} seals={[]} amendments={[]} host={rulebook.meta.host} />
    </Page>
  );
}

function Elsewhere({ onView }: { onView: (view: PreviewView) => void }) {
  const { t } = useTranslation('preview');
  return (
    <Page>
      <StateCard kind="not-yet" title={t('notHere')}>
        <p>{t('notHereText')}</p>
        <button type="button" className={styles.way} onClick={() => onView('contest')}>
          {t('toContest')}
        </button>
      </StateCard>
    </Page>
  );
}

function screenOf(
  { card, sitting }: Opened,
  picture: 'welcome' | 'winners',
  results: PublicResults | null,
  atMs: number,
): ScreenView {
  return {
    ...{ version: 1, picture, joinUrl: `${location.origin}/c/${card.slug}`, everyUnit: null, results, show: null },
    participation: {
      ...{ version: 1, serverNowMs: atMs, contest: card, round: sitting.roundCard(), coarse: false, counts: null },
      ...{ units: [], targetRate: null },
    },
  };
}
