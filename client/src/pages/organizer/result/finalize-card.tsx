import type { Refusal } from '@hoithi/shared/contract/refusal';
import { refuse } from '@hoithi/shared/contract/result';
import type { ResultDesk } from '@hoithi/shared/contract/result-desk';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { postJson } from '../../../connection/api.ts';
import { signByPasskey } from '../../../connection/passkeys.ts';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { useAct } from '../acts/use-act.ts';
import { nextStepOf } from './next-step.tsx';
import styles from './page.module.css';
import type { ResultParts } from './result-parts.ts';

type Confirmed = { finalized: boolean };

/** Two different people confirm the hash of the standing, each on their own device; one where the rules say so. SPEC F10. */
export function FinalizeCard({ desk, path, may, done }: ResultParts) {
  const { t } = useTranslation('result-desk');
  const words = useRefusalText();
  const { number } = useFormat();
  const { finalize, standing } = desk;
  const act = useAct(
    async () => {
      const credential =
        finalize.passkey && finalize.hash ? await signByPasskey(finalize.passkey, finalize.hash) : null;
      if (finalize.passkey && !credential) return refuse({ code: 'proof_wrong' } as Refusal);
      return postJson<Confirmed>(`${path}/finalize`, {
        ...{ hash: finalize.hash, pendingId: finalize.pending?.id ?? null, credential },
      });
    },
    ({ finalized }) => done(t(finalized ? 'finalize.done' : 'finalize.confirmed')),
  );
  const isOpen = finalize.hash !== null;
  const isNext = ['first', 'second', 'only'].includes(nextStepOf(desk));
  return (
    <Card id="finalize" title={t('finalize.title')} tone={isNext ? 'gold' : 'plain'}>
      <div className={styles.stack}>
        <p className={styles.soft}>
          {t(`finalize.${finalize.rule}`)} {t('finalize.again')}
        </p>
        {finalize.standingHash && standing && !isUndecided(desk) && (
          <p>
            {t('finalize.hash', { version: number(standing.version) })}{' '}
            <code className={styles.hash}>{finalize.standingHash}</code>
          </p>
        )}
        {!isOpen && finalize.by.length > 0 && <p>{t('finalize.by', { names: finalize.by.join(', ') })}</p>}
        {!isOpen && finalize.scorer && (
          <p className={styles.soft}>
            {t(finalize.scorer === 'agreed' ? 'finalize.scorerAgreed' : 'finalize.scorerNone')}
          </p>
        )}
        {isOpen && (
          <Confirm desk={desk} path={path} may={may} done={done} busy={act.busy} onConfirm={() => void act.run()} />
        )}
        {act.refusal && (
          <p className={styles.refused} role="alert">
            {act.refusal.code === 'proof_wrong' && finalize.passkey ? t('finalize.passkeyOff') : words(act.refusal)}
          </p>
        )}
      </div>
    </Card>
  );
}

type ConfirmProps = Pick<ResultParts, 'desk' | 'path' | 'may' | 'done'> & { busy: boolean; onConfirm: () => void };

/** Why it cannot be confirmed, or the button of whoever is next. */
function Confirm({ desk, path, may, done, busy, onConfirm }: ConfirmProps) {
  const { t } = useTranslation('result-desk');
  const { local, instant } = useFormat();
  const { finalize } = desk;
  const [withdrawing, setWithdrawing] = useState(false);
  if (finalize.after) return <p className={styles.late}>{t('finalize.after', { round: local(finalize.after) })}</p>;
  if (isUndecided(desk)) return <p className={styles.late}>{t('finalize.undecided')}</p>;
  const { pending } = finalize;
  const withdraw = async () => {
    setWithdrawing(true);
    const received = await postJson(`${path}/withdraw`, { pendingId: pending?.id });
    setWithdrawing(false);
    if (received.ok) done(t('finalize.withdrawn'));
  };
  const label = finalize.rule === 'one' ? 'only' : pending ? 'second' : 'first';
  return (
    <>
      {pending && (
        <p className={styles.late}>
          {t('finalize.waiting', {
            name: pending.first.name,
            at: instant(pending.madeAtMs),
            until: instant(pending.expiresAtMs),
          })}
        </p>
      )}
      {!may('result:finalize') && <p>{t('finalize.not')}</p>}
      {may('result:finalize') && pending?.isOwn && <p>{t('finalize.own')}</p>}
      {may('result:finalize') && !pending?.isOwn && (
        <>
          {finalize.passkey && <p>{t('finalize.passkey')}</p>}
          <Button kind="primary" busy={busy} onClick={onConfirm}>
            {t(`finalize.${label}`)}
          </Button>
        </>
      )}
      {may('result:finalize') && pending && (
        <Button kind="quiet" busy={withdrawing} onClick={() => void withdraw()}>
          {t('finalize.withdraw')}
        </Button>
      )}
    </>
  );
}

const isUndecided = ({ standing }: ResultDesk): boolean =>
  standing?.lists.some(({ toDecide }) => toDecide > 0) ?? false;
