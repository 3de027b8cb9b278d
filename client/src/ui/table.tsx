/* oxlint-disable jsx-a11y/no-noninteractive-tabindex -- what scrolls sideways must be reached by keyboard */
import { type ReactNode, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { joinClasses } from './join-classes.ts';
import styles from './table.module.css';

export type Column<Row> = {
  id: string;
  header: ReactNode;
  cell: (row: Row) => ReactNode;
  numeric?: boolean;
  /** Given: the column can be sorted by this. Text is compared as Vietnamese; null comes last. */
  sortBy?: (row: Row) => number | string | null;
  /** The cell names its row. */
  rowHeader?: boolean;
};
export type TableProps<Row> = {
  caption: ReactNode;
  captionHidden?: boolean;
  columns: Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  empty?: ReactNode;
  /** Given: the rows are a page of more, put in order by whoever sends them; columns with `sortBy` ask for another order. */
  ordering?: { order: Order | null; change: (order: Order) => void };
};
export type Order = { id: string; down: boolean };

const collator = new Intl.Collator('vi', { numeric: true });

function compare(a: number | string | null, b: number | string | null): number {
  if (a === null || b === null) return (a === null ? 1 : 0) - (b === null ? 1 : 0);
  return typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b));
}

export function Table<Row>({ caption, captionHidden, columns, rows, rowKey, empty, ordering }: TableProps<Row>) {
  const { t } = useTranslation('common');
  const [ownOrder, setOwnOrder] = useState<Order | null>(null);
  const order = ordering ? ordering.order : ownOrder;
  const sorted = useMemo(() => {
    const by = columns.find((column) => column.id === order?.id)?.sortBy;
    if (!by || !order || ordering) return rows;
    const nulls = (row: Row) => by(row) === null;
    return [...rows].sort((a, b) => compare(by(a), by(b)) * (order.down && !nulls(a) && !nulls(b) ? -1 : 1));
  }, [rows, columns, order, ordering]);
  const turn = (id: string) => (ordering?.change ?? setOwnOrder)({ id, down: order?.id === id ? !order.down : false });
  return (
    <section
      className={styles.scroll}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reached by keyboard
      tabIndex={0}
      aria-label={typeof caption === 'string' ? caption : undefined}
    >
      <table className={styles.table}>
        <caption className={captionHidden ? 'unseen' : undefined}>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => {
              const down = order?.id === column.id ? order.down : null;
              const sort = down === null ? 'none' : down ? 'descending' : 'ascending';
              return (
                <th
                  key={column.id}
                  scope="col"
                  className={column.numeric ? styles.numeric : undefined}
                  aria-sort={column.sortBy ? sort : undefined}
                >
                  {column.sortBy ? (
                    <button type="button" className={styles.sort} onClick={() => turn(column.id)}>
                      {column.header}
                      <span className={styles.arrow} aria-hidden="true">
                        {down === null ? '↕' : down ? '↓' : '↑'}
                      </span>
                    </button>
                  ) : (
                    column.header
                  )}
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {sorted.map((row) => (
            <tr key={rowKey(row)}>
              {columns.map((column) =>
                column.rowHeader ? (
                  <th key={column.id} scope="row">
                    {column.cell(row)}
                  </th>
                ) : (
                  <td key={column.id} className={joinClasses(column.numeric && styles.numeric) || undefined}>
                    {column.cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
          {sorted.length === 0 && (
            <tr>
              <td className={styles.empty} colSpan={columns.length}>
                {empty ?? t('state.empty')}
              </td>
            </tr>
          )}
        </tbody>
      </table>
    </section>
  );
}
