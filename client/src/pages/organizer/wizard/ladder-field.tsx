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

  return (
    <div className={styles.ladder}>
      <p className={styles.ladderSmall}>{t('wizard.ladder.chosen')}</p>
      {keys.length === 0 ? (
        <p className={styles.ladderEmpty}>{t('wizard.ladder.empty')}</p>
      ) : (
        <ol ref={list} className={styles.ladderKeys} aria-label={t('wizard.ladder.chosen')}>
          {keys.map((key, at) => (
            <LadderKey
              key={key}
              id={key}
              label={labelOf(key)}
              at={at}
              total={keys.length}
              move={(by) => move(key, by)}
              remove={() =>
                put(
                  keys.filter((each) => each !== key),
                  key,
                )
              }
            />
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

type LadderKeyProps = {
  id: string;
  label: string;
  at: number;
  total: number;
  move: (by: -1 | 1) => void;
  remove: () => void;
};

/** One key of the ladder: the arrow keys on its name move it, and so do the buttons beside it. */
function LadderKey({ id, label, at, total, move, remove }: LadderKeyProps) {
  const { t } = useTranslation('organizer');
  const onArrow = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
    event.preventDefault();
    move(event.key === 'ArrowUp' ? -1 : 1);
  };
  const tools = [
    { sign: '↑', name: t('wizard.ladder.up', { key: label }), disabled: at === 0, act: () => move(-1) },
    { sign: '↓', name: t('wizard.ladder.down', { key: label }), disabled: at === total - 1, act: () => move(1) },
    { sign: '×', name: t('wizard.ladder.remove', { key: label }), disabled: false, act: remove },
  ];
  return (
    <li className={styles.ladderKey}>
      <button
        type="button"
        data-key={id}
        className={styles.ladderName}
        aria-label={t('wizard.ladder.moved', { key: label, place: at + 1, total })}
        onKeyDown={onArrow}
        title={t('wizard.ladder.keys')}
      >
        <span className={styles.ladderPlace}>{at + 1}</span> {label}
      </button>
      {tools.map(({ sign, name, disabled, act }) => (
        <button
          key={sign}
          type="button"
          className={styles.ladderTool}
          aria-label={name}
          disabled={disabled}
          onClick={act}
        >
          {sign}
        </button>
      ))}
    </li>
  );
}

function moveKey(keys: readonly string[], key: string, by: -1 | 1): string[] {
  const at = keys.indexOf(key);
  const to = at + by;
  if (at === -1 || to < 0 || to >= keys.length) return [...keys];
  const others = keys.filter((each) => each !== key);
  return [...others.slice(0, to), key, ...others.slice(to)];
}
