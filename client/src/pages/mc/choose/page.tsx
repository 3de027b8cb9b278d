import type { McToServer, McView, ServerToMc } from '@hoithi/shared/contract/screen';
import { useTranslation } from 'react-i18next';
import type { UseNamespace } from '../../../connection/use-namespace.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Page } from '../../../ui/page.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { mayDrive } from '../may-drive.ts';
import { RunReport } from '../run-report.tsx';
import { ScreenLink } from '../screen-link.tsx';
import styles from './page.module.css';
import { PictureChoice, PicturePreview } from './picture-choice.tsx';
import { ReadAloud } from './read-aloud.tsx';
import { RoundFigures } from './round-figures.tsx';
import { ShowChoice } from './show-choice.tsx';

export type McPageProps = { namespace: UseNamespace<McToServer, ServerToMc>; view: McView };

/** Two columns: the hall's picture and the choice of the next; what to say and the figures to say it with. */
export function McPage({ namespace, view }: McPageProps) {
  const { t } = useTranslation('mc');
  const { local, number } = useFormat();
  const { contest } = view.participation;
  const drives = mayDrive(namespace);
  return (
    <Page
      width="wide"
      demo={contest.demo}
      className={styles.page}
      header={
        <Badge tone={view.screensConnected > 0 ? 'jade' : 'amber'}>
          {t('screens', { value: number(view.screensConnected) })}
        </Badge>
      }
    >
      <h1 className="unseen">{local(contest.name)}</h1>
      {!namespace.online && (
        <p className={styles.offline} role="alert">
          {t('offline')}
        </p>
      )}
      <div className={styles.columns}>
        <div className={styles.hall}>
          <section aria-labelledby="mc-now">
            <h2 id="mc-now" className={styles.title}>
              {t('now')}: <span className={styles.current}>{t(`picture.${view.picture}`)}</span>
            </h2>
            <PicturePreview
              view={{ ...view, show: null, everyUnit: null }}
              picture={view.picture}
              className={styles.now}
            />
          </section>
          <ShowChoice namespace={namespace} show={view.show} />
          {drives ? (
            <PictureChoice
              view={{ ...view, show: null, everyUnit: null }}
              show={(picture) => namespace.send('screen:show', { picture })}
            />
          ) : (
            <p className={styles.watching}>{t('watching')}</p>
          )}
        </div>
        <div className={styles.words}>
          <RoundFigures participation={view.participation} />
          <ReadAloud results={view.results} />
          <RunReport send={namespace.send} />
        </div>
        <div className={styles.link}>
          <ScreenLink
            path={view.screenPath}
            connected={view.screensConnected}
            renew={drives ? () => namespace.send('screen:renew', {}) : null}
            corner={{ on: view.corner, turn: drives ? (on) => void namespace.send('screen:corner', { on }) : null }}
          />
        </div>
      </div>
    </Page>
  );
}
