import type { CollectiveDesk } from '@hoithi/shared/contract/collective-standing';
import type { Refusal } from '@hoithi/shared/contract/refusal';
import type { Permission } from '@hoithi/shared/rules/permissions';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { postJson } from '../../../connection/api.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { AwardPlaces } from '../../../ui/collective/award-places.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { CommitteeOrder } from './committee-order.tsx';
import styles from './page.module.css';
import { StoredStandings } from './stored-standings.tsx';
import { TiesCard } from './ties-card.tsx';

type Award = CollectiveDesk['awards'][number];
type Props = {
  path: string;
  award: Award;
  may: (permission: Permission) => boolean;
  onDone: (sentence: string) => void;
};

/** One award: whether it is provisional, its places now, its ties, keeping and publishing. SPEC G8, G9, G10, G13. */
export function AwardDesk({ path, award, may, onDone }: Props) {
  const { t } = useTranslation('collective');
  const { local, number } = useFormat();
  const words = useRefusalText();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const act = async <T,>(address: string, sentence: (value: T) => string, message: object = {}) => {
    setBusy(true);
    setRefusal(null);
    const received = await postJson<T>(`${path}${address}`, message);
    setBusy(false);
    if (received.ok) onDone(sentence(received.value));
    else setRefusal(received.refusal);
  };
  const decide = (units: string[], reason: string) =>
    void act(`/awards/${award.at}/decide`, () => t('tie.recorded'), { units, reason });
  const { now, provisional, standings } = award;
  return (
    <Card title={local(award.award.label)} className={styles.award}>
      <p className={styles.state}>
        <Badge tone={provisional ? 'amber' : 'jade'}>{t(provisional ? 'desk.provisional' : 'desk.final')}</Badge>{' '}
        <Basis basis={award.basis} />
      </p>
      {provisional && <p className={styles.lead}>{t('desk.provisionalText')}</p>}
      <AwardPlaces award={award.award} judged={now} printed={award.printed} />
      {award.award.decimals === null && <p className={styles.lead}>{t('desk.committee')}</p>}
      {!provisional &&
        may('collective:decide') &&
        (award.award.decimals === null ? (
          <CommitteeOrder award={award} busy={busy} onDecide={decide} />
        ) : (
          <TiesCard judged={now} decimals={award.award.decimals} busy={busy} onDecide={decide} />
        ))}
      {!provisional && may('collective:change') && (
        <Button
          kind={standings.length === 0 ? 'primary' : 'plain'}
          busy={busy}
          onClick={() =>
            void act<{ version: number }>(`/awards/${award.at}/store`, ({ version }) =>
              t('desk.saved', { version: number(version) }),
            )
          }
        >
          {t('desk.save')}
        </Button>
      )}
      <StoredStandings
        standings={standings}
        busy={busy}
        onPublish={
          may('collective:publish')
            ? (version) => void act(`/standings/${version}/publish`, () => t('desk.published'))
            : null
        }
      />
      <output className={styles.refused}>{refusal && words(refusal)}</output>
    </Card>
  );
}

/** The round standings that the places rest on. */
function Basis({ basis }: { basis: Award['basis'] }) {
  const { t } = useTranslation('collective');
  const { local, number } = useFormat();
  const rounds = basis.map(({ label, standingVersion }) =>
    standingVersion === null
      ? t('stamp.basisOpen', { round: local(label) })
      : t('stamp.basisOf', { round: local(label), version: number(standingVersion) }),
  );
  return <span className={styles.basis}>{rounds.join('; ')}</span>;
}
