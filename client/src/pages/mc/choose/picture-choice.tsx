import type { Result } from '@hoithi/shared/contract/result';
import type { ScreenPicture as PictureId, ScreenView } from '@hoithi/shared/contract/screen';
import { memo, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Badge } from '../../../ui/badge.tsx';
import { joinClasses } from '../../../ui/join-classes.ts';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { ScreenPicture } from '../../screen/screen-picture.tsx';
import { Stage } from '../../screen/stage.tsx';
import styles from './page.module.css';

const pictures: readonly PictureId[] = ['welcome', 'participation', 'winners'];

export type PictureChoiceProps = {
  view: ScreenView;
  show: (picture: PictureId) => Promise<Result<{ picture: PictureId }>>;
};

/** Three large buttons, also on the keys 1 to 3; each shows the picture that the hall would see. */
export function PictureChoice({ view, show }: PictureChoiceProps) {
  const { t } = useTranslation('mc');
  const refusalText = useRefusalText();
  const [waiting, setWaiting] = useState<PictureId | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const choose = async (picture: PictureId) => {
    setWaiting(picture);
    setProblem(null);
    const answer = await show(picture);
    setWaiting(null);
    if (!answer.ok) setProblem(t('refused', { reason: refusalText(answer.refusal) }));
  };
  useNumberKeys(pictures.length, (key) => {
    const picture = pictures[key - 1];
    if (picture) void choose(picture);
  });
  return (
    <section aria-labelledby="mc-choose">
      <h2 id="mc-choose" className={styles.pictureTitle}>
        {t('choose')}
      </h2>
      <div className={styles.pictureChoice}>
        {pictures.map((picture, i) => (
          <button
            key={picture}
            type="button"
            className={joinClasses(styles.pictureButton, view.picture === picture && styles.pictureShowing)}
            aria-pressed={view.picture === picture}
            aria-busy={waiting === picture || undefined}
            aria-keyshortcuts={String(i + 1)}
            onClick={() => void choose(picture)}
          >
            <PicturePreview view={view} picture={picture} className={styles.pictureThumb} />
            <span className={styles.pictureName}>
              <kbd className={styles.pictureKey} aria-label={t('key', { key: i + 1 })}>
                {i + 1}
              </kbd>
              {t(`picture.${picture}`)}
            </span>
            {view.picture === picture && (
              <span className={styles.pictureSign}>
                <Badge tone="gold">{t('showing')}</Badge>
              </span>
            )}
            <span className={styles.pictureText}>{t(`pictureText.${picture}`)}</span>
          </button>
        ))}
      </div>
      {problem && (
        <p className={styles.pictureProblem} role="alert">
          {problem}
        </p>
      )}
    </section>
  );
}

type PicturePreviewProps = { view: ScreenView; picture: PictureId; className?: string };

/** The hall's picture itself, small. Hidden from screen readers: the words beside it describe it. */
export const PicturePreview = memo(function PicturePreview({ view, picture, className }: PicturePreviewProps) {
  return (
    <div className={joinClasses(styles.preview, className)} aria-hidden="true" inert>
      <Stage look={view.participation.contest.look}>
        <ScreenPicture view={view} picture={picture} />
      </Stage>
    </div>
  );
});

/** Calls `press` with 1 to `last` when that key is pressed anywhere but in a field, without a modifier. */
function useNumberKeys(last: number, press: (key: number) => void): void {
  const latest = useRef(press);
  latest.current = press;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
      if (event.target instanceof Element && event.target.closest('input, textarea, select, dialog')) return;
      const key = Number(event.key);
      if (Number.isInteger(key) && key >= 1 && key <= last) latest.current(key);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [last]);
}
