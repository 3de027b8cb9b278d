import type { DeskRound } from '@hoithi/shared/contract/organizer';
import type { Rules } from '@hoithi/shared/contract/rules';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../ui/use-format.ts';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { useOrganizer } from '../organizer-connection.ts';
import { ActFrame } from './act-frame.tsx';
import { useAct } from './use-act.ts';

type PublishDialogProps = {
  round: DeskRound;
  names: Rules['publication']['names'];
  onClose: () => void;
  onDone: (words: string) => void;
};

/** Puts a settled round's results on the public page. SPEC O2, F4. */
export function PublishDialog({ round, names, onClose, onDone }: PublishDialogProps) {
  const { t } = useTranslation('organizer');
  const { local } = useFormat();
  const refusalText = useRefusalText();
  const { namespace } = useOrganizer();
  const label = local(round.label);
  const toDecide = round.standing?.toDecide ?? 0;
  const act = useAct(
    () => namespace.send('round:publish', { roundId: round.roundId }),
    () => {
      void namespace.enter();
      onDone(t('act.publish.done', { round: label }));
    },
  );
  return (
    <ActFrame
      title={t('act.publish.title', { round: label })}
      confirm={t('act.publish.confirm')}
      busy={act.busy}
      refused={act.refusal && refusalText(act.refusal)}
      onConfirm={() => void act.run()}
      onClose={onClose}
    >
      <p>
        {t('act.publish.consequence', { version: round.standing?.version ?? '' })}{' '}
        {t('act.publish.names', { how: t(`act.publish.${names}`) })}
      </p>
      {toDecide > 0 && <p>{t('act.publish.toDecide', { count: toDecide })}</p>}
      <p>
        <strong>{t('act.publish.final')}</strong>
      </p>
    </ActFrame>
  );
}
