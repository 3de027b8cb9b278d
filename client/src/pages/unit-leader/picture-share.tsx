import type { LeaderView } from '@hoithi/shared/contract/unit-leader';
import { unitLink } from '@hoithi/shared/rules/units/unit-link';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { cutRate } from '../../ui/participation/participation-figures.ts';
import { PillChoice } from '../../ui/pill-choice.tsx';
import { useFormat } from '../../ui/use-format.ts';
import type { PictureWords } from './draw-picture.ts';
import { drawPicture, type PictureShape, pictureShapes } from './draw-picture.ts';
import styles from './page.module.css';

/** The picture card, drawn on the device: a square for a group, or upright for a story; shared as a file or downloaded. SPEC U14. */
export function PictureShare({ view, text }: { view: LeaderView; text: string }) {
  const { t } = useTranslation('unit-leader');
  const words = usePictureWords(view);
  const [shape, setShape] = useState<PictureShape>('square');
  const [drawn, setDrawn] = useState<string | null>(null);
  const [notice, setNotice] = useState<'shared' | 'notShared' | null>(null);
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
      setNotice('shared');
    } catch (fault) {
      if (!(fault instanceof DOMException && fault.name === 'AbortError')) setNotice('notShared');
    }
  };
  return (
    <div className={styles.sharePicture}>
      <div className={styles.trendSpans}>
        <PillChoice
          legend={t('picture.shape')}
          name="picture-shape"
          options={pictureShapes.map((value) => ({ value, label: t(`picture.shapes.${value}`) }))}
          value={shape}
          onChange={setShape}
        />
      </div>
      {drawn === null ? <div className={styles.shareDrawing} /> : <img src={drawn} alt={t('picture.alt', { text })} />}
      {shares && (
        <Button full onClick={() => void share()}>
          {t('picture.share')}
        </Button>
      )}
      {drawn !== null && (
        <a className={styles.sharePoster} href={drawn} download={fileName}>
          {t('picture.download')}
        </a>
      )}
      <output>{notice && t(`picture.${notice}`)}</output>
    </div>
  );
}

/** Nothing is fetched: the picture's own bytes become the file. */
function fileOf(dataUrl: string, name: string): File {
  const bytes = Uint8Array.from(atob(dataUrl.slice(dataUrl.indexOf(',') + 1)), (letter) => letter.charCodeAt(0));
  return new File([bytes], name, { type: 'image/png' });
}

/** What stands on the picture card. Figures only where they may be published. SPEC U14, V3. */
function usePictureWords(view: LeaderView): PictureWords {
  const { t } = useTranslation('unit-leader');
  const { local, number, rate, closing } = useFormat();
  const { own, round, contest } = view;
  const publishedRate = !view.coarse && own.rate !== null && own.headcount !== null ? own.rate : null;
  const missing = publishedRate === null ? null : own.missing;
  const target = rate(own.targetRate ?? 0, 1);
  return {
    host: local(contest.host),
    contest: local(contest.name),
    unit: own.name,
    rate: publishedRate,
    targetRate: publishedRate === null ? null : own.targetRate,
    reached: missing === 0,
    big: publishedRate === null ? t('picture.join') : rate(cutRate(publishedRate, false), 1),
    under:
      publishedRate === null
        ? ''
        : t('ofHeadcount', {
            count: own.headcount ?? 0,
            persons: number(own.persons),
            headcount: number(own.headcount ?? 0),
          }),
    call:
      missing === null
        ? ''
        : missing === 0
          ? t('reached', { rate: target })
          : t('picture.missing', { count: missing, value: number(missing), rate: target }),
    until:
      round?.phase === 'open'
        ? t('picture.until', { round: local(round.label), closesAt: closing(round.closesAtMs) })
        : '',
    scan: t('picture.scan'),
    address: `${location.host}/c/${contest.slug}`,
    link: unitLink(location.origin, contest.slug, own),
    demo: contest.demo ? t('picture.demo') : '',
  };
}
