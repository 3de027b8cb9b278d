import {
  type BankView,
  bankLimits,
  type QuestionRow,
  type QuestionState,
  type QuestionsChange,
  type QuestionsChanged,
} from '@hoithi/shared/contract/banks';
import { difficulties } from '@hoithi/shared/contract/question';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { postJson } from '../../../../connection/api.ts';
import { Button } from '../../../../ui/button.tsx';
import { Field, Select } from '../../../../ui/field.tsx';
import { useFormat } from '../../../../ui/use-format.ts';
import { useRefusalText } from '../../../../ui/use-refusal-text.ts';
import { useAct } from '../../acts/use-act.ts';
import { apiPath, type BankQuery } from '../bank-query.ts';
import styles from './page.module.css';

const acts = ['topic', 'difficulty', 'tag', 'untag', 'reviewed', 'approved', 'returned', 'removed', 'draft'] as const;
type Act = (typeof acts)[number];
const ofReviewers: readonly Act[] = ['reviewed', 'approved', 'returned'];

type BulkBarProps = {
  bank: BankView;
  rows: readonly QuestionRow[];
  /** What the list is narrowed to, and how many it finds; `taken`: all of them are meant, not the chosen rows alone. */
  found: { query: BankQuery; total: number; taken: boolean; onTake: () => void };
  onClear: () => void;
  onChanged: () => void;
};

/** One change of all selected questions; those that stay as they were are counted with the reason. SPEC Q14. */
export function BulkBar({ bank, rows, found, onClear, onChanged }: BulkBarProps) {
  const { t } = useTranslation('bank');
  const words = useRefusalText();
  const { number } = useFormat();
  const { may } = bank;
  const offered = acts.filter(
    (each) => (ofReviewers.includes(each) ? may.review : may.write) && (each !== 'draft' || rows.some(isRemoved)),
  );
  const [act, setAct] = useState<Act>(offered[0] ?? 'topic');
  const [value, setValue] = useState('');
  const [said, setSaid] = useState('');
  const [isAsked, setAsked] = useState(false);
  const count = found.taken ? found.total : rows.length;
  const { from: _from, order: _order, ...narrowed } = found.query;
  const change = changeOf(act, value);
  const route = ofReviewers.includes(act) ? 'review' : 'change';
  const { busy, refusal, run } = useAct(
    () =>
      postJson<QuestionsChanged>(`${apiPath(bank.bankId)}/${route}`, {
        ...(found.taken
          ? { found: narrowed, expected: found.total }
          : { questions: rows.map(({ questionId, version }) => ({ questionId, restsOn: version })) }),
        change,
      }),
    ({ changed, left }) => {
      const whys = [...new Set(left.map(({ why }) => why))].map((why) => t(`why.${why as 'not_found'}`));
      setSaid(
        [
          t('bulk.changed', { count: changed }),
          ...(left.length > 0 ? [t('bulk.left', { count: left.length, why: whys.join(', ') })] : []),
        ].join(' '),
      );
      if (left.length === 0) onChanged();
      else if (changed > 0) setTimeout(onChanged, readMs);
    },
  );
  return (
    <section className={styles.bulk} aria-label={t('bulk.act')}>
      <p className={styles.bulkCount}>
        <strong>
          {found.taken ? t('bulk.found', { count, value: number(count) }) : t('bulk.selected', { count })}
        </strong>
        <TakeFound found={found} rows={rows} />
        <Button kind="quiet" onClick={onClear}>
          {t('bulk.clear')}
        </Button>
      </p>
      <Select
        label={t('bulk.act')}
        value={act}
        options={offered.map((each) => ({ value: each, label: t(`bulk.${each}`) }))}
        onChange={(event) => {
          setAct(event.target.value as Act);
          setValue('');
        }}
      />
      <BulkValue bank={bank} act={act} value={value} onValue={setValue} />
      {isAsked ? (
        <div className={styles.sure} role="alert">
          <p>{t('bulk.sureWords', { count, value: number(count) })}</p>
          <Button
            kind="primary"
            busy={busy}
            onClick={() => {
              setAsked(false);
              void run();
            }}
          >
            {t('bulk.sure', { count, value: number(count) })}
          </Button>
          <Button kind="quiet" onClick={() => setAsked(false)}>
            {t('bulk.cancel')}
          </Button>
        </div>
      ) : (
        <Button
          kind="primary"
          busy={busy}
          aria-disabled={change === null}
          onClick={() => {
            if (change === null) return;
            if (found.taken) setAsked(true);
            else void run();
          }}
        >
          {t('bulk.do')}
        </Button>
      )}
      <output className={styles.bulkSaid}>{refusal ? words(refusal) : said}</output>
    </section>
  );
}

/** Once the whole page is chosen, all that the search finds may be, within a bound. SPEC Q27. */
function TakeFound({ found, rows }: Pick<BulkBarProps, 'found' | 'rows'>) {
  const { t } = useTranslation('bank');
  const { number } = useFormat();
  const { total, taken, onTake } = found;
  if (taken || rows.length < bankLimits.pageSize || total <= rows.length) return null;
  if (total > bankLimits.found) return <span>{t('bulk.foundMax', { max: number(bankLimits.found) })}</span>;
  return (
    <Button kind="quiet" onClick={onTake}>
      {t('bulk.takeFound', { count: total, value: number(total) })}
    </Button>
  );
}

const isRemoved = ({ state }: QuestionRow) => state === 'removed';
/** What was left unchanged stays to be read before the list is loaded anew. */
const readMs = 4_000;

/** null: something is to be filled in. */
function changeOf(act: Act, value: string): QuestionsChange | null {
  const typed = value.trim();
  switch (act) {
    case 'topic':
      return { kind: 'topic', topic: typed === '' ? null : typed };
    case 'difficulty':
      return { kind: 'difficulty', difficulty: difficulties.find((each) => String(each) === typed) ?? null };
    case 'tag':
    case 'untag':
      return typed === '' ? null : { kind: act, tag: typed };
    case 'returned':
      return typed === '' ? null : { kind: 'state', to: 'returned', comment: typed };
    default:
      return { kind: 'state', to: act satisfies QuestionState, comment: null };
  }
}

type BulkValueProps = { bank: BankView; act: Act; value: string; onValue: (value: string) => void };

function BulkValue({ bank, act, value, onValue }: BulkValueProps) {
  const { t } = useTranslation('bank');
  if (act === 'difficulty')
    return (
      <Select
        label={t('filter.difficulty')}
        value={value}
        options={[
          { value: '', label: t('difficulty.none') },
          ...difficulties.map((each) => ({ value: String(each), label: t(`difficulty.${each}`) })),
        ]}
        onChange={(event) => onValue(event.target.value)}
      />
    );
  if (act === 'topic' || act === 'tag' || act === 'untag') {
    const known = act === 'topic' ? bank.topics.map(({ name }) => name) : bank.tags.map(({ tag }) => tag);
    return (
      <Field label={t(act === 'topic' ? 'filter.topic' : 'filter.tag')}>
        {(wire) => (
          <>
            <input
              {...wire}
              list={`${wire.id}-known`}
              maxLength={act === 'topic' ? 200 : 60}
              value={value}
              onChange={(event) => onValue(event.target.value)}
            />
            <datalist id={`${wire.id}-known`}>
              {known.map((each) => (
                <option key={each} value={each}>
                  {each}
                </option>
              ))}
            </datalist>
          </>
        )}
      </Field>
    );
  }
  if (act === 'returned')
    return (
      <Field
        label={t('review.reason')}
        maxLength={1000}
        required
        value={value}
        onChange={(event) => onValue(event.target.value)}
      />
    );
  return null;
}
