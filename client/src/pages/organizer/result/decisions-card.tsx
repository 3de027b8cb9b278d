import type { DeskDecision } from '@hoithi/shared/contract/result-desk';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Badge } from '../../../ui/badge.tsx';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { DrawsCard } from './draws-card.tsx';
import { IncidentDialog } from './incident-dialog.tsx';
import { KeyDialog } from './key-dialog.tsx';
import { isOpenDraw } from './next-step.tsx';
import styles from './page.module.css';
import type { ResultParts } from './result-parts.ts';

/** What the committee decided, newest first, and what else may be decided. SPEC F14, F15. */
export function DecisionsCard(parts: ResultParts) {
  const { t } = useTranslation('result-desk');
  const { desk, may, decide } = parts;
  const [open, setOpen] = useState<'key' | 'incident' | null>(null);
  const close = () => setOpen(null);
  const closed = desk.drawn.filter((draw) => !isOpenDraw(draw));
  return (
    <>
      <Card id="decide" title={t('decide.title')}>
        <div className={styles.stack}>
          <p className={styles.soft}>{t('decide.lead')}</p>
          {may('result:decide') && (
            <p className={styles.rowActs}>
              <Button onClick={() => setOpen('key')}>{t('decide.key')}</Button>
              <Button onClick={() => setOpen('incident')}>{t('decide.incident')}</Button>
              <Button kind="quiet" onClick={() => decide({ decision: null, about: '' })}>
                {t('decide.again')}
              </Button>
            </p>
          )}
          {desk.decisions.length === 0 && <p>{t('decide.none')}</p>}
          <ul className={styles.decisions}>
            {desk.decisions.map((decision) => (
              <Decision key={decision.no} decision={decision} parts={parts} />
            ))}
          </ul>
        </div>
        {open === 'key' && (
          <KeyDialog
            path={parts.path}
            onClose={close}
            onChoose={(what) => {
              close();
              decide(what);
            }}
          />
        )}
        {open === 'incident' && (
          <IncidentDialog
            desk={desk}
            onClose={close}
            onChoose={(what) => {
              close();
              decide(what);
            }}
          />
        )}
      </Card>
      <DrawsCard {...parts} drawn={closed} />
    </>
  );
}

function Decision({ decision, parts: { desk, may, decide } }: { decision: DeskDecision; parts: ResultParts }) {
  const { t } = useTranslation('result-desk');
  const { local, instant, number } = useFormat();
  const { no, kind, detail, about, own, round, reason, by, atMs } = decision;
  const isLast = (kinds: readonly string[], key: string) =>
    desk.decisions.find((each) => kinds.includes(each.kind) && each.detail[key] === detail[key])?.no === no;
  const { personId, attemptId } = detail;
  return (
    <li className={styles.decision}>
      <span className={styles.decisionHead}>
        <Badge tone="indigo">{t('decide.no', { no: number(no) })}</Badge>
        <strong>{t(`decide.kinds.${kind}`)}</strong>
        {!own && <Badge>{t('decide.other', { round: local(round) })}</Badge>}
      </span>
      {about && <span>{about}</span>}
      {kind === 'incident' && typeof detail.fromMs === 'number' && typeof detail.toMs === 'number' && (
        <span>
          {instant(detail.fromMs)} – {instant(detail.toMs)}
        </span>
      )}
      <span>{t('decide.reason', { reason })}</span>
      <span className={styles.soft}>{t('decide.by', { by: by || t('decide.byLink'), at: instant(atMs) })}</span>
      {may('result:decide') && own && kind === 'exclude' && isLast(['exclude', 'include'], 'personId') && (
        <span>
          <Button
            kind="quiet"
            onClick={() => decide({ decision: { kind: 'include', personId: String(personId) }, about })}
          >
            {t('decide.include')}
          </Button>
        </span>
      )}
      {may('result:decide') && own && kind === 'void' && isLast(['void', 'restore'], 'attemptId') && (
        <span>
          <Button
            kind="quiet"
            onClick={() => decide({ decision: { kind: 'restore', attemptId: String(attemptId) }, about })}
          >
            {t('decide.restore')}
          </Button>
        </span>
      )}
    </li>
  );
}
