import type { ScreenView } from '@hoithi/shared/contract/screen';
import { useTranslation } from 'react-i18next';
import { Drum } from '../../../ui/drum.tsx';
import { LookImage } from '../../../ui/look-pictures.tsx';
import { QrCode } from '../../../ui/qr-code.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { CountHeadline } from '../count-headline.tsx';
import { RoundSummary } from '../round-summary.tsx';
import { ScreenSponsors } from '../screen-sponsors.tsx';
import styles from './page.module.css';

/** A long official title is set smaller, so that it takes at most five lines. Units: pixels of the 1920 picture. */
function sizeTitle(title: string, sponsored: boolean): number {
  if (sponsored) return title.length <= 48 ? 84 : 60;
  if (title.length <= 48) return 104;
  if (title.length <= 84) return 84;
  return 68;
}

/** What the hall sees while people come in: what it is, how many take part, and the way in. */
export function WelcomePicture({ view }: { view: ScreenView }) {
  const { t } = useTranslation('screen');
  const { local, number } = useFormat();
  const { contest, round } = view.participation;
  const title = local(contest.name);
  const address = view.joinUrl.replace(/^https?:\/\//u, '');
  const [host, ...rest] = address.split('/');
  const persons = round?.persons ?? null;
  const sponsored = (contest.look?.sponsors.length ?? 0) > 0;
  return (
    <div className={styles.welcome} data-sponsored={sponsored}>
      <div className={styles.words}>
        <div className={styles.head}>
          {contest.look?.logo && <LookImage picture={contest.look.logo} alt="" className={styles.logo} />}
          <div>
            {contest.demo && <p className={styles.demo}>{t('demo_mark')}</p>}
            <p className={styles.host}>{local(contest.host)}</p>
          </div>
        </div>
        <h1 className={styles.title} style={{ fontSize: `calc(${sizeTitle(title, sponsored)} * var(--u))` }}>
          {title}
        </h1>
        <p className={styles.round}>
          <RoundSummary round={round} />
        </p>
        {persons ? (
          <CountHeadline
            persons={persons}
            className={styles.count}
            digitsClassName={styles.digits}
            floorClassName={styles.floor}
          />
        ) : (
          <p className={styles.facts}>
            <span>{t('questions', { count: contest.questionCount, value: number(contest.questionCount) })}</span>
            {contest.attemptSeconds !== null && (
              <span>{`, ${t('minutes', { count: contest.attemptSeconds / 60, value: number(contest.attemptSeconds / 60, 1) })}`}</span>
            )}
          </p>
        )}
      </div>
      <ScreenSponsors look={contest.look} />
      <div className={styles.join}>
        <Drum size={900} className={styles.drum} />
        <QrCode text={view.joinUrl} label={t('qr_label', { address })} className={styles.qr} />
        <p className={styles.invite}>{t('welcome_invite')}</p>
        <p className={styles.address}>
          <span>{host}</span>
          {rest.length > 0 && <span className={styles.path}>/{rest.join('/')}</span>}
        </p>
      </div>
    </div>
  );
}
