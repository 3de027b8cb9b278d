/* oxlint-disable jsx-a11y/prefer-tag-over-role -- many lights are one picture, and an img holds none */
import type { Floor, StageCue } from '@hoithi/shared/contract/show';
import { unpackBits } from '@hoithi/shared/rules/show/light-floor';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Drum } from '../../../../ui/drum.tsx';
import { joinHyphens } from '../../../../ui/join-hyphens.ts';
import { Star } from '../../../../ui/star.tsx';
import { useFormat } from '../../../../ui/use-format.ts';
import { fitSize } from '../fit-size.ts';
import { useFitted } from '../use-fitted.ts';
import { FloorDots } from './floor-dots.tsx';
import { FloorNames } from './floor-names.tsx';
import styles from './page.module.css';
import { planFloor } from './plan-floor.ts';
import { useCounted } from './use-counted.ts';

type FloorCueStage = Extract<StageCue, { kind: 'question' | 'sudden-death' | 'rescue' }>;
type Bits = readonly boolean[];

const wholeField = { width: 1230, height: 972 };
const besideNames = { width: 1230, height: 690 };

/**
 * An elimination as a picture: the floor as lights, and how many are still in. After a reveal those who were wrong go dark, a
 * rescue lights who comes in, the last few stand by name. SPEC H22.
 */
export function FloorCue({ floor, cue }: { floor: Floor; cue: FloorCueStage }) {
  const { lit, changed, of } = floor;
  const [before, after] = useMemo((): [Bits, Bits] => {
    const on = unpackBits(lit, of);
    const turned = unpackBits(changed, of);
    return [on.map((each, at) => each !== turned[at]), on];
  }, [lit, changed, of]);
  // A new picture each time the lights change: it begins from those before.
  return <FloorPicture key={`${lit} ${changed}`} floor={floor} cue={cue} before={before} after={after} />;
}

function FloorPicture({ floor, cue, before, after }: { floor: Floor; cue: FloorCueStage; before: Bits; after: Bits }) {
  const { t } = useTranslation('screen');
  const { number } = useFormat();
  const atRescue = cue.kind === 'rescue';
  const plan = useMemo(() => planFloor(floor.of, floor.names !== null, wholeField), [floor.of, floor.names]);
  const called = atRescue && plan.form === 'dots' ? floor.called : [];
  const field = called.length > 0 ? besideNames : wholeField;
  const dots = useMemo(() => planFloor(floor.of, false, field), [floor.of, field]);
  const last = atRescue ? [] : floor.called;
  const lights = useFitted<HTMLDivElement>(`${floor.names?.join()} ${called.length}`);
  return (
    <div className={styles.floor} data-last={last.length > 0 || undefined}>
      <Drum size={1200} dim className={styles.ground} />
      <FloorCount floor={floor} cue={cue} before={before} after={after} />
      <div
        ref={lights}
        className={styles.lights}
        data-form={plan.form}
        role="img"
        aria-label={t('show.floor.lights', { in: number(floor.in), of: number(floor.of) })}
      >
        {plan.form === 'dots' || floor.names === null ? (
          <FloorDots plan={dots} field={field} before={before} after={after} />
        ) : (
          <FloorNames plan={plan} names={floor.names} before={before} after={after} />
        )}
        {called.length > 0 && <CalledNames called={called} more={floor.in - called.length} />}
      </div>
      {last.length > 0 && <LastCards last={last} />}
    </div>
  );
}

/** What has happened, and the huge figure that counts with the lights. */
function FloorCount({ floor, cue, before, after }: { floor: Floor; cue: FloorCueStage; before: Bits; after: Bits }) {
  const { t } = useTranslation('screen');
  const { local, number } = useFormat();
  const count = useCounted(before, after);
  const title =
    cue.kind === 'rescue' ? joinHyphens(local(cue.title)) : t('show.question', { number: cue.number, of: cue.of });
  const words = useFitted<HTMLDivElement>(`${title} ${floor.in}`);
  const shown = number(count);
  return (
    <div ref={words} className={styles.count}>
      <h1
        className={styles.title}
        style={{
          fontSize: fitSize(title, [
            [20, 60],
            [60, 46],
            [500, 32],
          ]),
        }}
      >
        {title}
      </h1>
      <p className={styles.left}>
        {t('show.floor.left')}
        <b data-length={shown.length}>{shown}</b>
      </p>
      <p className={styles.of}>{t('show.floor.of', { count: floor.of, value: number(floor.of) })}</p>
      <p className={styles.note}>{formatNote()}</p>
    </div>
  );

  function formatNote(): string {
    const changed = after.filter((lit, at) => lit !== before[at]).length;
    const counted = { count: changed, value: number(changed) };
    if (cue.kind !== 'rescue') {
      if (cue.revealed?.ruling?.what === 'void') return t('show.ruled.void');
      if (cue.revealed?.voided) return t('show.floor.void');
      return changed === 0 ? t('show.floor.fellNone') : t('show.floor.fell', counted);
    }
    if (cue.rescued === null) return t('show.floor.out', { count: cue.out, value: number(cue.out) });
    return changed === 0 ? t('show.floor.cameNone') : t('show.floor.came', counted);
  }
}

/** Under a field of lights: who came in, by name, as far as there is room. */
function CalledNames({ called, more }: { called: Floor['called']; more: number }) {
  const { t } = useTranslation('screen');
  const { number } = useFormat();
  return (
    <ul className={styles.band}>
      {called.map(({ name, unitName }, at) => (
        <li key={`${name} ${unitName}`} data-fit style={{ animationDelay: `${800 + at * 90}ms` }}>
          {name}
        </li>
      ))}
      {more > 0 && <li>{t('show.more', { value: number(more) })}</li>}
    </ul>
  );
}

/** The last five, four, three, two, and the one who is left. */
function LastCards({ last }: { last: Floor['called'] }) {
  const { t } = useTranslation('screen');
  const { number } = useFormat();
  const cards = useFitted<HTMLDivElement>(last.map(({ name, unitName }) => `${name} ${unitName}`).join());
  return (
    <div ref={cards} className={styles.last} data-alone={last.length === 1 || undefined}>
      <h2>
        {last.length === 1
          ? t('show.floor.lastOne')
          : t('show.floor.last', { count: last.length, value: number(last.length) })}
      </h2>
      <ul>
        {last.map(({ name, unitName }) => (
          <li key={`${name} ${unitName}`} data-fit>
            <Star size={72} />
            <b>{name}</b>
            {unitName && <span>{unitName}</span>}
          </li>
        ))}
      </ul>
    </div>
  );
}
