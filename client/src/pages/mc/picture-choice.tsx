import type { Result } from '@hoithi/shared/contract/result';
import type { ScreenPicture as PictureId, ScreenView } from '@hoithi/shared/contract/screen';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Badge } from '../../ui/badge.tsx';
import { joinClasses } from '../../ui/join-classes.ts';
import { useRefusalText } from '../../ui/use-refusal-text.ts';
import styles from './picture-choice.module.css';
import { PicturePreview } from './picture-preview.tsx';
import { useNumberKeys } from './use-number-keys.ts';

const pictures: readonly PictureId[] = ['welcome', 'participation', 'winners'];

export type PictureChoiceProps = {
  view: ScreenView;
  show: (picture: PictureId) => Promise<Result<{ picture: PictureId }>>;
};

/** Three large buttons, also on the keys 1 to 3; each shows the picture that the hall would see. */
export function PictureChoice({ view, show }: PictureChoiceProps) {
  const { t } = useTranslation('mc');
  const logRefusal = useRefusalText();
  const [waiting, setWaiting] = useState<PictureId | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const choose = async (picture: PictureId) => {
    setWaiting(picture);
    setProblem(null);
    const answer = await show(picture);
    setWaiting(null);
    if (!answer.ok) setProblem(t('refused', { reason: logRefusal(answer.refusal) }));
  };
  useNumberKeys(pictures.length, (key) => {
    const picture = pictures[key - 1];
    if (picture) void choose(picture);
  });
  return (
    <section aria-labelledby="mc-choose">
      <h2 id="mc-choose" className={styles.title}>
        {t('choose')}
      </h2>
      <div className={styles.choice}>
        {pictures.map((picture, i) => (
          <button
            key={picture}
            type="button"
            className={joinClasses(styles.button, view.picture === picture && styles.showing)}
            aria-pressed={view.picture === picture}
            aria-busy={waiting === picture || undefined}
            aria-keyshortcuts={String(i + 1)}
            onClick={() => void choose(picture)}
          >
            <PicturePreview view={view} picture={picture} className={styles.thumb} />
            <span className={styles.name}>
              <kbd className={styles.key} aria-label={t('key', { key: i + 1 })}>
                {i + 1}
              </kbd>
              {t(`picture.${picture}`)}
            </span>
            {view.picture === picture && (
              <span className={styles.sign}>
                <Badge tone="gold">{t('showing')}</Badge>
              </span>
            )}
            <span className={styles.text}>{t(`pictureText.${picture}`)}</span>
          </button>
        ))}
      </div>
      {problem && (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
    </section>
  );
}
