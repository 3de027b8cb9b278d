import type { PlayerView } from '@hoithi/shared/contract/show';
import type { BuzzerStage } from '@hoithi/shared/contract/show-buzzer';
import { buzzGiven } from '@hoithi/shared/rules/show/buzzer';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../ui/use-format.ts';
import type { AskedCue } from '../../../ui/use-opened-question.ts';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import styles from './page.module.css';
import type { OwnAnswer } from './use-answer.ts';

/** One large button; then who was first, and what became of the answer. SPEC H51. */
export function BuzzOnPhone({
  cue,
  buzzer,
  player,
  own,
  mayPress,
  onPress,
}: {
  cue: AskedCue;
  buzzer: BuzzerStage;
  player: PlayerView;
  own: OwnAnswer | null;
  mayPress: boolean;
  onPress: (given: string) => void;
}) {
  const { t } = useTranslation('show');
  const { number } = useFormat();
  const words = useRefusalText();
  const named = useBuzzWords(cue, player);
  const { close } = buzzer;
  const isOwnTurn = buzzer.first?.playerId === player.playerId && buzzer.first.right === null;
  const isPressed = own !== null && own.state !== 'refused';
  return (
    <>
      {!buzzer.first && player.playing && (
        <button
          type="button"
          className={styles.buzz}
          aria-disabled={!mayPress}
          aria-pressed={isPressed}
          onClick={() => mayPress && onPress(buzzGiven)}
        >
          {t('buzz.button')}
        </button>
      )}
      <output className={styles.buzzWords} aria-live="assertive">
        {named && <b className={isOwnTurn ? styles.buzzOwn : undefined}>{named}</b>}
        {close && <span>{t('buzz.close', { name: close.name, value: number(close.behindMs) })}</span>}
        {!named && !player.playing && <span>{t('buzz.out')}</span>}
        {!named && isPressed && <span>{t('buzz.pressed')}</span>}
        {!named && own?.state === 'refused' && own.refusal && <span>{words(own.refusal)}</span>}
      </output>
    </>
  );
}

/** Who was first, and whether the answer was right; null: nobody has been named yet. */
export function useBuzzWords(cue: AskedCue, player: PlayerView): string | null {
  const { t } = useTranslation('show');
  const first = cue.buzzer?.first ?? null;
  if (first === null) return cue.buzzer && cue.revealed ? t('buzz.nobody') : null;
  const whose = first.playerId === player.playerId ? 'own' : 'other';
  const state = first.right === null ? 'named' : first.right ? 'right' : 'wrong';
  return t(`buzz.${whose}.${state}`, { name: first.name });
}
