import type { LeaderView } from '@hoithi/shared/contract/unit-leader';
import { unitLink } from '@hoithi/shared/rules/units/unit-link';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { copyText } from '../../ui/copy-text.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { cutRate } from '../../ui/participation/participation-figures.ts';
import { useFormat } from '../../ui/use-format.ts';
import styles from './page.module.css';
import { PictureShare } from './picture-share.tsx';
import { posterPath } from './poster-path.ts';

/** What a leader sends to the unit's group: a message, a picture, a poster. Figures only where they may be published. SPEC U6, U14, V3. */
export function ShareCard({ view }: { view: LeaderView }) {
  const { t } = useTranslation('unit-leader');
  const { local, number, rate, closing, locale } = useFormat();
  const [notice, setNotice] = useState<'copied' | 'byHand' | null>(null);
  const [picture, setPicture] = useState(false);
  const { round, own, contest } = view;
  const words = {
    unit: own.name,
    round: round ? local(round.label) : '',
    link: unitLink(location.origin, contest.slug, own),
    closesAt: round ? closing(round.closesAtMs) : '',
  };
  const mayPublish = !view.coarse && own.rate !== null && own.headcount !== null;
  const figures = {
    ...words,
    count: own.headcount ?? 0,
    persons: number(own.persons),
    headcount: number(own.headcount ?? 0),
    rate: rate(cutRate(own.rate ?? 0, false), 1),
    missing: number(own.missing ?? 0),
    target: rate(own.targetRate ?? 0, 1),
  };
  const text = !mayPublish
    ? t('message.invite', words)
    : own.missing === null
      ? t('message.figures', figures)
      : t(own.missing === 0 ? 'message.reached' : 'message.missing', figures);
  const copy = async () => setNotice((await copyText(text)) ? 'copied' : 'byHand');
  const open = round?.phase === 'open';
  return (
    <Card title={t('message.title')}>
      {open && (
        <>
          <p className={styles.shareReminder}>{text}</p>
          <Button kind="primary" full onClick={() => void copy()}>
            {t('message.copy')}
          </Button>
          <output className={styles.shareNotice}>{notice && t(`message.${notice}`)}</output>
        </>
      )}
      <div className={styles.shareWays}>
        <Button full aria-haspopup="dialog" onClick={() => setPicture(true)}>
          {t('picture.make')}
        </Button>
        <a
          className={styles.sharePoster}
          href={posterPath(contest.slug, own.code, locale)}
          target="_blank"
          rel="noreferrer"
        >
          {t('poster.make')}
        </a>
      </div>
      <Dialog
        open={picture}
        title={t('picture.title')}
        onClose={() => setPicture(false)}
        actions={
          <Button full onClick={() => setPicture(false)}>
            {t('picture.close')}
          </Button>
        }
      >
        <PictureShare view={view} text={text} />
      </Dialog>
    </Card>
  );
}
