import type { BankView } from '@hoithi/shared/contract/banks';
import { picturePath } from '@hoithi/shared/contract/picture-path';
import type { QuestionDraft } from '@hoithi/shared/contract/question';
import type { ReadQuestion } from '@hoithi/shared/contract/question-file';
import type { ImportPreview } from '@hoithi/shared/contract/question-import';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { letterAt } from '../../../../ui/answer-sign.tsx';
import { Button } from '../../../../ui/button.tsx';
import { Card } from '../../../../ui/card.tsx';
import { contestWords } from '../../../../ui/contest-words.ts';
import { Field } from '../../../../ui/field.tsx';
import { joinClasses } from '../../../../ui/join-classes.ts';
import { useFormat } from '../../../../ui/use-format.ts';
import styles from './page.module.css';

const pageSize = 100;
type Beside = ImportPreview['beside'][number];
type ImportListProps = {
  bank: Pick<BankView, 'topics'> | null;
  read: ImportPreview;
  busy: boolean;
  onAdd: (questions: QuestionDraft[]) => void;
};

/** What was read, question by question: each is taken unless the bank has it; one that is nearly there stands beside it. */
export function ImportList({ bank, read, busy, onAdd }: ImportListProps) {
  const { t } = useTranslation('bank-import');
  const { number } = useFormat();
  const inBank = new Map(read.inBank.map((each) => [each.item, each.number]));
  const near = new Map(read.near.map((each) => [each.item, each.number]));
  const beside = new Map(read.beside.map((each) => [each.number, each]));
  const free = read.questions.filter(({ item }) => !inBank.has(item));
  const [chosen, setChosen] = useState(
    () => new Set(free.filter(({ item }) => !near.has(item)).map(({ item }) => item)),
  );
  const [shown, setShown] = useState(pageSize);
  const [topic, setTopic] = useState('');
  const [document, setDocument] = useState('');
  const twins = twinsOf(read);
  const taken = read.questions.filter(({ item }) => chosen.has(item));
  const toggle = (item: number) =>
    setChosen((before) => {
      const after = new Set(before);
      if (!after.delete(item)) after.add(item);
      return after;
    });
  const title = t('found', {
    count: read.questions.length,
    number: number(read.questions.length),
    format: t(`format.${read.format ?? 'paper'}`),
  });
  return (
    <Card title={title}>
      <div className={styles.acts}>
        <Button kind="quiet" onClick={() => setChosen(new Set(free.map(({ item }) => item)))}>
          {t('all')}
        </Button>
        <Button kind="quiet" onClick={() => setChosen(new Set())}>
          {t('noneChosen')}
        </Button>
      </div>
      <ol className={styles.questions} aria-label={t('questions')}>
        {read.questions.slice(0, shown).map((question) => (
          <Row
            key={question.item}
            question={question}
            inBank={inBank.get(question.item) ?? null}
            near={beside.get(near.get(question.item) ?? -1) ?? null}
            twin={twins.get(question.item) ?? null}
            taken={chosen.has(question.item)}
            onToggle={() => toggle(question.item)}
          />
        ))}
      </ol>
      {shown < read.questions.length && (
        <Button onClick={() => setShown((before) => before + pageSize)}>
          {t('more')} · {t('only', { shown: number(shown), all: number(read.questions.length) })}
        </Button>
      )}
      <div className={styles.foot}>
        {free.some((question) => question.topic === null) && (
          <Field label={t('topic')} hint={t('topicHint')}>
            {(wire) => (
              <>
                <input
                  {...wire}
                  list={`${wire.id}-known`}
                  maxLength={200}
                  value={topic}
                  onChange={(event) => setTopic(event.target.value)}
                />
                <datalist id={`${wire.id}-known`}>
                  {bank?.topics.map(({ topicId, name }) => (
                    <option key={topicId} value={name}>
                      {name}
                    </option>
                  ))}
                </datalist>
              </>
            )}
          </Field>
        )}
        {free.some((question) => question.source === null) && (
          <Field
            label={t('document')}
            hint={t('documentHint')}
            maxLength={400}
            value={document}
            onChange={(event) => setDocument(event.target.value)}
          />
        )}
        <Button
          kind="primary"
          full
          busy={busy}
          disabled={chosen.size === 0}
          onClick={() => onAdd(taken.map((question) => filled(question, topic.trim(), document.trim())))}
        >
          {t('add', { count: chosen.size, number: number(chosen.size) })}
        </Button>
      </div>
    </Card>
  );
}

/** What stands for all is filled in where a question says nothing itself. */
const filled = (
  { line: _line, item: _item, ...question }: ReadQuestion,
  topic: string,
  document: string,
): QuestionDraft => ({
  ...question,
  topic: question.topic ?? (topic || null),
  source: question.source ?? (document ? { document, clause: null, date: null, validTo: null } : null),
});

/** Questions that one above them in the same file nearly equals. */
const twinsOf = ({ questions, problems }: ImportPreview): ReadonlyMap<number, ReadQuestion> =>
  new Map(
    problems.flatMap(({ reason, item, value }) => {
      const twin = reason === 'nearly_double' ? questions.find(({ line }) => String(line) === value) : undefined;
      return twin && item !== null ? [[item, twin]] : [];
    }),
  );

type RowProps = {
  question: ReadQuestion;
  inBank: number | null;
  near: Beside | null;
  twin: ReadQuestion | null;
  taken: boolean;
  onToggle: () => void;
};

function Row({ question, inBank, near, twin, taken, onToggle }: RowProps) {
  const { t } = useTranslation('bank-import');
  const id = useId();
  return (
    <li className={joinClasses(styles.question, inBank !== null && styles.known)}>
      <input
        id={id}
        type="checkbox"
        checked={taken}
        disabled={inBank !== null}
        onChange={onToggle}
        aria-label={t('take', { item: question.item })}
      />
      <div className={styles.words}>
        <label htmlFor={id} {...contestWords} className={styles.text}>
          {question.item}. {question.text}
        </label>
        <Pictures media={question.media} />
        {inBank !== null && <p className={styles.soft}>{t('inBank', { number: inBank })}</p>}
        {near ? (
          <div className={styles.pair}>
            <div>
              <h4 className={styles.soft}>{t('ofFile')}</h4>
              <Answers question={question} />
            </div>
            <div>
              <h4 className={styles.soft}>{t('ofBank', { number: near.number })}</h4>
              <p {...contestWords} className={styles.text}>
                {near.text}
              </p>
              <Options options={near.options} right={near.right ?? []} isOrder={near.kind === 'order'} />
            </div>
            <p className={styles.warn}>{t('near', { number: near.number })}</p>
          </div>
        ) : (
          inBank === null && <Answers question={question} />
        )}
        {twin && inBank === null && (
          <div className={styles.pair}>
            <p className={styles.warn}>{t('twin', { item: twin.item })}</p>
            <div>
              <h4 className={styles.soft}>{t('ofItem', { item: twin.item })}</h4>
              <p {...contestWords} className={styles.text}>
                {twin.text}
              </p>
              <Answers question={twin} />
            </div>
          </div>
        )}
      </div>
    </li>
  );
}

/** What came out of the file beside its words. */
function Pictures({ media }: Pick<ReadQuestion, 'media'>) {
  const { t } = useTranslation('bank-import');
  if (media.length === 0) return null;
  return (
    <ul className={styles.media}>
      {media.map(({ kind, hash, alt }) => (
        <li key={hash}>
          {kind === 'picture' ? <img src={picturePath(hash)} alt={alt} /> : <span>{t('sound', { alt })}</span>}
        </li>
      ))}
    </ul>
  );
}

function Answers({ question }: { question: ReadQuestion }) {
  const { t } = useTranslation('bank-import');
  const { number } = useFormat();
  switch (question.kind) {
    case 'number':
      return (
        <p>{t('answer.number', { value: number(question.value, 6), tolerance: number(question.tolerance, 6) })}</p>
      );
    case 'text':
      return <p {...contestWords}>{t('answer.text', { accepted: question.accepted.join(t('orElse')) })}</p>;
    default: {
      const ids = question.options.map(({ id }) => id);
      return (
        <Options
          options={question.options.map(({ text }) => text)}
          right={question.right.map((each) => ids.indexOf(each))}
          isOrder={question.kind === 'order'}
        />
      );
    }
  }
}

function Options({ options, right, isOrder = false }: { options: string[]; right: number[]; isOrder?: boolean }) {
  const { t } = useTranslation('bank-import');
  return (
    <ul className={styles.options}>
      {options.map((text, at) => {
        const place = right.indexOf(at);
        return (
          <li key={text} {...contestWords} className={joinClasses(!isOrder && place >= 0 && styles.right)}>
            <span>
              {letterAt(at)}. {text}
            </span>
            {place >= 0 && <span> {isOrder ? `(${place + 1})` : `✓ ${t('right')}`}</span>}
          </li>
        );
      })}
    </ul>
  );
}
