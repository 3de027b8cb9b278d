/* oxlint-disable jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keyboard */
import type { PrintedRulebook } from '@hoithi/shared/rulebook/print/print-rulebook';
import { printRulebook } from '@hoithi/shared/rulebook/print/print-rulebook';
import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../ui/use-format.ts';
import { useDraft } from './draft-context.ts';
import styles from './printed-panel.module.css';

const sentencesOf = (printed: PrintedRulebook | null): ReadonlySet<string> =>
  new Set(printed?.sections.flatMap(({ id, sentences }) => sentences.map(({ vi }) => `${id} ${vi}`)));

/** The rules as they would be printed now; what the last change said otherwise is marked. SPEC R5, J5. */
export function PrintedPanel() {
  const { t } = useTranslation('editor');
  const { local } = useFormat();
  const { read } = useDraft();
  const { rulebook } = read;
  const printed = useMemo(() => (rulebook ? printRulebook(rulebook) : null), [rulebook]);
  const last = useRef<{ now: PrintedRulebook | null; before: PrintedRulebook | null }>({ now: null, before: null });
  if (printed && printed !== last.current.now && !isSamePrint(printed, last.current.now))
    last.current = { now: printed, before: last.current.now };
  const before = sentencesOf(last.current.before);
  const isNew = (section: string, vi: string) => last.current.before !== null && !before.has(`${section} ${vi}`);
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    const [mark] = printed ? (panel.current?.getElementsByTagName('mark') ?? []) : [];
    const box = panel.current;
    if (mark && box && box.scrollHeight > box.clientHeight) box.scrollTop = mark.offsetTop - box.clientHeight / 3;
  }, [printed]);
  return (
    <details className={styles.panel} open={typeof window !== 'undefined' && window.innerWidth >= 1280}>
      <summary>{t('printed.title')}</summary>
      <p className={styles.soft}>{t('printed.lead')}</p>
      {!printed && <p>{t('printed.open')}</p>}
      {printed && (
        <section
          ref={panel}
          className={styles.sheet}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
          tabIndex={0}
          aria-label={t('printed.title')}
        >
          <h2>{local(printed.title)}</h2>
          {printed.sections.map(({ id, heading, sentences }) => (
            <section key={id}>
              <h3>{local(heading)}</h3>
              <ol>
                {sentences.map((sentence) => (
                  <li key={sentence.vi}>{isNew(id, sentence.vi) ? <mark>{local(sentence)}</mark> : local(sentence)}</li>
                ))}
              </ol>
            </section>
          ))}
        </section>
      )}
    </details>
  );
}

function isSamePrint(one: PrintedRulebook, other: PrintedRulebook | null): boolean {
  return other !== null && JSON.stringify(one) === JSON.stringify(other);
}
