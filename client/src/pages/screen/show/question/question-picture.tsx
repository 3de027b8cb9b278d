import type { OpenedQuestion } from '@hoithi/shared/contract/show';
import type { BuzzerStage } from '@hoithi/shared/contract/show-buzzer';
import { type ReactNode, useContext } from 'react';
import { useTranslation } from 'react-i18next';
import { AnswerSign, answerColour } from '../../../../ui/answer-sign.tsx';
import { joinClasses } from '../../../../ui/join-classes.ts';
import { joinHyphens } from '../../../../ui/join-hyphens.ts';
import { useFormat } from '../../../../ui/use-format.ts';
import type { AskedCue } from '../../../../ui/use-opened-question.ts';
import { fitSize } from '../fit-size.ts';
import { BilingualContext, SecondWords } from '../second-words.tsx';
import { useFitted } from '../use-fitted.ts';
import styles from './page.module.css';

type QuestionPictureProps = {
  /** Which question it is. */
  head: string;
  question: OpenedQuestion;
  /** The first to press answers. */
  buzzer?: BuzzerStage | undefined;
  /** Nobody answers any more. */
  locked: boolean;
  answered: { answered: number; playing: number };
  revealed: AskedCue['revealed'];
  clock: ReactNode;
  /** Changes whenever what stands in the picture does, so that it is fitted anew. */
  fittedTo: string;
};

/** A question as the hall sees it: its text, its tiles and a clock; after the reveal, the right one and how the hall answered. SPEC H5, H7. */
export function QuestionPicture(props: QuestionPictureProps) {
  const { head, question, buzzer, locked, answered, revealed, clock, fittedTo } = props;
  const { t } = useTranslation('screen');
  const { number } = useFormat();
  const picture = useFitted<HTMLDivElement>(fittedTo);
  const isVoid = revealed?.ruling?.what === 'void';
  const { kind, options } = question;
  const english = useContext(BilingualContext) ? question.english : undefined;
  const right = revealed && !isVoid ? revealed.right : [];
  const [only = null, ...others] = right.map((optionId) => options.findIndex((option) => option.optionId === optionId));
  // An order that is revealed stands in that order.
  const listed = options.map((option, place) => ({ option, place, at: right.indexOf(option.optionId) }));
  if (kind === 'order') listed.sort((a, b) => a.at - b.at || a.place - b.place);
  return (
    <div
      ref={picture}
      className={styles.question}
      data-revealed={revealed !== null || undefined}
      data-pictured={question.picture !== null || undefined}
    >
      <header className={styles.head}>
        <span>{head}</span>
        {buzzer && !locked && !revealed && <span className={styles.how}>{t('show.buzz.how')}</span>}
        {!buzzer && !locked && !revealed && kind !== 'one' && kind !== 'true-false' && (
          <span className={styles.how}>{t(`show.kind.${kind}`)}</span>
        )}
        {locked && !revealed && <b className={styles.locked}>{t('show.locked')}</b>}
        {revealed?.ruling && <b className={styles.locked}>{t(`show.ruled.${revealed.ruling.what}`)}</b>}
        {revealed?.voided && !revealed.ruling && <b className={styles.locked}>{t('show.floor.void')}</b>}
        <span className={styles.answered}>
          {t(buzzer ? 'show.buzz.pressed' : 'show.answered', {
            answered: number(answered.answered),
            playing: number(answered.playing),
          })}
        </span>
      </header>
      <div className={styles.text} data-fit>
        <h1
          style={{
            fontSize: fitSize(question.text, [
              [80, 80],
              [130, 68],
              [220, 56],
              [400, 44],
            ]),
          }}
        >
          {question.text}
          <SecondWords words={english?.text ?? null} />
        </h1>
        {question.picture && (
          <span className={styles.shown}>
            <img src={question.picture.url} alt={question.picture.alt} />
          </span>
        )}
      </div>
      <div className={styles.clock} data-cell>
        {isVoid ? null : !revealed ? (
          clock
        ) : only !== null && others.length === 0 ? (
          <AnswerSign place={only} className={styles.rightSign} />
        ) : buzzer ? null : (
          <RightShare persons={revealed.rightPersons} answered={revealed.answered} />
        )}
      </div>
      {options.length === 0 ? (
        <TypedTile
          buzzer={buzzer !== undefined}
          kind={kind === 'number' ? 'number' : 'text'}
          revealed={isVoid ? null : revealed}
        />
      ) : (
        <ul className={styles.tiles} data-options={options.length}>
          {listed.map(({ option, place, at }) => (
            <OptionTile
              key={option.optionId}
              place={place}
              text={option.text}
              second={english?.options[option.optionId] ?? null}
              persons={revealed?.counts.find((count) => count.optionId === option.optionId)?.persons ?? null}
              answered={revealed?.answered ?? 0}
              state={!revealed ? 'open' : kind === 'order' && at >= 0 ? 'placed' : at >= 0 ? 'right' : 'other'}
              order={kind === 'order' && at >= 0 ? at + 1 : null}
            />
          ))}
        </ul>
      )}
      <footer className={styles.foot}>
        {revealed && (
          <>
            {buzzer && !isVoid && (
              <p className={styles.buzzedRight}>
                {t(buzzer.first?.right ? 'show.buzz.right' : 'show.buzz.nobody', { name: buzzer.first?.name ?? '' })}
              </p>
            )}
            {revealed.ruling && (
              <p className={styles.explanation}>{t('show.ruledWhy', { reason: revealed.ruling.reason })}</p>
            )}
            {revealed.explanation && !isVoid && (
              <p className={styles.explanation}>{joinHyphens(revealed.explanation)}</p>
            )}
            {revealed.source && <p className={styles.source}>{joinHyphens(revealed.source)}</p>}
          </>
        )}
      </footer>
    </div>
  );
}

/** One option: sign and text; after the reveal, how many chose it. */
function OptionTile({
  place,
  text,
  second,
  persons,
  answered,
  state,
  order,
}: {
  place: number;
  text: string;
  second: string | null;
  persons: number | null;
  answered: number;
  state: 'open' | 'right' | 'other' | 'placed';
  /** The place in the right order, once it is revealed. */
  order: number | null;
}) {
  const { t } = useTranslation('screen');
  const { number, rate } = useFormat();
  const share = persons === null || answered === 0 ? 0 : persons / answered;
  return (
    <li className={joinClasses(styles.optionTile, answerColour(place))} data-state={state} data-fit>
      {persons !== null && <span className={styles.optionBar} style={{ transform: `scaleX(${share})` }} />}
      <AnswerSign place={place} className={styles.optionSign} />
      <span
        className={styles.optionText}
        style={{
          fontSize: fitSize(text, [
            [44, 46],
            [80, 38],
            [160, 30],
          ]),
        }}
      >
        {text}
        <SecondWords words={second} />
      </span>
      {order !== null && <b className={styles.order}>{order}</b>}
      {persons !== null && (
        <span className={styles.optionCount}>
          <b>{rate(share, 0)}</b>
          {t('persons_word', { count: persons, value: number(persons) })}
        </span>
      )}
    </li>
  );
}

/** Where no single option is right: how many of those who answered were. */
function RightShare({ persons, answered }: { persons: number; answered: number }) {
  const { t } = useTranslation('screen');
  const { number, rate } = useFormat();
  return (
    <p className={styles.rightShare}>
      <b>{rate(answered === 0 ? 0 : persons / answered, 0)}</b>
      <span>{t('show.rightPersons', { count: persons, value: number(persons) })}</span>
    </p>
  );
}

/** In the tiles' place where people type: where to type, then what is right. Nobody's own words stand on the screen. */
function TypedTile({
  kind,
  revealed,
  buzzer,
}: {
  kind: 'number' | 'text';
  revealed: AskedCue['revealed'];
  buzzer: boolean;
}) {
  const { t } = useTranslation('screen');
  if (!revealed) return <p className={styles.typed}>{t(buzzer ? 'show.buzz.press' : `show.typed.${kind}`)}</p>;
  const words = revealed.words.join(' · ');
  return (
    <div className={joinClasses(styles.typed, styles.typedRight)} data-fit>
      <p
        style={{
          fontSize: fitSize(words, [
            [16, 132],
            [40, 88],
            [120, 52],
            [600, 34],
          ]),
        }}
      >
        {words}
      </p>
      {revealed.nearest.length > 0 && (
        <p className={styles.nearest}>{t('show.nearest', { given: revealed.nearest.join(' · ') })}</p>
      )}
    </div>
  );
}
