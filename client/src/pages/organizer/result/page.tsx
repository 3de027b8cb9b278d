import type { DeskRound } from '@hoithi/shared/contract/organizer';
import type { ResultDesk } from '@hoithi/shared/contract/result-desk';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLoaded } from '../../../connection/use-loaded.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Button } from '../../../ui/button.tsx';
import { PageHead } from '../../../ui/page-head.tsx';
import { StateCard } from '../../../ui/state-card.tsx';
import { Tabs } from '../../../ui/tabs.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { useMay, useOrganizer } from '../organizer-connection.ts';
import { type ResultDeskPart, resultDeskParts, resultDeskPath } from '../organizer-paths.ts';
import { type Desk, WithDesk } from '../with-desk.tsx';
import { ComplaintsCard } from './complaints-card.tsx';
import { DecideDialog } from './decide-dialog.tsx';
import { DecisionsCard } from './decisions-card.tsx';
import { DrawsCard } from './draws-card.tsx';
import { FinalizeCard } from './finalize-card.tsx';
import { MattersCard } from './matters-card.tsx';
import { countOpen, isOpenDraw, NextStep } from './next-step.tsx';
import styles from './page.module.css';
import { PapersPart } from './papers-part.tsx';
import { PlacesCard } from './places-card.tsx';
import { PublishCard } from './publish-card.tsx';
import type { Deciding, ResultParts } from './result-parts.ts';
import { SignalsCard } from './signals-card.tsx';

/** The committee's path from the close to a signed result, for one round. SPEC F18. */
export default function ResultDeskPage({
  slug,
  ordinal,
  part,
}: {
  slug: string;
  ordinal: string | null;
  part: string;
}) {
  const named = (Object.keys(resultDeskParts) as ResultDeskPart[]).find((id) => resultDeskParts[id] === part) ?? 'work';
  return <WithDesk slug={slug}>{(desk) => <RoundChoice desk={desk} ordinal={ordinal} part={named} />}</WithDesk>;
}

const isOver = ({ phase }: DeskRound): boolean => phase !== 'scheduled' && phase !== 'open';

type ChoiceProps = { desk: Desk; ordinal: string | null; part: ResultDeskPart };

function RoundChoice({ desk, ordinal, part }: ChoiceProps) {
  const { t } = useTranslation('result-desk');
  const { local } = useFormat();
  const over = desk.rounds.filter(isOver);
  const waiting = over.find(({ phase }) => phase !== 'published');
  const round = ordinal === null ? (waiting ?? over.at(-1)) : over.find((each) => String(each.ordinal) === ordinal);
  if (!round) {
    return (
      <StateCard kind="empty" title={t('none')}>
        {t('noneText')}
      </StateCard>
    );
  }
  return (
    <>
      {over.length > 1 && (
        <Tabs
          label={t('rounds')}
          tabs={over.map((each) => ({
            href: resultDeskPath(desk.contest.slug, each.ordinal, part),
            label: local(each.label),
            current: each.roundId === round.roundId,
          }))}
        />
      )}
      <RoundResult key={round.roundId} desk={desk} round={round} part={part} />
    </>
  );
}

type RoundProps = { desk: Desk; round: DeskRound; part: ResultDeskPart };

function RoundResult({ desk: { contest }, round, part }: RoundProps) {
  const { t } = useTranslation(['result-desk', 'common']);
  const { local } = useFormat();
  const words = useRefusalText();
  const may = useMay(contest.contestId);
  const path = `/api/organizer/rounds/${round.roundId}/result`;
  const { value: desk, refusal, loading, again } = useLoaded<ResultDesk>(path);
  const [notice, setNotice] = useState<string | null>(null);
  const [deciding, setDeciding] = useState<Deciding | null>(null);
  const state = `${round.phase} ${round.standing?.version ?? 0}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another state of the round is read anew
  useEffect(again, [state, again]);
  const done = (sentence: string) => {
    setNotice(sentence);
    setDeciding(null);
    again();
  };
  const { contestId, slug } = contest;
  const parts = desk && { desk, path, contestId, slug, may, decide: setDeciding, done };
  return (
    <>
      <PageHead above={local(contest.name)} title={t('title', { round: local(round.label) })}>
        {parts && desk.standing && <NextStep {...parts} />}
        {desk && <Path desk={desk} />}
      </PageHead>
      <output className={styles.notice}>{notice}</output>
      {loading && <StateCard kind="loading" />}
      {refusal && (
        <StateCard
          kind="error"
          action={
            <Button kind="primary" onClick={again}>
              {t('common:again')}
            </Button>
          }
        >
          {words(refusal)}
        </StateCard>
      )}
      {desk && !desk.standing && <StateCard kind="loading">{t('settling')}</StateCard>}
      {parts && desk.standing && <Parts parts={parts} part={part} />}
      {deciding && parts && <DecideDialog parts={parts} deciding={deciding} onClose={() => setDeciding(null)} />}
    </>
  );
}

const needs = {
  complaints: 'complaint:answer',
  signals: 'result:decide',
  papers: 'contacts:read',
  certificates: 'contacts:read',
} as const;

/** The parts of the page as tabs, each with its own address; how much waits stands in the name of its tab. */
function Parts({ parts, part }: { parts: ResultParts; part: ResultDeskPart }) {
  const { t } = useTranslation('result-desk');
  const { number } = useFormat();
  const { desk, slug, may } = parts;
  const counts: Partial<Record<ResultDeskPart, number>> = { work: countOpen(desk), complaints: desk.complaintsOpen };
  const shown = (Object.keys(resultDeskParts) as ResultDeskPart[]).filter(
    (id) => !(id in needs) || may(needs[id as keyof typeof needs]),
  );
  const at = shown.includes(part) ? part : 'work';
  return (
    <>
      <Tabs
        label={t('outline')}
        tabs={shown.map((id) => {
          const [name, count] = [t(`parts.${id}`), counts[id] ?? 0];
          return {
            href: resultDeskPath(slug, desk.round.ordinal, id),
            label: count > 0 ? t('parts.count', { name, value: number(count) }) : name,
            current: id === at,
          };
        })}
      />
      {at === 'work' && <WorkPart {...parts} />}
      {at === 'places' && <PlacesCard {...parts} />}
      {at === 'decisions' && <DecisionsCard {...parts} />}
      {at === 'complaints' && <ComplaintsCard {...parts} />}
      {at === 'signals' && <SignalsCard {...parts} />}
      {(at === 'papers' || at === 'certificates') && <PapersPart {...parts} part={at} />}
    </>
  );
}

/** What waits, and the two steps that end it. Draws stand here until they are decided; then among the decisions. */
function WorkPart(parts: ResultParts) {
  return (
    <>
      <MattersCard {...parts} />
      <DrawsCard {...parts} drawn={parts.desk.drawn.filter(isOpenDraw)} />
      <FinalizeCard {...parts} />
      <PublishCard {...parts} />
    </>
  );
}

const steps = ['closed', 'verifying', 'finalized', 'published'] as const;
const placeOf = (phase: string): number => (steps as readonly string[]).indexOf(phase);

/** Where the result stands on its way, and what the newest standing is. */
function Path({ desk: { round, standing } }: { desk: ResultDesk }) {
  const { t } = useTranslation(['result-desk', 'common']);
  const { instant, number } = useFormat();
  const { view } = useOrganizer();
  const at = placeOf(round.phase);
  const { publishAtMs } = round;
  const isLate = publishAtMs !== null && publishAtMs <= view.serverNowMs && round.phase === 'verifying';
  return (
    <>
      <ol className={styles.path} aria-label={t('path.label')}>
        {steps.map((step, place) => (
          <li
            key={step}
            className={styles.step}
            data-done={place < at}
            aria-current={place === at ? 'step' : undefined}
          >
            {t(`path.${step}`)}
          </li>
        ))}
      </ol>
      {standing && (
        <p className={styles.soft}>
          <Badge tone={round.phase === 'published' ? 'jade' : 'amber'}>{t(`common:phase.${round.phase}`)}</Badge>{' '}
          <span>
            {t('stamp', {
              version: number(standing.version),
              at: instant(standing.computedAtMs),
              persons: number(standing.persons),
              attempts: number(standing.attempts),
            })}
          </span>{' '}
          {standing.target !== null && <span>{t('target', { value: number(standing.target) })}</span>}
        </p>
      )}
      {isLate && <p className={styles.late}>{t('late', { at: instant(publishAtMs) })}</p>}
    </>
  );
}
