import type { Json } from '@hoithi/shared/contract/json';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { useDraft, useRulebook } from './draft-context.ts';
import { asList, idOf, nameOf } from './draft-value.ts';
import fieldStyles from './fields.module.css';
import styles from './item-list.module.css';

type ItemListProps = {
  /** The list in the rulebook. */
  place: string;
  /** What stands in it, of those that this section shows. */
  shows?: (item: Json) => boolean;
  item: (place: string, item: Json) => ReactNode;
  /** A line below the name: what the item is, while it is folded. */
  about?: (item: Json) => string;
  add: readonly { label: string; make: (items: readonly Json[]) => Json }[];
  empty: string;
  /** What keeps an item from being removed: the first population is everybody. */
  fixed?: (at: number) => boolean;
  copy?: (item: Json, items: readonly Json[]) => Json;
};

/** A list of things with names, each folded to its name until it is opened; added, copied and removed. */
export function ItemList({ place, shows, item, about, add, empty, fixed, copy }: ItemListProps) {
  const { t } = useTranslation('editor');
  const { get, set, mayChange } = useRulebook();
  const items = asList(get(place));
  const [added, setAdded] = useState<number | null>(null); // opened at once, unlike what other parts of the page make
  const append = (made: Json) => {
    setAdded(items.length);
    set(place, [...items, made]);
  };
  const shown = items.map((each, at) => ({ each, at })).filter(({ each }) => shows?.(each) ?? true);
  return (
    <div className={fieldStyles.stack}>
      {shown.length === 0 && <p className={fieldStyles.soft}>{empty}</p>}
      {shown.map(({ each, at }) => (
        <Item
          key={idOf(each) || at}
          place={`${place}[${at}]`}
          name={nameOf(each)}
          about={about?.(each)}
          isNew={at === added}
          actions={
            mayChange && (
              <>
                {copy && (
                  <Button kind="quiet" onClick={() => append(copy(each, items))}>
                    {t('copy')}
                  </Button>
                )}
                {!fixed?.(at) && (
                  <Button kind="quiet" onClick={() => set(place, items.toSpliced(at, 1))}>
                    {t('remove')}
                  </Button>
                )}
              </>
            )
          }
        >
          {item(`${place}[${at}]`, each)}
        </Item>
      ))}
      {mayChange && (
        <div className={styles.adds}>
          {add.map(({ label, make }) => (
            <Button key={label} onClick={() => append(make(items))}>
              {label}
            </Button>
          ))}
        </div>
      )}
    </div>
  );
}

type ItemProps = {
  place: string;
  name: string;
  about: string | undefined;
  isNew: boolean;
  actions: ReactNode;
  children: ReactNode;
};

function Item({ place, name, about, isNew, actions, children }: ItemProps) {
  const { t } = useTranslation('editor');
  const { read } = useDraft();
  const within = ({ place: at }: { place: string }) =>
    at === place || at.startsWith(`${place}.`) || at.startsWith(`${place}[`);
  const [open, wrong] = [read.open.filter(within).length, read.wrong.filter(within).length];
  const [isOpen, setOpen] = useState(isNew); // its own from then on: nothing folds while somebody writes in it
  return (
    <details className={styles.item} open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <span className={styles.itemName}>{name || t('unnamed')}</span>
        {about && <span className={fieldStyles.soft}>{about}</span>}
        <span className={styles.marks}>
          {wrong > 0 && <span className={styles.wrongMark}>{t('marks.wrong', { count: wrong })}</span>}
          {open > 0 && <span className={styles.openMark}>{t('marks.open', { count: open })}</span>}
        </span>
      </summary>
      <div className={fieldStyles.stack}>
        {children}
        <Notices place={place} />
        {actions && <div className={styles.itemActions}>{actions}</div>}
      </div>
    </details>
  );
}

/** What stands against an item, or what its author should know, that no control of it shows. */
export function Notices({ place }: { place: string }) {
  const { read, claims } = useDraft();
  const { local } = useFormat();
  const within = (at: string) => at === place || at.startsWith(`${place}.`) || at.startsWith(`${place}[`);
  const shown = [...read.wrong, ...read.problems.filter(({ severity }) => severity !== 'error')].filter(
    (problem) => within(problem.place) && (problem.severity !== 'error' || !claims.has(problem.place)),
  );
  const sentences = [...new Map(shown.map((each) => [each.words.vi, each])).values()];
  if (sentences.length === 0) return null;
  return (
    <ul className={styles.notices}>
      {sentences.map(({ severity, words }) => (
        <li key={words.vi} data-severity={severity}>
          {local(words)}
        </li>
      ))}
    </ul>
  );
}
