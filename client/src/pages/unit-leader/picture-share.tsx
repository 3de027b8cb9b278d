import type { LeaderView } from '@hoithi/shared/contract/unit-leader';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { drawPicture, type PictureShape, pictureShapes } from './draw-picture.ts';
import styles from './share-card.module.css';
import trendStyles from './trend-card.module.css';
import { usePictureWords } from './use-picture-words.ts';

/** The picture card, drawn on the device: a square for a group, or upright for a story; shared as a file or downloaded. SPEC U14. */
export function PictureShare({ view, text }: { view: LeaderView; text: string }) {
  const { t } = useTranslation('unit-leader');
  const words = usePictureWords(view);
  const [shape, setShape] = useState<PictureShape>('square');
  const [drawn, setDrawn] = useState<string | null>(null);
  const [said, setSaid] = useState<'shared' | 'notShared' | null>(null);
  // Drawn anew only when what stands on it changes, not with every view.
  const key = JSON.stringify(words);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the words
  useEffect(() => {
    let left = false;
    void drawPicture(words, shape).then((source) => !left && setDrawn(source));
    return () => {
      left = true;
    };
  }, [key, shape]);
  const fileName = `${view.contest.slug}-${view.own.code}-${shape}.png`;
  const file = useMemo(() => (drawn === null ? null : fileOf(drawn, fileName)), [drawn, fileName]);
  const shares = file !== null && 'canShare' in navigator && navigator.canShare({ files: [file] });
  const share = async () => {
    if (!file) return;
    try {
      await navigator.share({ files: [file], text });
      setSaid('shared');
    } catch (fault) {
      if (!(fault instanceof DOMException && fault.name === 'AbortError')) setSaid('notShared');
    }
  };
  return (
    <div className={styles.picture}>
      <fieldset className={trendStyles.spans}>
        <legend className="unseen">{t('picture.shape')}</legend>
        {pictureShapes.map((each) => (
          <label key={each}>
            <input type="radio" name="picture-shape" checked={shape === each} onChange={() => setShape(each)} />
            <span>{t(`picture.shapes.${each}`)}</span>
          </label>
        ))}
      </fieldset>
      {drawn === null ? <div className={styles.drawing} /> : <img src={drawn} alt={t('picture.alt', { text })} />}
      {shares && (
        <Button full onClick={() => void share()}>
          {t('picture.share')}
        </Button>
      )}
      {drawn !== null && (
        <a className={styles.poster} href={drawn} download={fileName}>
          {t('picture.download')}
        </a>
      )}
      <output>{said && t(`picture.${said}`)}</output>
    </div>
  );
}

/** Nothing is fetched: the picture's own bytes become the file. */
function fileOf(dataUrl: string, name: string): File {
  const bytes = Uint8Array.from(atob(dataUrl.slice(dataUrl.indexOf(',') + 1)), (letter) => letter.charCodeAt(0));
  return new File([bytes], name, { type: 'image/png' });
}
