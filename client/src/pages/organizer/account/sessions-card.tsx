import { useTranslation } from 'react-i18next';
import { postJson } from '../../../connection/api.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { useAct } from '../acts/use-act.ts';
import type { AccountPartProps } from './own-name-card.tsx';
import styles from './page.module.css';

/** Every device on which the account is signed in; each is ended by itself, or all but this one. SPEC I14. */
export function SessionsCard({ own, onDone }: AccountPartProps) {
  const { t } = useTranslation('accounts');
  const words = useRefusalText();
  const others = own.sessions.filter(({ isThis }) => !isThis);
  const { busy, refusal, run } = useAct<unknown>(
    () => postJson('/api/account/sessions/end-others', {}),
    () => onDone(t('sessions.othersEnded')),
  );
  return (
    <Card title={t('sessions.title')}>
      <p className={styles.soft}>{t('sessions.lead')}</p>
      <ul className={styles.list}>
        {own.sessions.map((session) => (
          <SessionRow key={session.id} session={session} onDone={onDone} />
        ))}
      </ul>
      {others.length > 0 && (
        <Button busy={busy} onClick={() => void run()}>
          {t('sessions.endOthers', { count: others.length })}
        </Button>
      )}
      {refusal && <p role="alert">{words(refusal)}</p>}
    </Card>
  );
}

type SessionRowProps = { session: AccountPartProps['own']['sessions'][number]; onDone: AccountPartProps['onDone'] };

function SessionRow({ session, onDone }: SessionRowProps) {
  const { t } = useTranslation('accounts');
  const { instant } = useFormat();
  const words = useRefusalText();
  const device = session.device || t('sessions.unknown');
  const { busy, refusal, run } = useAct<unknown>(
    () => postJson(`/api/account/sessions/${encodeURIComponent(session.id)}/end`, {}),
    () => onDone(t('sessions.ended', { device })),
  );
  return (
    <li className={styles.row}>
      <div>
        <strong>{device}</strong> {session.isThis && <Badge tone="gold">{t('sessions.this')}</Badge>}
        <p className={styles.soft}>
          {t('sessions.times', { made: instant(session.madeAtMs), used: instant(session.usedAtMs) })}
        </p>
        {refusal && <p role="alert">{words(refusal)}</p>}
      </div>
      {!session.isThis && (
        <Button kind="danger" busy={busy} aria-label={t('sessions.endNamed', { device })} onClick={() => void run()}>
          {t('sessions.end')}
        </Button>
      )}
    </li>
  );
}
