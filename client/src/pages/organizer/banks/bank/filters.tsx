import { type BankView, questionStates } from '@hoithi/shared/contract/banks';
import { difficulties, questionKinds } from '@hoithi/shared/contract/question';
import { audiences } from '@hoithi/shared/contract/rules';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../../ui/button.tsx';
import { Field, Select } from '../../../../ui/field.tsx';
import { useFormat } from '../../../../ui/use-format.ts';
import type { BankQuery } from '../bank-query.ts';
import styles from './page.module.css';

type FiltersProps = { bank: BankView; query: BankQuery; onNarrow: (query: BankQuery) => void };
const typingMs = 200;
type Options = { value: string; label: string }[];

/** Words to search by, and what stands with questions to narrow them by; each choice counts how many there are. */
export function Filters({ bank, query, onNarrow }: FiltersProps) {
  const { t } = useTranslation(['bank', 'common']);
  const { number } = useFormat();
  const set = (key: keyof BankQuery, value: string) => onNarrow({ ...query, [key]: value, from: '' });
  const pick = (
    key: Exclude<keyof BankQuery, 'text' | 'from'>,
    label: string,
    any: string,
    options: Options,
  ): ReactNode => (
    <Select
      label={label}
      value={query[key] ?? ''}
      options={[{ value: '', label: any }, ...options]}
      onChange={(event) => set(key, event.target.value)}
    />
  );
  const counted = (label: string, count: number) => `${label} (${number(count)})`;
  const narrowed = Object.entries(query).filter(([key, value]) => value && key !== 'from' && key !== 'order').length;
  const [isWide] = useState(() => matchMedia('(min-width: 900px)').matches);
  const inner = (
    <>
      {pick('topic', t('filter.topic'), t('filter.anyTopic'), [
        ...bank.topics.map(({ topicId, name, questions }) => ({ value: topicId, label: counted(name, questions) })),
        { value: 'none', label: t('filter.noTopic') },
      ])}
      {pick(
        'state',
        t('filter.state'),
        t('filter.anyState'),
        questionStates.map((state) => ({ value: state, label: counted(t(`state.${state}`), bank.states[state]) })),
      )}
      {bank.may.key &&
        pick('warning', t('filter.warning'), t('filter.anyWarning'), [
          { value: 'any', label: t('warning.any') },
          ...bank.warnings.map(({ reason, questions }) => ({
            value: reason,
            label: counted(t(`warning.${reason as 'any'}`), questions),
          })),
        ])}
      {pick('difficulty', t('filter.difficulty'), t('filter.anyDifficulty'), [
        ...difficulties.map((each) => ({ value: String(each), label: t(`difficulty.${each}`) })),
        { value: 'none', label: t('difficulty.none') },
      ])}
      {pick(
        'kind',
        t('filter.kind'),
        t('filter.anyKind'),
        questionKinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`) })),
      )}
      {pick(
        'audience',
        t('filter.audience'),
        t('filter.anyAudience'),
        audiences.map((each) => ({ value: each, label: t(`common:audience.${each}`) })),
      )}
      {bank.tags.length > 0 &&
        pick(
          'tag',
          t('filter.tag'),
          t('filter.anyTag'),
          bank.tags.map(({ tag, questions }) => ({ value: tag, label: counted(tag, questions) })),
        )}
      {pick('of', t('filter.of'), t('filter.anyone'), [
        { value: 'own', label: t('filter.own') },
        ...(bank.may.review ? [{ value: 'to-review', label: t('filter.to-review') }] : []),
      ])}
      {pick('order', t('filter.order'), t('filter.byNumber'), [{ value: 'changed', label: t('filter.byChange') }])}
    </>
  );
  return (
    <search className={styles.filters} aria-label={t('filter.title')}>
      <SearchField text={query.text ?? ''} onText={(text) => set('text', text)} />
      <details className={styles.more} open={isWide || narrowed > (query.text ? 1 : 0) || undefined}>
        <summary>{t('filter.more')}</summary>
        <div className={styles.picks}>
          {inner}
          {narrowed > 0 && (
            <Button kind="quiet" className={styles.clear} onClick={() => onNarrow({ order: query.order ?? '' })}>
              {t('filter.clear')}
            </Button>
          )}
        </div>
      </details>
    </search>
  );
}

/** Searches a moment after the last key. */
function SearchField({ text, onText }: { text: string; onText: (text: string) => void }) {
  const { t } = useTranslation('bank');
  const [typed, setTyped] = useState(text);
  const send = useRef(onText);
  send.current = onText;
  useEffect(() => {
    if (typed.trim() === text) return;
    const timer = setTimeout(() => send.current(typed.trim()), typingMs);
    return () => clearTimeout(timer);
  }, [typed, text]);
  return (
    <Field
      label={t('filter.text')}
      hint={t('filter.textHint')}
      type="search"
      maxLength={200}
      value={typed}
      className={styles.search}
      onChange={(event) => setTyped(event.target.value)}
    />
  );
}
