import type { DeskTie, ExcludedLater } from '@hoithi/shared/contract/result-desk';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { Star } from '../../../ui/star.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { preparePath, resultDeskPath } from '../organizer-paths.ts';
import { NameDrawDialog, type ToDraw } from './name-draw-dialog.tsx';
import { isBeingDrawn, isOpenDraw } from './next-step.tsx';
import styles from './page.module.css';
import type { ResultParts } from './result-parts.ts';

/** What waits for a decision before the result can be finalized. SPEC F10, M11. */
export function MattersCard(parts: ResultParts) {
  const { desk, slug, may, decide } = parts;
  const { t } = useTranslation(['result-desk', 'draws']);
  const [drawing, setDrawing] = useState<ToDraw | null>(null);
  const { local } = useFormat();
  const { newDecisions, complaintsOpen, excludedLater } = desk;
  const ties = desk.ties.filter(({ label, rank }) => !isBeingDrawn(desk, label, rank));
  const draws = desk.draws.filter(({ label }) => !isBeingDrawn(desk, label, null));
  const none = ties.length + draws.length + excludedLater.length + newDecisions + complaintsOpen === 0;
  return (
    <Card id="open" title={t('open.title')} tone={none ? 'plain' : 'gold'}>
      <div className={styles.stack}>
        {none && (
          <p>
            <Star /> <span>{t(desk.drawn.some(isOpenDraw) ? 'open.drawing' : 'open.none')}</span>
          </p>
        )}
        {ties.map((tie) => (
          <Tie
            key={`${tie.listId} ${tie.rank} ${tie.people.length}`}
            tie={tie}
            onPreview={
              may('result:decide')
                ? (ids) => decide({ decision: { kind: 'order', list: tie.listId, ids }, about: local(tie.label) })
                : null
            }
            onPlayed={
              may('result:decide')
                ? (runId) => decide({ decision: { kind: 'played', runId }, about: local(tie.label) })
                : null
            }
            onDraw={
              may('result:decide')
                ? () => setDrawing({ list: tie.list, rank: tie.rank, about: local(tie.label) })
                : null
            }
          />
        ))}
        {draws.map(({ list, award, label, people }) => (
          <div key={award} className={styles.matter}>
            <p>{t('open.draw', { list: local(label), count: people })}</p>
            {may('result:decide') && (
              <Button onClick={() => setDrawing({ list, rank: null, about: local(label) })}>{t('draws:name')}</Button>
            )}
          </div>
        ))}
        {excludedLater.map((later) => (
          <Later key={later.personId} later={later} parts={parts} />
        ))}
        {newDecisions > 0 && (
          <div className={styles.matter}>
            <p>{t('open.others', { count: newDecisions })}</p>
            {may('result:decide') && (
              <Button onClick={() => decide({ decision: null, about: '' })}>{t('open.catchUp')}</Button>
            )}
          </div>
        )}
        {complaintsOpen > 0 && (
          <p className={styles.matter}>
            <Link href={resultDeskPath(slug, desk.round.ordinal, 'complaints')}>
              {t('open.complaints', { count: complaintsOpen })}
            </Link>
          </p>
        )}
      </div>
      {drawing && <NameDrawDialog parts={parts} what={drawing} onClose={() => setDrawing(null)} />}
    </Card>
  );
}

/** Somebody who was excluded after their entries: out of the result by a decision, or off the list. */
function Later({ later, parts: { may, decide, slug } }: { later: ExcludedLater; parts: ResultParts }) {
  const { t } = useTranslation(['result-desk', 'common']);
  const { instant } = useFormat();
  const { personId, name, unitName, role, reason, excludedAtMs, attempts } = later;
  return (
    <article className={styles.matter}>
      <p>
        <strong>{unitName === null ? name : t('signals.person', { name, unit: unitName })}</strong>{' '}
        <span>{t('open.later', { count: attempts, at: instant(excludedAtMs), role: t(`common:role.${role}`) })}</span>{' '}
        {reason !== '' && <span>{t('open.laterWhy', { reason })}</span>}
      </p>
      <p className={styles.rowActs}>
        {may('result:decide') && (
          <Button onClick={() => decide({ decision: { kind: 'exclude', personId }, about: name })}>
            {t('open.laterOut')}
          </Button>
        )}
        {may('exclusions:read') && <Link href={preparePath(slug)}>{t('open.laterList')}</Link>}
      </p>
    </article>
  );
}

type TieProps = {
  tie: DeskTie;
  onPreview: ((ids: string[]) => void) | null;
  /** A run of exactly these people. */
  onPlayed: ((runId: string) => void) | null;
  onDraw: (() => void) | null;
};

/** Equal people in an order that is changed by hand and then previewed. */
function Tie({ tie, onPreview: onOrder, onPlayed, onDraw }: TieProps) {
  const { t } = useTranslation(['result-desk', 'draws']);
  const onPreview = tie.by === 'draw' ? null : onOrder; // what the rules leave to lots is drawn, not chosen
  const { local, number, instant } = useFormat();
  const [order, setOrder] = useState(tie.people);
  const raise = (at: number) => {
    const [above, person] = order.slice(at - 1, at + 1);
    if (above && person) setOrder(order.with(at - 1, person).with(at, above));
  };
  return (
    <article className={styles.matter}>
      <p>
        <strong>{t('open.tie', { list: local(tie.label), count: tie.people.length, rank: number(tie.rank) })}</strong>{' '}
        {t(`open.by.${tie.by}`)}
      </p>
      <ol className={styles.order} aria-label={t('open.order')}>
        {order.map((person, at) => (
          <li key={person.personId}>
            <span className={styles.orderRank}>{t('open.rank', { rank: number(tie.rank + at) })}</span>
            <strong className={styles.person}>
              <span>{person.name}</span>
              {person.unitName && <span>{person.unitName}</span>}
            </strong>
            {onPreview && (
              <>
                <Button disabled={at === 0} aria-label={t('open.up', { name: person.name })} onClick={() => raise(at)}>
                  <span aria-hidden="true">↑</span>
                </Button>
                <Button
                  disabled={at === order.length - 1}
                  aria-label={t('open.down', { name: person.name })}
                  onClick={() => raise(at + 1)}
                >
                  <span aria-hidden="true">↓</span>
                </Button>
              </>
            )}
          </li>
        ))}
      </ol>
      {onPreview && tie.played.length === 0 && <p>{t('open.playHow')}</p>}
      {onPreview &&
        onPlayed &&
        tie.played.map(({ runId, code, endedAtMs }) => (
          <p key={runId} className={styles.rowActs}>
            <span>{t('open.played', { code, at: instant(endedAtMs) })}</span>{' '}
            <Button onClick={() => onPlayed(runId)}>{t('open.previewPlayed')}</Button>
          </p>
        ))}
      <p className={styles.rowActs}>
        {onPreview && (
          <Button kind="primary" onClick={() => onPreview(order.map(({ personId }) => personId))}>
            {t('open.preview')}
          </Button>
        )}
        {onDraw && (
          <Button kind={tie.by === 'draw' ? 'primary' : 'quiet'} onClick={onDraw}>
            {t('draws:name')}
          </Button>
        )}
      </p>
    </article>
  );
}
