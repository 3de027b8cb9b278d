import type { DeskDrawn } from '@hoithi/shared/contract/draws';
import type { ResultDesk } from '@hoithi/shared/contract/result-desk';
import type { LocalText } from '@hoithi/shared/contract/text';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useFormat } from '../../../ui/use-format.ts';
import { resultDeskPath } from '../organizer-paths.ts';
import styles from './page.module.css';
import type { ResultParts } from './result-parts.ts';

/** A draw that waits for its seed, or for the decision that follows from it. */
export const isOpenDraw = ({ state, decisionNo }: DeskDrawn): boolean =>
  state === 'named' || (state === 'drawn' && decisionNo === null);

/** Whether a draw of these equals, or of this award's list (`rank` null), is under way. */
export const isBeingDrawn = ({ drawn }: ResultDesk, label: LocalText, rank: number | null): boolean =>
  drawn.some((draw) => isOpenDraw(draw) && draw.label.vi === label.vi && draw.rank === rank);

/** How much waits for the committee before the result can be finalized. */
export function countOpen(desk: ResultDesk): number {
  const ties = desk.ties.filter(({ label, rank }) => !isBeingDrawn(desk, label, rank));
  const draws = desk.draws.filter(({ label }) => !isBeingDrawn(desk, label, null));
  const others = desk.excludedLater.length + (desk.newDecisions > 0 ? 1 : 0);
  return ties.length + draws.length + others + desk.drawn.filter(isOpenDraw).length;
}

type Step = 'decide' | 'complaints' | 'earlier' | 'first' | 'second' | 'only' | 'own' | 'publish' | 'correct' | 'done';

/** The one thing that comes next on the way to a published result. SPEC F18. */
export function nextStepOf(desk: ResultDesk): Step {
  const { finalize, publishedVersion, standing } = desk;
  if (countOpen(desk) > 0) return 'decide';
  if (desk.complaintsOpen > 0) return 'complaints';
  if (finalize.hash === null) {
    if (standing?.version === publishedVersion) return 'done';
    return publishedVersion === null ? 'publish' : 'correct';
  }
  if (finalize.after !== null) return 'earlier';
  if (finalize.rule === 'one') return 'only';
  if (finalize.pending === null) return 'first';
  return finalize.pending.isOwn ? 'own' : 'second';
}

/** In one sentence, on every part of the page, with the way to it. */
export function NextStep({ desk, slug, may }: ResultParts) {
  const { t } = useTranslation('result-desk');
  const { local, number } = useFormat();
  const step = nextStepOf(desk);
  const { finalize, round } = desk;
  const count = step === 'complaints' ? desk.complaintsOpen : countOpen(desk);
  const part = step === 'complaints' && may('complaint:answer') ? 'complaints' : 'work';
  return (
    <p className={styles.next} data-done={step === 'done'}>
      <strong>{t('next.title')}</strong>{' '}
      <Link href={resultDeskPath(slug, round.ordinal, part)}>
        {t(`next.${step}`, {
          ...{ count, value: number(count), name: finalize.pending?.first.name ?? '' },
          round: finalize.after ? local(finalize.after) : '',
        })}
      </Link>
    </p>
  );
}
