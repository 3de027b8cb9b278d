import type { Refusal } from '@hoithi/shared/contract/refusal';
import type { DecisionPreview, Move } from '@hoithi/shared/contract/result-desk';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { postJson } from '../../../connection/api.ts';
import { Drum } from '../../../ui/drum.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { ReasonField, readReason } from '../acts/reason-field.tsx';
import { useAct } from '../acts/use-act.ts';
import styles from './page.module.css';
import type { Deciding, ResultParts } from './result-parts.ts';

type Props = { parts: ResultParts; deciding: Deciding; onClose: () => void };

/** A decision: first what it would change, then its reason, then the new standing. SPEC F16, F17. */
export function DecideDialog({ parts: { desk, path, done }, deciding: { decision, about }, onClose }: Props) {
  const { t } = useTranslation(['result-desk', 'organizer']);
  const words = useRefusalText();
  const [preview, setPreview] = useState<DecisionPreview | null>(null);
  const [refused, setRefused] = useState<Refusal | null>(null);
  const [typed, setTyped] = useState('');
  const [tried, setTried] = useState(false);
  const { reason, issue } = readReason(typed);
  const base = desk.standing?.version ?? 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: previewed once, for the standing that was shown
  useEffect(() => {
    let left = false;
    void postJson<DecisionPreview>(`${path}/preview`, { base, decision }).then((received) => {
      if (left) return;
      if (received.ok) setPreview(received.value);
      else setRefused(received.refusal);
    });
    return () => {
      left = true;
    };
  }, []);
  const act = useAct(
    () => postJson<{ version: number }>(`${path}/decide`, { base, decision, reason }),
    ({ version }) => done(t('decide.made', { version })),
  );
  const confirm = () => {
    setTried(true);
    if (preview && !issue) void act.run();
  };
  const title = decision ? t(`decide.kinds.${decision.kind}`) : t('decide.again');
  const refusal = refused ?? act.refusal;
  return (
    <FormDialog
      title={about ? `${title}: ${about}` : title}
      confirm={t('decide.confirm')}
      busy={act.busy}
      refused={refusal && words(refusal)}
      onConfirm={confirm}
      onClose={onClose}
    >
      {!preview && !refused && (
        <p>
          <Drum size={24} /> {t('decide.previewing')}
        </p>
      )}
      {preview && (
        <>
          <p className={styles.soft}>{t('decide.previewLead', { base })}</p>
          <Preview preview={preview} />
          {desk.publishedVersion !== null && <p className={styles.late}>{t('decide.published')}</p>}
          <ReasonField value={typed} change={setTyped} error={tried && issue ? t(`organizer:act.${issue}`) : null} />
        </>
      )}
    </FormDialog>
  );
}

function Preview({ preview: { lists, target, laterPrizes } }: { preview: DecisionPreview }) {
  const { t } = useTranslation('result-desk');
  const { local, number } = useFormat();
  return (
    <>
      {lists.map(({ list, label, moved, prizes, moves, undecided }) => (
        <section key={list} className={styles.stack}>
          <h3>{local(label)}</h3>
          <p>{moved === 0 ? t('decide.noMove') : t('decide.moved', { count: moved, value: number(moved) })}</p>
          {undecided.before !== undecided.after && <p>{t('decide.undecided', undecided)}</p>}
          {prizes.length === 0 && <p>{t('decide.noPrize')}</p>}
          {prizes.length > 0 && <Moves title={t('decide.prizes')} moves={prizes} />}
          {moves.length > 0 && (
            <details className={styles.wide}>
              <summary>{t('decide.moves')}</summary>
              <Moves title={t('decide.moves')} moves={moves} />
              {moved > prizes.length + moves.length && (
                <p>
                  {t('decide.more', {
                    count: moved - prizes.length - moves.length,
                    value: number(moved - prizes.length - moves.length),
                  })}
                </p>
              )}
            </details>
          )}
        </section>
      ))}
      {target.before !== target.after && (
        <p>
          {t('decide.target', {
            before: target.before === null ? '–' : number(target.before),
            after: target.after === null ? '–' : number(target.after),
          })}
        </p>
      )}
      {laterPrizes.map(({ personId, name, round }) => (
        <p key={`${personId} ${round.vi}`} className={styles.late}>
          {t('decide.later', { name, round: local(round) })}
        </p>
      ))}
    </>
  );
}

/** Whether somebody has a higher prize afterwards, or a lower one; undefined: the same. */
function turnOf(before: Move['before'], after: Move['after']): 'gains' | 'loses' | undefined {
  const [had, has] = [before?.prizeNo ?? Infinity, after?.prizeNo ?? Infinity];
  if (had === has) return undefined;
  return has < had ? 'gains' : 'loses';
}

/** Green for whoever has a higher prize, red for whoever has a lower one, and the same in words. */
function Moves({ title, moves }: { title: string; moves: Move[] }) {
  const { t } = useTranslation('result-desk');
  const { local, number } = useFormat();
  const side = (of: Move['before'], absent: string) => {
    if (!of) return absent;
    const words = t('decide.side', { rank: number(of.rank), points: number(of.points, 2) });
    return of.prize ? t('decide.withPrize', { side: words, prize: local(of.prize) }) : words;
  };
  return (
    <ul className={styles.changes} aria-label={title}>
      {moves.map(({ personId, name, unitName, before, after }) => {
        const [had, has] = [before?.prize ?? null, after?.prize ?? null];
        const turn = turnOf(before, after);
        return (
          <li key={personId} className={styles.change} data-turn={turn}>
            <strong className={styles.person}>
              <span>{name}</span>
              {unitName && <span>{unitName}</span>}
            </strong>
            <span>
              {side(before, t('decide.absent'))} → {side(after, t('decide.out'))}
            </span>
            {turn && had && has && (
              <span className={styles.turn}>{t(`decide.turns.${turn}`, { from: local(had), to: local(has) })}</span>
            )}
            {turn && !had && has && <span className={styles.turn}>{t('decide.gains', { prize: local(has) })}</span>}
            {turn && had && !has && <span className={styles.turn}>{t('decide.loses', { prize: local(had) })}</span>}
          </li>
        );
      })}
    </ul>
  );
}
