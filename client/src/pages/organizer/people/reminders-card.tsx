import type { Reminder, RemindersView } from '@hoithi/shared/contract/reminders';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { postJson } from '../../../connection/api.ts';
import { makeId } from '../../../connection/make-id.ts';
import { usePolled } from '../../../connection/use-polled.ts';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { useAct } from '../acts/use-act.ts';
import { useMay } from '../organizer-connection.ts';
import { describeActor } from '../trail/describe-audit.ts';
import styles from './page.module.css';

const pollEveryMs = 5_000;

/** A message to all who have not finished the open round: whom, what it costs and what is left first; then how it goes. SPEC S57. */
export function RemindersCard({ contestId }: { contestId: string }) {
  const { t } = useTranslation('people');
  const words = useRefusalText();
  const path = `/api/organizer/contests/${contestId}/reminders`;
  const { value, refusal } = usePolled<RemindersView>(path, pollEveryMs);
  return (
    <Card title={t('reminders.title')}>
      {refusal && !value && <p>{words(refusal)}</p>}
      {value && <Reminders view={value} path={path} contestId={contestId} />}
    </Card>
  );
}

type Props = { view: RemindersView; path: string; contestId: string };

function Reminders({ view, path, contestId }: Props) {
  const { t } = useTranslation('people');
  const { number, local, instant } = useFormat();
  const maySend = useMay(contestId)('reminders:send');
  const [asking, setAsking] = useState<string | null>(null);
  const [begun, setBegun] = useState<Reminder | null>(null);
  const { round, people, withoutPhone, withoutConsent, carried } = view;
  const listed = view.reminders.some(({ id }) => id === begun?.id) || begun === null;
  const reminders = listed ? view.reminders : [begun, ...view.reminders];
  const isRunning = reminders.some(({ endedAtMs }) => endedAtMs === null);
  return (
    <div className={styles.reminders}>
      {round === null ? (
        <p>{t('reminders.noRound')}</p>
      ) : (
        <>
          <p>
            {t('reminders.people', {
              ...{ count: people, shown: number(people) },
              ...{ round: local(round.label), at: instant(round.closesAtMs) },
            })}
          </p>
          {withoutPhone > 0 && (
            <p>{t('reminders.withoutPhone', { count: withoutPhone, shown: number(withoutPhone) })}</p>
          )}
          {withoutConsent > 0 && (
            <p>{t('reminders.withoutConsent', { count: withoutConsent, shown: number(withoutConsent) })}</p>
          )}
          {carried ? <Costs view={view} /> : <p>{t('reminders.notCarried')}</p>}
          {maySend && carried && people > 0 && !isRunning && (
            <Button kind="primary" onClick={() => setAsking(makeId())}>
              {t('reminders.send', { count: people, shown: number(people) })}
            </Button>
          )}
        </>
      )}
      {reminders.length > 0 && (
        <ul className={styles.sent}>
          {reminders.map((each) => (
            <Sent key={each.id} reminder={each} />
          ))}
        </ul>
      )}
      {asking !== null && round !== null && (
        <AskDialog
          id={asking}
          view={view}
          path={path}
          onClose={() => setAsking(null)}
          onBegun={(reminder) => {
            setAsking(null);
            setBegun(reminder);
          }}
        />
      )}
    </div>
  );
}

/** Of the route that is tried first; the others take what it does not. */
function Costs({ view: { routes, people } }: { view: RemindersView }) {
  const { t } = useTranslation('people');
  const { number, money } = useFormat();
  if (routes.length === 0) return <p>{t('reminders.toLog')}</p>;
  const unbounded = routes.some(({ left }) => left === null);
  const left = routes.reduce((sum, route) => sum + (route.left ?? 0), 0);
  return (
    <>
      <ul className={styles.sent}>
        {routes.map(({ name, title, price, cost, left: own }) => (
          <li key={name}>
            <strong>{title}</strong>{' '}
            <span>
              {price === 0 ? t('reminders.free') : t('reminders.cost', { price: money(price), cost: money(cost) })}
            </span>{' '}
            <span>
              {own === null ? t('reminders.noBudget') : t('reminders.left', { count: own, shown: number(own) })}
            </span>
          </li>
        ))}
      </ul>
      {!unbounded && left < people && (
        <p role="alert" className={styles.short}>
          {t('reminders.short')}
        </p>
      )}
    </>
  );
}

function Sent({ reminder }: { reminder: Reminder }) {
  const { t } = useTranslation('people');
  const { t: tOfTrail } = useTranslation(['organizer', 'accounts']);
  const { number, instant } = useFormat();
  const { madeAtMs, people, sent, failed, passedOver, endedAtMs } = reminder;
  const done = sent + failed + passedOver;
  return (
    <li>
      <p>
        {t('reminders.by', { at: instant(madeAtMs), name: describeActor(reminder, tOfTrail) })}{' '}
        <span>
          {t('reminders.counts', { sent: number(sent), failed: number(failed), passedOver: number(passedOver) })}
        </span>
      </p>
      {endedAtMs === null && (
        <p className={styles.running}>
          <progress max={people} value={done} aria-label={t('reminders.running')} />
          <span>{t('reminders.progress', { done: number(done), all: number(people) })}</span>
        </p>
      )}
    </li>
  );
}

type AskProps = {
  id: string;
  view: RemindersView;
  path: string;
  onClose: () => void;
  onBegun: (reminder: Reminder | null) => void;
};

function AskDialog({ id, view: { people, round, routes }, path, onClose, onBegun }: AskProps) {
  const { t } = useTranslation('people');
  const { number, money } = useFormat();
  const words = useRefusalText();
  const { busy, refusal, run } = useAct(
    () => postJson<{ reminder: Reminder | null }>(path, { id, roundId: round?.roundId }),
    ({ reminder }) => onBegun(reminder),
  );
  return (
    <FormDialog
      title={t('reminders.askTitle', { count: people, shown: number(people) })}
      confirm={t('reminders.confirm')}
      busy={busy}
      refused={refusal && words(refusal)}
      onConfirm={() => void run()}
      onClose={onClose}
    >
      <p>{t('reminders.askText')}</p>
      {routes[0] && routes[0].cost > 0 && <p>{t('reminders.askCost', { cost: money(routes[0].cost) })}</p>}
    </FormDialog>
  );
}
