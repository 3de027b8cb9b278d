import type { StageCue, StageView } from '@hoithi/shared/contract/show';
import type { DrawnName } from '@hoithi/shared/contract/show-award';
import { useTranslation } from 'react-i18next';
import { Drum } from '../../../../ui/drum.tsx';
import { GoldRain } from '../../../../ui/gold-rain.tsx';
import { useFormat } from '../../../../ui/use-format.ts';
import { fitSize } from '../fit-size.ts';
import { SecondWords, useSecond } from '../second-words.tsx';
import { useFitted } from '../use-fitted.ts';
import styles from './page.module.css';

type DrawStage = Extract<StageCue, { kind: 'draw' }>;
/** As many as stand in the row below the one being called. */
const sideMax = 6;

/** The frozen list with its hash, the seed as it arrives, then who was drawn, one by one. SPEC H28. */
export function DrawCue({ stage, cue }: { stage: StageView; cue: DrawStage }) {
  const { local } = useFormat();
  const second = useSecond();
  const { shown, seed, remaining } = cue;
  const last = shown.at(-1) ?? null;
  const side = shown.slice(0, -1).filter(({ absent }) => !absent);
  const said = `${cue.list?.hash} ${cue.typed} ${cue.ready} ${seed} ${shown.length} ${last?.absent}`;
  const fitted = useFitted<HTMLDivElement>(said);
  return (
    <div ref={fitted} className={styles.draw}>
      {last && remaining === 0 && <GoldRain still={false} />}
      <header className={styles.head}>
        <h1>
          {local(cue.title)}
          <SecondWords words={second(cue.title)} />
        </h1>
        <p>{cue.label ? local(cue.label) : local(stage.contestName)}</p>
      </header>
      <Facts cue={cue} />
      <div className={styles.middle} key={said} data-fit>
        {last ? <Drawn drawn={last} of={shown.length} /> : <Seed cue={cue} />}
      </div>
      {side.length > 0 && (
        <ol className={styles.side}>
          {side.slice(-sideMax).map(({ number, name }) => (
            <li key={number}>
              <Lot number={number} /> <b>{name}</b>
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}

function Lot({ number: lot }: { number: number }) {
  const { number } = useFormat();
  return <span className={styles.lot}>{number(lot)}</span>;
}

/** What anybody needs to make the draw again: how many numbers, the hash of the list, where the seed comes from, the seed. */
function Facts({ cue: { list, source, seed, shown } }: { cue: DrawStage }) {
  const { t } = useTranslation('screen');
  const { number, instant } = useFormat();
  if (!list) return <div />;
  return (
    <dl className={styles.facts}>
      <div>
        <dt>{t('show.draw.list')}</dt>
        <dd>
          <b>{t('show.draw.people', { count: list.people, value: number(list.people) })}</b>
          <code>{list.hash.match(/.{8}/g)?.join(' ')}</code>
        </dd>
      </div>
      {source && (
        <div>
          <dt>{t('show.draw.source')}</dt>
          <dd>
            {source.kind === 'lottery'
              ? t('show.draw.lottery', { company: source.company, prize: source.prize, at: instant(source.atMs) })
              : t('show.draw.committed', { names: source.people.map(({ name }) => name).join(', ') })}
          </dd>
          {seed !== null && shown.length > 0 && <dd className={styles.seedSmall}>{seed.split('\n').join(' · ')}</dd>}
        </div>
      )}
    </dl>
  );
}

/** Before the first name: what is waited for, or the seed that has arrived. */
function Seed({ cue }: { cue: DrawStage }) {
  const { t } = useTranslation('screen');
  const { source, seed } = cue;
  if (seed === null)
    return (
      <>
        <Drum size={420} turning beat={cue.ready} className={styles.drum} />
        <p className={styles.waits}>{t(`show.draw.${waitOf(cue)}`)}</p>
      </>
    );
  if (source?.kind !== 'committed')
    return (
      <>
        <p className={styles.waits}>{t('show.draw.seed')}</p>
        <p className={styles.digits}>
          {[...seed].map((digit, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a digit has its place alone
            <span key={at} style={{ animationDelay: `${at * 260}ms` }}>
              {digit}
            </span>
          ))}
        </p>
      </>
    );
  const values = seed.split('\n');
  return (
    <>
      <p className={styles.waits}>{t('show.draw.opened')}</p>
      <ul className={styles.values}>
        {source.people.map(({ name }, at) => (
          <li key={name} style={{ animationDelay: `${at * 500}ms` }}>
            <span>{name}</span>
            <b>{values[at]}</b>
          </li>
        ))}
      </ul>
    </>
  );
}

const waitOf = ({ list, typed, ready, source }: DrawStage) => {
  if (!list) return 'noList';
  if (ready) return 'ready';
  if (typed) return 'typed';
  return source?.kind === 'lottery' ? 'awaitsLottery' : 'awaitsValues';
};

function Drawn({ drawn: { number, name, unitName, absent }, of }: { drawn: DrawnName; of: number }) {
  const { t } = useTranslation('screen');
  return (
    <div className={styles.drawn} data-absent={absent || undefined}>
      <p className={styles.waits}>{t('show.draw.lot', { place: of })}</p>
      <p className={styles.number}>
        <Lot number={number} />
      </p>
      <p
        className={styles.name}
        style={{
          fontSize: fitSize(name, [
            [16, 150],
            [26, 118],
            [50, 88],
          ]),
        }}
      >
        {name}
      </p>
      {unitName && <p className={styles.unit}>{unitName}</p>}
      {absent && <p className={styles.absent}>{t('show.draw.absent')}</p>}
    </div>
  );
}
