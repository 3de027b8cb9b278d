import type { QuestionKind } from '@hoithi/shared/contract/question-kinds';
import type { OpenedQuestion, RevealedKey } from '@hoithi/shared/contract/show';
import type { ShowDraftContent } from '@hoithi/shared/contract/show-drafts';
import { memo, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { joinClasses } from '../../../../ui/join-classes.ts';
import { QuestionClock } from '../../../screen/show/question/page.tsx';
import { QuestionPicture } from '../../../screen/show/question/question-picture.tsx';
import { BilingualContext } from '../../../screen/show/second-words.tsx';
import { CuePicture } from '../../../screen/show/show-picture.tsx';
import { Stage } from '../../../screen/stage.tsx';
import { asFields, asList, asNumber, asText, type Fields } from '../../editor/draft-value.ts';
import styles from './cue-wall.module.css';
import { type Fit, readFit } from './read-fit.ts';
import { type Moment, type SampleContest, sampleCue, sampleNowMs, sampleScreen } from './sample-view.ts';
import { type Cue, isQuestion } from './show-value.ts';

type CueWallProps = {
  cue: Cue;
  /** Of the questions that count; 0: a trial. */
  number: number;
  of: number;
  content: ShowDraftContent;
  contest: SampleContest;
  moment?: Moment;
  onFit?: (fit: Fit) => void;
  className?: string | undefined;
};

/** A cue as the hall will see it, from the screen's own components: 1920 × 1080, made smaller as a whole. Nothing in it moves. */
export const CueWall = memo(function CueWall({ className, ...props }: CueWallProps) {
  const frame = useRef<HTMLDivElement>(null);
  const wall = useRef<HTMLDivElement>(null);
  const scale = useScale(frame);
  const { cue, content, moment, contest, onFit } = props;
  // biome-ignore lint/correctness/useExhaustiveDependencies: measured again whenever what is drawn changes
  useEffect(() => {
    if (!onFit) return;
    let left = false;
    const measure = () => {
      if (!left && wall.current) onFit(readFit(wall.current));
    };
    const timer = setTimeout(() => void (document.fonts?.ready ?? Promise.resolve()).then(measure), 60);
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [cue, content.rules, moment, contest, onFit]);
  return (
    <div ref={frame} className={joinClasses(styles.frame, className)} aria-hidden="true" inert>
      <div ref={wall} className={styles.wall} style={{ transform: `scale(${scale})` }}>
        <Stage look={contest.card.look}>
          <BilingualContext value={contest.bilingual}>
            {isQuestion(cue) ? <Question {...props} /> : <Other {...props} />}
          </BilingualContext>
        </Stage>
      </div>
    </div>
  );
});

function useScale(frame: React.RefObject<HTMLDivElement | null>): number {
  const [scale, setScale] = useState(0.1);
  useEffect(() => {
    const element = frame.current;
    if (!element || typeof ResizeObserver === 'undefined') return;
    const observer = new ResizeObserver(() => setScale(element.clientWidth / 1920));
    observer.observe(element);
    return () => observer.disconnect();
  }, [frame]);
  return scale;
}

function Other({ cue, content, contest, moment = 'before' }: CueWallProps) {
  const { t } = useTranslation('shows');
  const view = useMemo(() => {
    const words = {
      people: t('sample.people', { returnObjects: true }),
      units: t('sample.units', { returnObjects: true }),
    };
    return sampleScreen(sampleCue(cue, moment, content, words), content, contest, words);
  }, [cue, moment, content, contest, t]);
  return <CuePicture key={moment} view={view} nowMs={sampleNowMs} />;
}

function Question({ cue, number, of, moment = 'before' }: CueWallProps) {
  const { t } = useTranslation(['screen', 'shows']);
  const { question, right } = useMemo(() => readQuestion(asFields(cue.question)), [cue.question]);
  const isRevealed = moment === 'after';
  const head =
    cue.kind === 'sudden-death'
      ? t('show.suddenDeath', { place: asNumber(cue.place) ?? 1 })
      : cue.trial === true
        ? t('show.trial')
        : t('show.question', { number, of });
  const shown = question.text === '' ? { ...question, options: blank, text: t('shows:cue.noQuestion') } : question;
  const seconds = asNumber(cue.seconds) ?? 20;
  const points = asNumber(cue.buzzer);
  return (
    <QuestionPicture
      head={head}
      question={shown}
      buzzer={points === null ? undefined : { points, first: null, close: null, out: 0 }}
      locked={isRevealed}
      answered={{ answered: 96, playing: 128 }}
      revealed={isRevealed ? right : null}
      clock={<QuestionClock untilMs={sampleNowMs() + seconds * 1000} fullMs={seconds * 1000} nowMs={sampleNowMs} />}
      fittedTo={`${JSON.stringify(shown)} ${isRevealed}`}
    />
  );
}

const blank = ['a', 'b', 'c', 'd'].map((optionId) => ({ optionId, text: '…' }));

/** A question as the screen opens it, and its key with how a hall might have answered. */
function readQuestion(written: Fields): { question: OpenedQuestion; right: RevealedKey } {
  const options = asList(written.options).map((option) => {
    const { id, text } = asFields(option);
    return { optionId: asText(id), text: asText(text) };
  });
  const kind = (asText(written.kind) || 'one') as QuestionKind;
  const right = typeof written.right === 'string' ? [written.right] : asList(written.right).map(asText);
  const value = asNumber(written.value);
  const words = value === null ? asList(written.accepted).map(asText) : [String(value).replace('.', ',')];
  const picture = asText(written.picture);
  const counts = options.map(({ optionId }, at) => ({
    optionId,
    persons: right.includes(optionId) ? 61 : 17 - at * 2,
  }));
  return {
    question: {
      ...{ kind, text: asText(written.text), options, ...englishOf(written.english) },
      picture: picture === '' ? null : { url: picture, alt: asText(written.pictureAlt) },
    },
    right: {
      ...{ right, words: options.length === 0 ? words : [], nearest: [], rightPersons: 61, answered: 96, playing: 128 },
      ...{ explanation: asText(written.explanation), source: asText(written.source) },
      ...{ counts: kind === 'order' ? [] : counts, voided: false, ruling: null },
    },
  };
}

function englishOf(written: Fields[string] | undefined): Pick<OpenedQuestion, 'english'> {
  const { text, options } = asFields(written);
  const words = Object.fromEntries(Object.entries(asFields(options)).map(([id, each]) => [id, asText(each)]));
  return asText(text) === '' ? {} : { english: { text: asText(text), options: words } };
}
