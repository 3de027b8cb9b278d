import type { PlayerView, StageView } from '@hoithi/shared/contract/show';
import { lockOf } from '@hoithi/shared/rules/show/fold-show';
import { splitOptions } from '@hoithi/shared/rules/show/show-item';
import { useTranslation } from 'react-i18next';
import { letterAt } from '../../../ui/answer-sign.tsx';
import { type AskedCue, useOpenedQuestion } from '../../../ui/use-opened-question.ts';
import { useTicking } from '../../../ui/use-ticking.ts';

const shortMs = 10_000;

type SpokenProps = { stage: StageView; player: PlayerView; nowMs: () => number };

/**
 * What a screen reader says of the question on the stage: its opening with text and time, the last ten seconds, the lock,
 * after the reveal the right answer beside one's own, and nothing once the show is over. It stays on the page, so that each change is spoken. SPEC E6.
 */
export function SpokenQuestion({ stage, player, nowMs }: SpokenProps) {
  const { cue, ended } = stage;
  const asked = cue.kind === 'question' || cue.kind === 'sudden-death';
  return (
    <output className="unseen" aria-live="assertive">
      {asked && !ended && <Words stage={stage} cue={cue} player={player} nowMs={nowMs} />}
    </output>
  );
}

function Words({ stage, cue, player, nowMs }: SpokenProps & { cue: AskedCue }) {
  const { t } = useTranslation('show');
  const now = useTicking(nowMs, 500);
  const question = useOpenedQuestion(stage, cue);
  const { opening, revealed } = cue;
  if (!question || !opening || now < opening.opensAtMs) return null;
  const nameAll = (optionIds: readonly string[]): string =>
    optionIds
      .map((optionId) => question.options.findIndex((option) => option.optionId === optionId))
      .map((place) => t('question.option', { letter: letterAt(place), text: question.options[place]?.text ?? '' }))
      .join('; ');
  if (revealed) {
    const own = player.answer?.asking === cue.asking ? player.answer.given : null;
    if (revealed.ruling?.what === 'void') return t('reveal.ruled.void', { reason: revealed.ruling.reason });
    const key = revealed.words.length > 0 ? revealed.words.join('; ') : nameAll(revealed.right);
    const right = t('spoken.right', { option: key });
    if (cue.buzzer) return right; // who was first is spoken where it stands
    if (own === null) return `${right} ${t('spoken.ownNone')}`;
    const isTyped = question.options.length === 0;
    return `${right} ${t('spoken.own', { option: isTyped ? own : nameAll(splitOptions(own)) })}`;
  }
  const leftMs = lockOf(opening, player.timeFactor) - now;
  if (leftMs <= 0) return t('spoken.locked');
  if (leftMs <= shortMs && cue.seconds * 1000 > shortMs) return t('spoken.left', { count: shortMs / 1000 });
  const which = cue.trial ? t('question.trial') : t('question.number', { number: cue.number, of: cue.of });
  const picture = question.picture ? ` ${question.picture.alt}` : '';
  return `${which}. ${question.text}${picture} ${t('spoken.time', { count: cue.seconds })}`;
}
