import type { DeskDrawn } from '@hoithi/shared/contract/draws';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { DrawFacts } from '../../../ui/draw-facts.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { useOrganizer } from '../organizer-connection.ts';
import { CallOffDialog, SeedDialog } from './draw-dialogs.tsx';
import styles from './page.module.css';
import type { ResultParts } from './result-parts.ts';

/** Draws that were named on this round: waiting for their seeds, drawn, called off. SPEC F40, F41. */
export function DrawsCard({ drawn, ...parts }: ResultParts & { drawn: readonly DeskDrawn[] }) {
  const { t } = useTranslation('draws');
  if (drawn.length === 0) return null;
  return (
    <Card id="draws" title={t('title')}>
      <div className={styles.stack}>
        <p className={styles.soft}>{t('lead')}</p>
        {drawn.map((draw) => (
          <Draw key={draw.drawId} draw={draw} parts={parts} />
        ))}
        <p className={styles.soft}>{t('check')}</p>
      </div>
    </Card>
  );
}

function Draw({ draw, parts }: { draw: DeskDrawn; parts: ResultParts }) {
  const { t } = useTranslation('draws');
  const { instant, number, local } = useFormat();
  const { view } = useOrganizer();
  const [open, setOpen] = useState<'seed' | 'off' | null>(null);
  const { source, state, typed, first, decisionNo, listChanged } = draw;
  const isEarly = source.kind === 'lottery' && source.atMs > view.serverNowMs;
  const mayDecide = parts.may('result:decide');
  const close = () => setOpen(null);
  return (
    <article className={styles.matter}>
      <DrawFacts draw={draw} />
      {first.length > 0 && (
        <ol className={styles.order}>
          {first.map(({ number: no, name, unitName }) => (
            <li key={no}>
              <span className={styles.orderRank}>{t('number', { number: number(no) })}</span>
              <strong className={styles.person}>
                <span>{name}</span>
                {unitName && <span>{unitName}</span>}
              </strong>
            </li>
          ))}
        </ol>
      )}
      {typed.map(({ by, atMs }) => (
        <p key={`${by} ${atMs}`}>{t('typedBy', { name: by, at: instant(atMs) })}</p>
      ))}
      {listChanged && <p className={styles.late}>{t('changed')}</p>}
      {decisionNo !== null && <p>{t('applied', { no: number(decisionNo) })}</p>}
      {state === 'named' && isEarly && <p>{t('early', { at: instant(source.atMs) })}</p>}
      {mayDecide && state === 'named' && (
        <p className={styles.rowActs}>
          {!isEarly && !listChanged && (
            <Button kind="primary" onClick={() => setOpen('seed')}>
              {t(source.kind === 'lottery' ? 'give' : 'open')}
            </Button>
          )}
          {(isEarly || listChanged || source.kind === 'committed') && (
            <Button kind="quiet" onClick={() => setOpen('off')}>
              {t('callOff')}
            </Button>
          )}
        </p>
      )}
      {mayDecide && state === 'drawn' && decisionNo === null && (
        <Button
          kind="primary"
          onClick={() => parts.decide({ decision: { kind: 'drawn', drawId: draw.drawId }, about: local(draw.label) })}
        >
          {t('apply')}
        </Button>
      )}
      {open === 'seed' && <SeedDialog draw={draw} parts={parts} onClose={close} />}
      {open === 'off' && <CallOffDialog draw={draw} parts={parts} onClose={close} />}
    </article>
  );
}
