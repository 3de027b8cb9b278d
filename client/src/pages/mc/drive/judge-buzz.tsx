import type { ShowCommand } from '@hoithi/shared/contract/show';
import type { BuzzerStage } from '@hoithi/shared/contract/show-buzzer';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import styles from './page.module.css';

/** Who was first at the buzzer, and the MC's judgement of what was said. SPEC H51b. */
export function JudgeBuzz({
  asking,
  buzzer,
  isOver,
  drive,
}: {
  asking: number | null;
  buzzer: BuzzerStage;
  isOver: boolean;
  /** null: this page only watches. */
  drive: ((command: ShowCommand) => void) | null;
}) {
  const { t } = useTranslation('mc');
  const { number, duration } = useFormat();
  const { first, close, points } = buzzer;
  const mark = (right: boolean) => asking !== null && drive?.({ do: 'mark', asking, right });
  return (
    <div className={styles.buzz}>
      <p className={styles.cueText}>{t('buzz.rule', { count: points, value: number(points) })}</p>
      <output className={styles.buzz}>
        {first && (
          <span className={styles.buzzFirst}>
            <b>{first.name}</b> {first.unitName && <span>{first.unitName}</span>}{' '}
            <span>{duration(first.elapsedMs)}</span>{' '}
            <span>{t(`buzz.state.${first.right === null ? 'named' : first.right ? 'right' : 'wrong'}`)}</span>
          </span>
        )}
        {close && (
          <span className={styles.cueText}>{t('buzz.close', { name: close.name, value: number(close.behindMs) })}</span>
        )}
      </output>
      {drive && first?.right === null && (
        <div className={styles.buzzButtons}>
          <Button kind="primary" onClick={() => mark(true)}>
            {t('buzz.right')}
          </Button>
          <Button kind="danger" onClick={() => mark(false)}>
            {t('buzz.wrong')}
          </Button>
        </div>
      )}
      {drive && !isOver && first?.right === false && (
        <Button onClick={() => drive({ do: 'close' })}>{t('buzz.shut')}</Button>
      )}
    </div>
  );
}
