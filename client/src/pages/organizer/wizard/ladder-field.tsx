/** The list with one key a place earlier (-1) or later (1); at an end it stays where it is. */
import type { OpenQuestion } from '@hoithi/shared/contract/organizer';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../ui/use-format.ts';
import styles from './page.module.css';

type LadderFieldProps = { question: OpenQuestion; value: unknown; change: (keys: string[] | undefined) => void };

/** An ordered list: keys are added, moved by buttons or the arrow keys, and taken out. The focus stays on the key that moved. */
export function LadderField({ question, value, change }: LadderFieldProps) {
  const { t } = useTranslation('organizer');
  const { local } = useFormat();
  const [notice, setNotice] = useState('');
  const list = useRef<HTMLOListElement>(null);
  const toFocus = useRef<string | null>(null);
  const keys = Array.isArray(value) ? value.map(String) : [];
  const choices = question.choices ?? [];
  const rest = choices.filter((choice) => !keys.includes(choice.value));
  const labelOf = (key: string) => {
    const choice = choices.find((each) => each.value === key);
    return choice ? local(choice.label) : key;
  };
  useEffect(() => {
    if (toFocus.current === null) return;
    list.current?.querySelector<HTMLElement>(`[data-key="${toFocus.current}"]`)?.focus();
    toFocus.current = null;
  });

  const put = (next: string[], key: string) => {
    const place = next.indexOf(key) + 1;
    setNotice(
      place > 0
        ? t('wizard.ladder.moved', { key: labelOf(key), place, total: next.length })
        : t('wizard.ladder.removed', { key: labelOf(key) }),
    );
    change(next.length > 0 ? next : undefined);
  };
  const move = (key: string, by: -1 | 1) => {
    toFocus.current = key;
    put(moveKey(keys, key, by), key);
  };
  const onArrow = (event: KeyboardEvent, key: string) => {
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
    event.preventDefault();
    move(key, event.key === 'ArrowUp' ? -1 : 1);
  };

  return (
    <div className={styles.ladder}>
      <p className={styles.ladderSmall}>{t('wizard.ladder.chosen')}</p>
      {keys.length === 0 ? (
        <p className={styles.ladderEmpty}>{t('wizard.ladder.empty')}</p>
      ) : (
        <ol ref={list} className={styles.ladderKeys} aria-label={t('wizard.ladder.chosen')}>
          {keys.map((key, at) => (
            <li key={key} className={styles.ladderKey}>
              <button
                type="button"
                data-key={key}
                className={styles.ladderName}
                aria-label={t('wizard.ladder.moved', { key: labelOf(key), place: at + 1, total: keys.length })}
                onKeyDown={(event) => onArrow(event, key)}
                title={t('wizard.ladder.keys')}
              >
                <span className={styles.ladderPlace}>{at + 1}</span> {labelOf(key)}
              </button>
              <button
                type="button"
                className={styles.ladderTool}
                aria-label={t('wizard.ladder.up', { key: labelOf(key) })}
                disabled={at === 0}
                onClick={() => move(key, -1)}
              >
                ↑
              </button>
              <button
                type="button"
                className={styles.ladderTool}
                aria-label={t('wizard.ladder.down', { key: labelOf(key) })}
                disabled={at === keys.length - 1}
                onClick={() => move(key, 1)}
              >
                ↓
              </button>
              <button
                type="button"
                className={styles.ladderTool}
                aria-label={t('wizard.ladder.remove', { key: labelOf(key) })}
                onClick={() =>
                  put(
                    keys.filter((each) => each !== key),
                    key,
                  )
                }
              >
                ×
              </button>
            </li>
          ))}
        </ol>
      )}
      {keys.length > 1 && <p className={styles.ladderSmall}>{t('wizard.ladder.keys')}</p>}
      {rest.length > 0 && (
        <>
          <p className={styles.ladderSmall}>{t('wizard.ladder.rest')}</p>
          <div className={styles.ladderRest}>
            {rest.map((choice) => (
              <button
                key={choice.value}
                type="button"
                className={styles.ladderAdd}
                aria-label={t('wizard.ladder.add', { key: local(choice.label) })}
                onClick={() => put([...keys, choice.value], choice.value)}
              >
                + {local(choice.label)}
              </button>
            ))}
          </div>
        </>
      )}
      <output className="unseen">{notice}</output>
    </div>
  );
}

function moveKey(keys: readonly string[], key: string, by: -1 | 1): string[] {
  const at = keys.indexOf(key);
  const to = at + by;
  if (at === -1 || to < 0 || to >= keys.length) return [...keys];
  const others = keys.filter((each) => each !== key);
  return [...others.slice(0, to), key, ...others.slice(to)];
}
