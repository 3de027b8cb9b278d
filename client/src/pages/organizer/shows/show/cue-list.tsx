import type { ShowDraftContent } from '@hoithi/shared/contract/show-drafts';
import type { CueKind } from '@hoithi/shared/contract/show-file';
import { addToTime, planTimes } from '@hoithi/shared/rules/show/plan-times';
import { type ReactNode, useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { Badge } from '../../../../ui/badge.tsx';
import { Select } from '../../../../ui/field.tsx';
import { ReorderList } from '../../../../ui/reorder-list.tsx';
import { useFormat } from '../../../../ui/use-format.ts';
import { asFields, asText } from '../../editor/draft-value.ts';
import styles from './cue-list.module.css';
import { CueWall } from './cue-wall.tsx';
import type { Fit } from './read-fit.ts';
import type { SampleContest } from './sample-view.ts';
import { useShow } from './show-context.ts';
import {
  type Cue,
  cueKinds,
  isQuestion,
  kindOf,
  minutesOf,
  nameOfCue,
  numberOf,
  problemsWithin,
} from './show-value.ts';

type CueListProps = {
  cues: readonly Cue[];
  chosen: string | null;
  content: ShowDraftContent;
  contest: SampleContest;
  fits: ReadonlyMap<string, Fit>;
  onFit: (id: string, fit: Fit) => void;
  onChoose: (id: string) => void;
  onMove: (from: number, to: number) => void;
  onAdd: (kind: CueKind) => void;
};

/** The cues in their order, each with its picture; dragged, or moved with the arrow keys. The end stays the last one. */
export function CueList({ cues, chosen, content, contest, fits, onFit, onChoose, onMove, onAdd }: CueListProps) {
  const { t } = useTranslation('shows');
  const { locale } = useFormat();
  const startsAt = asText(asFields(content.plan).startsAt) || null;
  const { starts } = planTimes(cues.map(minutesOf));
  const nameOf = (cue: Cue, at: number) => {
    const named = nameOfCue(cue, locale);
    const kind = t(`kinds.${kindOf(cue)}`);
    if (!isQuestion(cue)) return named || kind;
    const number = numberOf(cues, at);
    return number > 0 ? t('cue.question', { number }) : cue.trial === true ? t('cue.trial') : kind;
  };
  return (
    <section className={styles.cues} aria-label={t('cues')}>
      <ReorderList
        label={t('cues')}
        items={cues}
        keyOf={({ id }) => id}
        nameOf={nameOf}
        fixed={(cue) => cue.kind === 'end'}
        onMove={onMove}
        row={(cue, at, handle) => (
          <CueRow
            {...{ cue, at, cues, handle, content, contest, onChoose, onFit }}
            name={nameOf(cue, at)}
            isChosen={cue.id === chosen}
            fit={fits.get(cue.id) ?? null}
            starts={startsAt === null ? null : addToTime(startsAt, starts[at] ?? 0)}
          />
        )}
      />
      <Select
        label={t('cue.add')}
        value=""
        placeholder={t('cue.addWhat')}
        options={cueKinds.map((value) => ({ value, label: t(`kinds.${value}`) }))}
        onChange={(event) => onAdd(event.target.value as CueKind)}
      />
    </section>
  );
}

type CueRowProps = Pick<CueListProps, 'cues' | 'content' | 'contest' | 'onChoose' | 'onFit'> & {
  cue: Cue;
  at: number;
  name: string;
  handle: ReactNode;
  isChosen: boolean;
  fit: Fit | null;
  starts: string | null;
};

function CueRow({
  cue,
  at,
  cues,
  name,
  handle,
  content,
  contest,
  isChosen,
  fit,
  starts,
  onChoose,
  onFit,
}: CueRowProps) {
  const { t } = useTranslation('shows');
  const { locale, number } = useFormat();
  const { problems } = useShow();
  const { id } = cue;
  const report = useCallback((read: Fit) => onFit(id, read), [onFit, id]);
  const minutes = minutesOf(cue);
  const words = isQuestion(cue) ? nameOfCue(cue, locale) : '';
  const wrong = problemsWithin(problems, ['cues', at]).length;
  return (
    <div className={styles.row} data-chosen={isChosen || undefined}>
      <span className={styles.grip}>{handle}</span>
      <button type="button" className={styles.choose} aria-current={isChosen || undefined} onClick={() => onChoose(id)}>
        <CueWall
          {...{ cue, content, contest, className: styles.wall, onFit: report }}
          number={numberOf(cues, at)}
          of={cues.filter((each) => each.kind === 'question' && each.trial !== true).length}
        />
        <span className={styles.words}>
          <b className={styles.name}>
            <span className={styles.place}>{at + 1}</span> <span>{name}</span>
          </b>
          {words && (
            <span className={styles.question} lang="vi">
              {words}
            </span>
          )}
          <span className={styles.facts}>
            {starts !== null && <span>{starts}</span>}
            {minutes !== null && (
              <span>{t('cue.minutes', { count: minutes, value: number(minutes, minutes % 1 ? 1 : 0) })}</span>
            )}
            {wrong > 0 && <Badge tone="amber">{t('cue.wrong', { count: wrong })}</Badge>}
            {fit && fit.state !== 'fits' && <Badge tone="amber">{t(`fit.${fit.state}Short`)}</Badge>}
          </span>
        </span>
      </button>
    </div>
  );
}
