import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { postJson } from '../../../connection/api.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { ReasonField, readReason } from '../acts/reason-field.tsx';
import { useAct } from '../acts/use-act.ts';
import { useOrganizer } from '../organizer-connection.ts';
import { nextStepOf } from './next-step.tsx';
import styles from './page.module.css';
import type { ResultParts } from './result-parts.ts';

/** Publishing, at the hour or by hand; corrections after it; every version that was published. SPEC F12, F13. */
export function PublishCard({ desk, path, may, done }: ResultParts) {
  const { t } = useTranslation('result-desk');
  const { instant } = useFormat();
  const words = useRefusalText();
  const { namespace } = useOrganizer();
  const [correcting, setCorrecting] = useState(false);
  const { round, published, publishedVersion, standing } = desk;
  const isFinalized = desk.finalize.hash === null && standing?.version !== publishedVersion;
  const isFirst = publishedVersion === null;
  const isNext = ['publish', 'correct'].includes(nextStepOf(desk));
  const act = useAct(
    () => namespace.send('round:publish', { roundId: round.roundId }),
    () => done(t('publish.done')),
  );
  const when = round.publishAtMs === null ? t('publish.byHand') : t('publish.at', { at: instant(round.publishAtMs) });
  return (
    <Card id="publish" title={t('publish.title')} tone={isNext ? 'gold' : 'plain'}>
      <div className={styles.stack}>
        {isFirst && <p className={styles.soft}>{when}</p>}
        {!isFinalized && isFirst && <p>{t('publish.notYet')}</p>}
        {isFinalized && <p className={styles.soft}>{t('publish.sure')}</p>}
        {isFinalized && isFirst && may('round:publish') && (
          <Button kind="primary" busy={act.busy} onClick={() => void act.run()}>
            {t('publish.now')}
          </Button>
        )}
        {isFinalized && !isFirst && may('round:publish') && (
          <Button kind="primary" onClick={() => setCorrecting(true)}>
            {t('publish.correct')}
          </Button>
        )}
        {act.refusal && (
          <p className={styles.refused} role="alert">
            {words(act.refusal)}
          </p>
        )}
        <ul className={styles.versions}>
          {published.toReversed().map((each) => (
            <li key={each.version} className={styles.decision}>
              <span className={styles.decisionHead}>
                <strong>{t('publish.version', { version: each.version })}</strong>
                <Badge tone={each.version === publishedVersion ? 'jade' : 'plain'}>
                  {t(each.version === publishedVersion ? 'publish.valid' : 'publish.old')}
                </Badge>
                <span className={styles.soft}>{instant(each.publishedAtMs)}</span>
              </span>
              {each.reason && <span>{t('publish.reason', { reason: each.reason })}</span>}
              <span>
                <ButtonLink href={each.path} kind="quiet">
                  {t('publish.see')}
                </ButtonLink>
              </span>
            </li>
          ))}
        </ul>
      </div>
      {correcting && standing && (
        <CorrectDialog
          path={path}
          desk={desk}
          version={standing.version}
          onClose={() => setCorrecting(false)}
          done={done}
        />
      )}
    </Card>
  );
}

type CorrectProps = {
  path: string;
  desk: ResultParts['desk'];
  version: number;
  onClose: () => void;
  done: (sentence: string) => void;
};

function CorrectDialog({ path, desk: { complaintsOpen }, version, onClose, done }: CorrectProps) {
  const { t } = useTranslation(['result-desk', 'organizer']);
  const words = useRefusalText();
  const [typed, setTyped] = useState('');
  const [tried, setTried] = useState(false);
  const { reason, issue } = readReason(typed);
  const act = useAct(
    () => postJson(`${path}/correct`, { reason }),
    () => {
      onClose();
      done(t('publish.done'));
    },
  );
  const confirm = () => {
    setTried(true);
    if (!issue) void act.run();
  };
  return (
    <FormDialog
      title={t('publish.correctTitle')}
      confirm={t('publish.correct')}
      busy={act.busy}
      refused={act.refusal && words(act.refusal)}
      onConfirm={confirm}
      onClose={onClose}
    >
      <p>{t('publish.correctText', { version })}</p>
      {complaintsOpen > 0 && <p className={styles.late}>{t('publish.complaints', { count: complaintsOpen })}</p>}
      <ReasonField value={typed} change={setTyped} error={tried && issue ? t(`organizer:act.${issue}`) : null} />
    </FormDialog>
  );
}
