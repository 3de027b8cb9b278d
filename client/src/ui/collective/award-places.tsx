import type { CollectiveAwardHead, JudgedAward } from '@hoithi/shared/contract/collective-standing';
import type { LocalText } from '@hoithi/shared/contract/text';
import { listTies } from '@hoithi/shared/rules/collective/list-ties';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../use-format.ts';
import styles from './collective.module.css';
import { GroupTable } from './group-table.tsx';
import { useCollectiveText } from './use-collective-text.ts';

type Props = { award: CollectiveAwardHead; judged: JudgedAward; printed: readonly LocalText[] };

/** An award in full: its groups' tables, who has no place and why, and the rule it was judged by. SPEC G7. */
export function AwardPlaces({ award, judged, printed }: Props) {
  const { t } = useTranslation('collective');
  const { number, local } = useFormat();
  const { groupName, reason } = useCollectiveText();
  const groups = judged.groups.length > 0 ? judged.groups : [{ level: null, block: null, band: null, places: [] }];
  return (
    <>
      {groups.map((group) => {
        const name = groupName(group);
        return (
          <section key={name} className={styles.group}>
            {name && <h3>{name}</h3>}
            <GroupTable
              group={group}
              decimals={award.decimals}
              caption={t('table.caption', { group: [local(award.label), name ?? t('table.all')].join(', ') })}
            />
          </section>
        );
      })}
      {award.decimals !== null && <Decisions judged={judged} />}
      {judged.leftOut.length > 0 && (
        <details className={styles.fold}>
          <summary>
            {t('leftOut.title', { count: judged.leftOut.length, value: number(judged.leftOut.length) })}
          </summary>
          <ul className={styles.left}>
            {judged.leftOut.map((unit) => (
              <li key={unit.code}>
                <strong>{unit.name}</strong>: {reason(unit.reason)}.
              </li>
            ))}
          </ul>
        </details>
      )}
      <AwardRules printed={printed} />
    </>
  );
}

/** What the committee decided among equals, and why. SPEC G13. */
function Decisions({ judged }: { judged: JudgedAward }) {
  const { t } = useTranslation('collective');
  const { instant } = useFormat();
  return listTies(judged).map(
    ({ decided, places }) =>
      decided && (
        <p key={places[0]?.code} className={styles.decision}>
          {t('tie.note', {
            units: places.map(({ name }) => name).join(', '),
            at: instant(decided.decidedAtMs),
            reason: decided.reason,
          })}
        </p>
      ),
  );
}

/** The rule of an award, as it stands in the printed rules. */
function AwardRules({ printed }: { printed: readonly LocalText[] }) {
  const { t } = useTranslation('collective');
  const { local } = useFormat();
  return (
    <details className={styles.fold}>
      <summary>{t('how.title')}</summary>
      <ul className={styles.rules}>
        {printed.map((sentence) => (
          <li key={sentence.vi}>{local(sentence)}</li>
        ))}
      </ul>
    </details>
  );
}
