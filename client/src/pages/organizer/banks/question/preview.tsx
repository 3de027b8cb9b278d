import type { QuestionView } from '@hoithi/shared/contract/contestant';
import { picturePath } from '@hoithi/shared/contract/picture-path';
import type { QuestionDraft } from '@hoithi/shared/contract/question';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { contestWords } from '../../../../ui/contest-words.ts';
import { Drum } from '../../../../ui/drum.tsx';
import { formatClock } from '../../../../ui/format.ts';
import { Framed } from '../../../../ui/framed.tsx';
import { joinHyphens } from '../../../../ui/join-hyphens.ts';
import { AnswerArea } from '../../../contestant/attempt/answer-area.tsx';
import { nothingGiven } from '../../../contestant/attempt/given-answer.ts';
import phone from '../../../contestant/attempt/page.module.css';
import { QuestionMediaList } from '../../../contestant/attempt/question-media-list.tsx';
import { QuestionClock } from '../../../screen/show/question/page.tsx';
import { QuestionPicture } from '../../../screen/show/question/question-picture.tsx';
import { Stage } from '../../../screen/stage.tsx';
import styles from './preview.module.css';

const secondsUsual = 20;
const leftMs = 540_000;
const atStart = () => 0;

/** The question as a contestant's phone and the hall's screen show it, from the components that they are made of. */
export function Preview({ question }: { question: QuestionDraft | null }) {
  const { t } = useTranslation('bank');
  return (
    <section className={styles.previews} aria-label={t('preview.title')}>
      {question === null ? (
        <p className={styles.empty}>{t('preview.empty')}</p>
      ) : (
        <>
          <figure className={styles.screen}>
            <figcaption>{t('preview.screen')}</figcaption>
            <ScreenPreview question={question} />
          </figure>
          <figure className={styles.phone}>
            <figcaption>{t('preview.phone')}</figcaption>
            <Framed width={390} height={844} title={t('preview.phone')}>
              <PhonePreview question={question} />
            </Framed>
          </figure>
        </>
      )}
    </section>
  );
}

function PhonePreview({ question }: { question: QuestionDraft }) {
  const headingId = useId();
  const view = viewOf(question);
  return (
    <div className={phone.page}>
      <header className={phone.bar}>
        <div className={phone.barRow}>
          <p className={phone.barPlace}>
            <span className={phone.barNow}>7</span>
            <span className={phone.barOf}>/15</span>
          </p>
          <div className={phone.barClock}>
            <span className={phone.barDigits}>{formatClock(leftMs)}</span>
            <Drum size={52} progress={leftMs / 900_000} />
          </div>
        </div>
      </header>
      <div className={phone.step}>
        <div className={phone.scroll}>
          <h1 {...contestWords} id={headingId} className={phone.question}>
            {joinHyphens(view.text)}
          </h1>
          <QuestionMediaList media={view.media} />
          <AnswerArea
            question={view}
            lang={contestWords.lang}
            labelledBy={headingId}
            given={nothingGiven}
            onGiven={() => undefined}
            locked={false}
          />
        </div>
      </div>
    </div>
  );
}

function ScreenPreview({ question }: { question: QuestionDraft }) {
  const { t } = useTranslation(['bank', 'screen']);
  const [shown, ...others] = question.media;
  if (shown?.kind === 'sound' || others.length > 0) return <p className={styles.empty}>{t('preview.noScreen')}</p>;
  const listed = 'options' in question ? question.options : [];
  const options = listed.map(({ id, text }) => ({ optionId: id, text: joinHyphens(text) }));
  const text = joinHyphens(question.text);
  const picture = shown ? { url: picturePath(shown.hash), alt: shown.alt } : null;
  const fittedTo = [text, ...options.map((option) => option.text), picture?.url ?? ''].join('\n');
  const seconds = question.seconds ?? secondsUsual;
  return (
    <div className={styles.stage} inert aria-hidden="true">
      <Stage>
        <QuestionPicture
          head={t('screen:show.question', { number: 3, of: 10 })}
          question={{ kind: question.kind, text, options, picture }}
          locked={false}
          answered={{ answered: 96, playing: 120 }}
          revealed={null}
          clock={<QuestionClock untilMs={seconds * 1000} fullMs={seconds * 1000} nowMs={atStart} />}
          fittedTo={fittedTo}
        />
      </Stage>
    </div>
  );
}

/** The question as it is handed out; of an order the items stand as they are, which nobody is shown. */
const viewOf = (question: QuestionDraft): QuestionView => ({
  questionId: 'preview',
  position: 7,
  text: question.text,
  options: ('options' in question ? question.options : []).map(({ id, text }) => ({ optionId: id, text })),
  kind: question.kind,
  media: question.media,
  handedOutAtMs: 0,
  locksAtMs: null,
});
