import type { ShownLook } from '@hoithi/shared/contract/look';
import type { HallFigures, StageCue, StageView } from '@hoithi/shared/contract/show';
import { useTranslation } from 'react-i18next';
import { Drum } from '../../../../ui/drum.tsx';
import { joinHyphens } from '../../../../ui/join-hyphens.ts';
import { shortenUnitName } from '../../../../ui/participation/short-unit-name.ts';
import { QrCode } from '../../../../ui/qr-code.tsx';
import { TeamMark } from '../../../../ui/team-mark.tsx';
import { useFormat } from '../../../../ui/use-format.ts';
import { ScreenSponsors } from '../../screen-sponsors.tsx';
import { fitSize } from '../fit-size.ts';
import { SecondWords, useSecond } from '../second-words.tsx';
import { useFitted } from '../use-fitted.ts';
import styles from './page.module.css';

/** In two columns where the lobby names units alone. */
const unitsMax = { names: 7, units: 16 };
const namesMax = 4;

/** The way in, readable from the last row, and the hall filling district by district. SPEC H4, H9. */
export function LobbyCue({
  stage,
  figures,
  cue,
  look,
}: {
  stage: StageView;
  figures: HallFigures;
  cue: Extract<StageCue, { kind: 'lobby' }>;
  look: ShownLook | undefined;
}) {
  const { t } = useTranslation('screen');
  const { local, number } = useFormat();
  const second = useSecond();
  const title = joinHyphens(local(cue.title));
  const text = cue.text && joinHyphens(local(cue.text));
  const address = `${new URL(stage.joinUrl, location.origin).host}/thi`;
  const shown = figures.arrivals.filter((unit) => unit.unitName !== null).slice(0, unitsMax[stage.naming.lobby]);
  const newest = figures.newest.slice(0, namesMax);
  const names = newest.map((player) => player.name).join();
  const words = useFitted<HTMLDivElement>(`${title} ${text} ${shown.length} ${names}`);
  const most = Math.max(1, ...shown.map((unit) => unit.persons));
  return (
    <div className={styles.lobby} data-sponsored={(look?.sponsors.length ?? 0) > 0 || undefined}>
      <div ref={words} className={styles.words}>
        <p className={styles.contest}>{local(stage.contestName)}</p>
        <h1
          className={styles.title}
          style={{
            fontSize: fitSize(title, [
              [30, 92],
              [60, 76],
              [100, 62],
              [200, 48],
            ]),
          }}
        >
          {title}
          <SecondWords words={second(cue.title)} />
        </h1>
        {text && (
          <p className={styles.text}>
            {text}
            <SecondWords words={second(cue.text)} />
          </p>
        )}
        <p className={styles.count}>
          <b>{number(figures.players)}</b>
          <span>{t('show.inHall')}</span>
        </p>
        {shown.length > 0 && (
          <ul className={styles.units} data-alone={stage.naming.lobby === 'units' || undefined}>
            {shown.map((unit) => (
              <li key={unit.unitCode}>
                <span className={styles.fill} style={{ transform: `scaleX(${unit.persons / most})` }} />
                <span>{shortenUnitName(unit.unitName ?? '')}</span>
                <b>{number(unit.persons)}</b>
              </li>
            ))}
          </ul>
        )}
        {newest.length > 0 && (
          <p className={styles.newest}>
            <span>{t('show.newest')}</span>
            {newest.map(({ name, unitName, mark }) => (
              <b key={`${name} ${unitName}`}>
                {mark !== null && <TeamMark mark={mark} />} <span>{name}</span>
              </b>
            ))}
          </p>
        )}
      </div>
      <div className={styles.join}>
        <div className={styles.face}>
          <Drum size={780} dim className={styles.drum} />
          <QrCode
            text={new URL(stage.joinUrl, location.origin).href}
            label={t('qr_label', { address })}
            className={styles.qr}
          />
        </div>
        <p className={styles.address}>{address}</p>
        <p className={styles.code}>
          {stage.code.slice(0, 3)} {stage.code.slice(3)}
        </p>
        <p className={styles.commitment}>{t('show.commitment', { hash: stage.commitment.slice(0, 16) })}</p>
      </div>
      <ScreenSponsors look={look} />
    </div>
  );
}
