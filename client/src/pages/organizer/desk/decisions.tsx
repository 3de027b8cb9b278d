import type { DeskRound, RulesNotice } from '@hoithi/shared/contract/organizer';
import { useTranslation } from 'react-i18next';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { joinClasses } from '../../../ui/join-classes.ts';
import { Star } from '../../../ui/star.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { useMay, useOrganizer } from '../organizer-connection.ts';
import { resultDeskPath } from '../organizer-paths.ts';
import type { Desk } from '../with-desk.tsx';
import type { Act } from './act-dialogs.tsx';
import styles from './page.module.css';

type DecisionsProps = { desk: Desk; begin: (act: Act) => void };

/** What needs a decision, on top; quiet when nothing does. */
export function Decisions({ desk, begin }: DecisionsProps) {
  const { t } = useTranslation('organizer');
  const { local } = useFormat();
  const mayPublish = useMay(desk.contest.contestId)('round:publish');
  const decisions = listDecisions(desk);
  const warnings = desk.notices.filter((notice) => notice.severity === 'warning');
  return (
    <Card
      title={t('decide.title')}
      tone={decisions.some(({ kind }) => kind !== 'settling') ? 'gold' : 'plain'}
      className={styles.decisionsCard}
    >
      {decisions.length === 0 && (
        <p className={styles.decisionsNone}>
          <Star /> {t('decide.none')}
        </p>
      )}
      {decisions.length > 0 && (
        <ul className={styles.decisionsList}>
          {decisions.map((decision) => (
            <li
              key={decision.id}
              className={joinClasses(styles.decisionsItem, decision.kind === 'settling' && styles.decisionsCalm)}
            >
              <DecisionWords decision={decision} last={desk.rules.ties} />
              {(decision.kind === 'toDecide' || decision.kind === 'verify') && (
                <ButtonLink
                  href={resultDeskPath(desk.contest.slug, decision.round.ordinal)}
                  kind="primary"
                  className={styles.decisionsButton}
                >
                  {t('decide.open')}
                </ButtonLink>
              )}
              {decision.kind === 'publish' && mayPublish && (
                <Button
                  kind="primary"
                  className={styles.decisionsButton}
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
        <details className={styles.decisionsWarnings}>
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

function DecisionWords({ decision, last }: { decision: Decision; last: Desk['rules']['ties'] }) {
  const { t } = useTranslation('organizer');
  const { local, instant } = useFormat();
  const { view } = useOrganizer();
  if (decision.kind === 'notice') return <p>{local(decision.notice.text)}</p>;
  const round = local(decision.round.label);
  if (decision.kind === 'toDecide') {
    return (
      <p>
        {t('decide.toDecide', { round, count: decision.places })}{' '}
        {t('decide.toDecideBy', { how: t(`last.${last === 'shared' ? 'committee' : last}`) })}
      </p>
    );
  }
  if (decision.kind === 'settling') return <p>{t('decide.settling', { round })}</p>;
  const { publishAtMs } = decision.round;
  if (decision.kind === 'verify') {
    const isLate = publishAtMs !== null && publishAtMs <= view.serverNowMs;
    if (isLate) return <p>{t('decide.late', { round, at: instant(publishAtMs) })}</p>;
    return <p>{t('decide.verify', { round })}</p>;
  }
  if (publishAtMs === null) return <p>{t('decide.publishByHand', { round })}</p>;
  return <p>{t('decide.publishAt', { round, at: instant(publishAtMs) })}</p>;
}

type Decision =
  | { kind: 'notice'; id: string; notice: RulesNotice }
  | { kind: 'toDecide'; id: string; round: DeskRound; places: number }
  | { kind: 'settling'; id: string; round: DeskRound }
  | { kind: 'verify'; id: string; round: DeskRound }
  | { kind: 'publish'; id: string; round: DeskRound };

const kindOf = ({ phase, standing }: DeskRound) => {
  if (phase === 'finalized') return 'publish' as const;
  return standing ? ('verify' as const) : ('settling' as const);
};

/**
 * What the committee must decide, most urgent first: rules that cannot be executed, places the rules leave open (also of a
 * published round), rounds that are over and not published. Warnings are listed apart: they cannot be resolved while the contest runs.
 *
 * Source  SPEC O2, R4; look, organizer.
 */
function listDecisions(desk: { notices: RulesNotice[]; rounds: DeskRound[] }): Decision[] {
  const over = desk.rounds.filter((round) => ['closed', 'verifying', 'finalized'].includes(round.phase));
  return [
    ...desk.notices
      .filter((notice) => notice.severity === 'error')
      .map((notice) => ({ kind: 'notice' as const, id: `notice ${notice.id}`, notice })),
    ...desk.rounds.flatMap((round) => {
      const places = round.standing?.toDecide ?? 0;
      return places > 0 ? [{ kind: 'toDecide' as const, id: `decide ${round.roundId}`, round, places }] : [];
    }),
    ...over.map((round) => ({
      kind: kindOf(round),
      id: `publish ${round.roundId}`,
      round,
    })),
  ];
}
