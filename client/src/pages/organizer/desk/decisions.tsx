import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { joinClasses } from '../../../ui/join-classes.ts';
import { Star } from '../../../ui/star.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import type { Act } from '../acts/act-dialog.tsx';
import styles from './decisions.module.css';
import type { Desk } from './desk-view.ts';
import { type Decision, listDecisions } from './list-decisions.ts';

type DecisionsProps = { desk: Desk; begin: (act: Act) => void };

/** What needs a decision, on top; quiet when nothing does. */
export function Decisions({ desk, begin }: DecisionsProps) {
  const { t } = useTranslation('organizer');
  const { local } = useFormat();
  const decisions = listDecisions(desk);
  const warnings = desk.notices.filter((notice) => notice.severity === 'warning');
  return (
    <Card
      title={t('decide.title')}
      tone={decisions.some(({ kind }) => kind !== 'settling') ? 'gold' : 'plain'}
      className={styles.card}
    >
      {decisions.length === 0 && (
        <p className={styles.none}>
          <Star /> {t('decide.none')}
        </p>
      )}
      {decisions.length > 0 && (
        <ul className={styles.list}>
          {decisions.map((decision) => (
            <li key={decision.id} className={joinClasses(styles.item, decision.kind === 'settling' && styles.calm)}>
              <DecisionWords decision={decision} last={desk.rules.ladder.last} />
              {decision.kind === 'publish' && (
                <Button
                  kind="primary"
                  className={styles.button}
                  onClick={() => begin({ kind: 'publish', roundId: decision.round.roundId })}
                >
                  {t('rounds.publish')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {warnings.length > 0 && (
        <details className={styles.warnings}>
          <summary>{t('decide.warnings', { count: warnings.length })}</summary>
          <ul>
            {warnings.map((notice) => (
              <li key={notice.id}>{local(notice.text)}</li>
            ))}
          </ul>
        </details>
      )}
    </Card>
  );
}

function DecisionWords({ decision, last }: { decision: Decision; last: Desk['rules']['ladder']['last'] }) {
  const { t } = useTranslation('organizer');
  const { local, instant } = useFormat();
  if (decision.kind === 'notice') return <p>{local(decision.notice.text)}</p>;
  const round = local(decision.round.label);
  if (decision.kind === 'toDecide') {
    return (
      <p>
        {t('decide.toDecide', { round, count: decision.places })} {t('decide.toDecideBy', { how: t(`last.${last}`) })}
      </p>
    );
  }
  if (decision.kind === 'settling') return <p>{t('decide.settling', { round })}</p>;
  const { publishAtMs } = decision.round;
  if (publishAtMs === null) return <p>{t('decide.publishByHand', { round })}</p>;
  return <p>{t('decide.publishAt', { round, at: instant(publishAtMs) })}</p>;
}
