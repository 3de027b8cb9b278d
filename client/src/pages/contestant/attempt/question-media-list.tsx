import type { QuestionView } from '@hoithi/shared/contract/contestant';
import { picturePath } from '@hoithi/shared/contract/picture-path';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button.tsx';
import { contestWords } from '../../../ui/contest-words.ts';
import styles from './page.module.css';

/** The pictures and sounds of a question, by the hash of their bytes. */
export function QuestionMediaList({ media }: Pick<QuestionView, 'media'>) {
  if (media.length === 0) return null;
  return (
    <div className={styles.media}>
      {media.map(({ kind, hash, alt }) =>
        kind === 'picture' ? (
          <img key={hash} {...contestWords} className={styles.mediaPicture} src={picturePath(hash)} alt={alt} />
        ) : (
          <Sound key={hash} address={picturePath(hash)} alt={alt} />
        ),
      )}
    </div>
  );
}

/** A sound that is played by a press, as often as one likes; what it is stands below it. */
function Sound({ address, alt }: { address: string; alt: string }) {
  const { t } = useTranslation('contestant');
  const [is, setIs] = useState<'still' | 'playing' | 'failed'>('still');
  const sound = useRef<HTMLAudioElement | null>(null);
  useEffect(() => {
    const audio = new Audio(address);
    audio.preload = 'auto';
    const still = () => setIs('still');
    for (const event of ['ended', 'pause']) audio.addEventListener(event, still);
    audio.addEventListener('error', () => setIs('failed'));
    sound.current = audio;
    return () => audio.pause();
  }, [address]);
  const press = () => {
    if (is === 'playing') sound.current?.pause();
    else
      sound.current?.play().then(
        () => setIs('playing'),
        () => setIs('failed'),
      );
  };
  return (
    <div className={styles.media}>
      <Button onClick={press}>
        {is === 'playing' ? `❚❚ ${t('question.stopSound')}` : `▶ ${t('question.playSound')}`}
      </Button>
      <p {...contestWords} className={styles.typedRead}>
        {alt}
      </p>
      {is === 'failed' && <p role="alert">{t('question.noSound')}</p>}
    </div>
  );
}
