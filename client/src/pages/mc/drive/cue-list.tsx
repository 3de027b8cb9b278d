import type { McRun } from '@hoithi/shared/contract/show';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../ui/use-format.ts';
import styles from './lists.module.css';

/** Every cue of the show; a press goes there. */
export function CueList({ run, driving, go }: { run: McRun; driving: boolean; go: (cueIndex: number) => void }) {
  const { t } = useTranslation('mc');
  const { local } = useFormat();
  return (
    <details className={styles.drawer}>
      <summary>{t('drive.cues', { at: run.stage.cueIndex + 1, all: run.cues.length })}</summary>
      <ol className={styles.cues}>
        {run.cues.map((cue, at) => {
          const here = at === run.stage.cueIndex;
          const title = cue.questionText ?? (cue.title && local(cue.title));
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a cue is its place in the list
            <li key={at}>
              <button type="button" disabled={!driving || here} aria-current={here || undefined} onClick={() => go(at)}>
                <span>{t(`drive.cue.${cue.kind}`)}</span> {title}
              </button>
            </li>
          );
        })}
      </ol>
    </details>
  );
}
