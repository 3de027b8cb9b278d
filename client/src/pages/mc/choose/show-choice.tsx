import { limits } from '@hoithi/shared/contract/limits';
import type { Refusal } from '@hoithi/shared/contract/refusal';
import type { McToServer, ServerToMc } from '@hoithi/shared/contract/screen';
import type { McShow, ShowCard } from '@hoithi/shared/contract/show-mc';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { postText } from '../../../connection/api.ts';
import type { UseNamespace } from '../../../connection/use-namespace.ts';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { CheckBox } from '../../../ui/field.tsx';
import { FileField } from '../../../ui/file-field.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { readDevice } from '../device-id.ts';
import { mayDrive, mayLoad } from '../may-drive.ts';
import styles from './page.module.css';

/** The shows of the contest: rehearse one, run one, load another. SPEC H1, H17. */
export function ShowChoice({ namespace, show }: { namespace: UseNamespace<McToServer, ServerToMc>; show: McShow }) {
  const { t } = useTranslation('mc');
  const { local, number } = useFormat();
  const words = useRefusalText();
  const drives = mayDrive(namespace);
  const [simulated, setSimulated] = useState(40);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const { last } = show;
  const [carries, setCarries] = useState(true);
  const [loaded, setLoaded] = useState<ShowCard | null>(null);
  const open = async (showId: string, rehearsal: boolean) => {
    setRefusal(null);
    const after = carries && last?.rehearsal === rehearsal ? { after: last.runId } : {};
    const message = { showId, rehearsal, simulated: rehearsal ? simulated : 0, device: readDevice(), ...after };
    const received = await namespace.send('run:open', message);
    if (!received.ok) setRefusal(received.refusal);
  };
  const load = async (file: File | undefined) => {
    if (!file) return;
    setLoaded(null);
    setRefusal(null);
    const received = await postText<ShowCard>('/api/mc/shows', await file.text());
    if (received.ok) setLoaded(received.value);
    else setRefusal(received.refusal);
  };
  return (
    <Card title={t('shows.title')} tone="gold">
      <p className={styles.showsText}>{t(drives ? 'shows.text' : 'shows.watch')}</p>
      <ul className={styles.shows}>
        {show.shows.map((card) => (
          <li key={card.showId}>
            <div>
              <b>{local(card.title)}</b>
              <span>{t('shows.facts', { cues: number(card.cues), questions: number(card.questions) })}</span>
            </div>
            {drives && (
              <div className={styles.showsWays}>
                <Button onClick={() => void open(card.showId, true)}>{t('shows.rehearse')}</Button>
                <Button kind="primary" onClick={() => void open(card.showId, false)}>
                  {t('shows.run')}
                </Button>
              </div>
            )}
          </li>
        ))}
      </ul>
      {drives && last && (
        <CheckBox
          label={t('follow.carry', { count: last.players, value: number(last.players), title: local(last.title) })}
          hint={t(last.rehearsal ? 'follow.carryRehearsal' : 'follow.carryText')}
          checked={carries}
          onChange={(event) => setCarries(event.target.checked)}
        />
      )}
      {drives && (
        <label className={styles.showsSimulated}>
          {t('shows.simulated')}
          <input
            type="number"
            min={0}
            max={limits.rehearsalPlayersMax}
            value={simulated}
            onChange={(event) =>
              setSimulated(
                Math.max(0, Math.min(limits.rehearsalPlayersMax, Math.trunc(Number(event.target.value) || 0))),
              )
            }
          />
        </label>
      )}
      {mayLoad(namespace) && (
        <FileField
          label={t('shows.load')}
          accept="application/json,.json"
          onFile={(file) => void load(file ?? undefined)}
        />
      )}
      <output className={styles.showsNotice}>
        {loaded && <span>{t('shows.loaded', { title: local(loaded.title) })}</span>}
        {refusal && <span>{words(refusal)}</span>}
        {refusal?.code === 'show_file_invalid' && (
          <ul className={styles.showsProblems}>
            {refusal.problems.map((problem) => (
              <li key={`${problem.line} ${problem.place} ${problem.reason.en}`}>
                {problem.line !== null && <b>{t('shows.line', { line: problem.line })} </b>}
                {problem.place && <code>{problem.place}</code>} <span>{local(problem.reason)}</span>
              </li>
            ))}
          </ul>
        )}
      </output>
    </Card>
  );
}
