import type { BuzzerStage } from '@hoithi/shared/contract/show-buzzer';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../../ui/use-format.ts';
import { fitSize } from '../fit-size.ts';
import { useFitted } from '../use-fitted.ts';
import styles from './page.module.css';

/** Who was first at the buzzer, large, until the MC has judged the answer. SPEC H51. */
export function Buzzed({ head, text, buzzer }: { head: string; text: string; buzzer: BuzzerStage }) {
  const { t } = useTranslation('screen');
  const { number } = useFormat();
  const { first, close } = buzzer;
  const box = useFitted<HTMLDivElement>(`${first?.name} ${first?.right}`);
  if (!first) return null;
  return (
    <div ref={box} className={styles.buzzed} data-wrong={first.right === false || undefined}>
      <p className={styles.presentedNumber}>{head}</p>
      <p className={styles.buzzedText}>{text}</p>
      <div className={styles.buzzedName} data-fit>
        <h1
          style={{
            fontSize: fitSize(first.name, [
              [12, 220],
              [26, 160],
              [40, 128],
            ]),
          }}
        >
          {first.name}
        </h1>
        {first.unitName && <p className={styles.buzzedUnit}>{first.unitName}</p>}
      </div>
      <p className={styles.buzzedState}>{t(first.right === false ? 'show.buzz.wrong' : 'show.buzz.named')}</p>
      {close && (
        <p className={styles.buzzedClose}>
          {t('show.buzz.close', { name: close.name, value: number(close.behindMs) })}
        </p>
      )}
    </div>
  );
}
