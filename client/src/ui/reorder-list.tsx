import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './reorder-list.module.css';

type ReorderListProps<Item> = {
  label: string;
  items: readonly Item[];
  keyOf: (item: Item) => string;
  nameOf: (item: Item, at: number) => string;
  /** Its place is its own: nothing is moved there, and it is not moved. */
  fixed?: (item: Item, at: number) => boolean;
  /** null: the order is only read. */
  onMove: ((from: number, to: number) => void) | null;
  /** `handle`: to be dragged, or moved with the arrow keys. */
  row: (item: Item, at: number, handle: ReactNode) => ReactNode;
};

/** A list in an order of one's own: rows are dragged by their handles, or moved with the arrow keys while a handle has the focus. */
export function ReorderList<Item>({ label, items, keyOf, nameOf, fixed, onMove, row }: ReorderListProps<Item>) {
  const { t } = useTranslation('common');
  const list = useRef<HTMLOListElement>(null);
  const [dragged, setDragged] = useState<{ from: number; to: number } | null>(null);
  const [said, setSaid] = useState('');
  const isFixed = (at: number): boolean => {
    const item = items[at];
    return item === undefined || (fixed?.(item, at) ?? false);
  };
  const move = (from: number, to: number) => {
    const item = items[from];
    if (!onMove || item === undefined || from === to || isFixed(from) || isFixed(to)) return;
    onMove(from, to);
    setSaid(t('reorder.moved', { name: nameOf(item, from), place: to + 1, of: items.length }));
  };
  const press = (event: KeyboardEvent, at: number) => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    move(at, at + step);
  };
  const rowAt = (y: number): number => {
    const rows = [...(list.current?.children ?? [])];
    const below = rows.findIndex((each) => y < each.getBoundingClientRect().bottom);
    const at = below === -1 ? rows.length - 1 : below;
    return isFixed(at) ? Math.max(0, at - 1) : at;
  };
  const drag = (event: PointerEvent) => {
    const { clientY } = event;
    setDragged((now) => now && { ...now, to: rowAt(clientY) });
  };
  const drop = () => {
    if (dragged) move(dragged.from, dragged.to);
    setDragged(null);
  };
  const handleOf = (item: Item, at: number): ReactNode =>
    onMove && !isFixed(at) ? (
      <button
        type="button"
        className={styles.handle}
        aria-label={t('reorder.handle', { name: nameOf(item, at) })}
        onKeyDown={(event) => press(event, at)}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture?.(event.pointerId);
          setDragged({ from: at, to: at });
        }}
        onPointerMove={(event) => dragged && drag(event)}
        onPointerUp={drop}
        onPointerCancel={() => setDragged(null)}
      >
        <span className={styles.dots} aria-hidden="true" />
      </button>
    ) : null;
  const sideOf = (at: number): string | undefined => {
    if (!dragged || dragged.to !== at || dragged.from === at) return undefined;
    return dragged.to > dragged.from ? 'after' : 'before';
  };
  return (
    <>
      <ol ref={list} className={styles.list} aria-label={label}>
        {items.map((item, at) => (
          <li
            key={keyOf(item)}
            className={styles.row}
            data-dragged={dragged?.from === at || undefined}
            data-drop={sideOf(at)}
          >
            {row(item, at, handleOf(item, at))}
          </li>
        ))}
      </ol>
      <output className="unseen">{said}</output>
    </>
  );
}
