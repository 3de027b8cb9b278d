import type { CommitteeDesk } from '@hoithi/shared/contract/committee';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { postJson } from '../../../connection/api.ts';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { Field } from '../../../ui/field.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { ReasonField, readReason } from '../acts/reason-field.tsx';
import { useAct } from '../acts/use-act.ts';
import styles from './page.module.css';

type Done = (sentence: string) => void;
type OrderProps = { path: string; order: CommitteeDesk['orders'][number]; mayDecide: boolean; onDone: Done };

/** A standing of people that the committee orders: the numbers in order, with what it rests on. SPEC M28. */
export function OrderCard({ path, order, mayDecide, onDone }: OrderProps) {
  const { t } = useTranslation(['committee', 'organizer']);
  const { local, number } = useFormat();
  const words = useRefusalText();
  const [typed, setTyped] = useState('');
  const [why, setWhy] = useState('');
  const [tried, setTried] = useState(false);
  const { reason, issue } = readReason(why);
  const phones = typed.split('\n').flatMap((line) => line.trim() || []);
  const { busy, refusal, run } = useAct(
    () => postJson<{ people: number }>(`${path}/orders`, { list: order.list, phones, reason }),
    ({ people }) => onDone(t('order.recorded', { count: people, value: number(people) })),
  );
  return (
    <Card title={t('order.title', { standing: local(order.label) })}>
      {order.reason === null ? (
        <p>{t('order.missing', { rounds: order.rounds.map(local).join(', ') })}</p>
      ) : (
        <>
          <p>{t('order.now', { reason: order.reason })}</p>
          <ol className={styles.list}>
            {order.names.map((name, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a place is its number
              <li key={at}>{name}</li>
            ))}
          </ol>
        </>
      )}
      {order.settled && <p>{t('order.settled')}</p>}
      {mayDecide && !order.settled && (
        <>
          <Field label={t('order.phones')} hint={t('order.lead')} required>
            {(wire) => <textarea {...wire} rows={6} value={typed} onChange={({ target }) => setTyped(target.value)} />}
          </Field>
          <ReasonField value={why} change={setWhy} error={tried && issue ? t(`organizer:act.${issue}`) : null} />
          <output className={styles.refused}>{refusal && words(refusal)}</output>
          <Button
            kind="primary"
            busy={busy}
            disabled={phones.length === 0}
            onClick={() => {
              setTried(true);
              if (!issue) void run();
            }}
          >
            {t('order.record')}
          </Button>
        </>
      )}
    </Card>
  );
}

type PlacesProps = { path: string; places: CommitteeDesk['places'][number]; mayChange: boolean; onDone: Done };
type Person = CommitteeDesk['places'][number]['held'][number];

/** The counted places of a round: who has one, who waits, and places given back. SPEC M24. */
export function PlacesCard({ path, places, mayChange, onDone }: PlacesProps) {
  const { t } = useTranslation('committee');
  const { local, number } = useFormat();
  const [returning, setReturning] = useState<Person | null>(null);
  const { held, reserves, max, perUnit } = places;
  return (
    <Card title={t('places.title', { round: local(places.label) })}>
      <p className={styles.lead}>
        <span>{t('places.lead', { count: max, value: number(max) })} </span>
        {perUnit !== null && <span>{t('places.perUnit', { value: number(perUnit) })}</span>}
      </p>
      <h3>{t('places.held', { count: held.length, value: number(held.length) })}</h3>
      <People people={held} onReturn={mayChange ? setReturning : null} />
      <h3>{t('places.reserves', { count: reserves.length, value: number(reserves.length) })}</h3>
      <People people={reserves} onReturn={mayChange ? setReturning : null} />
      {returning && (
        <ReturnDialog
          path={`${path}/places/${places.roundId}/return`}
          person={returning}
          onClose={() => setReturning(null)}
          onDone={() => {
            setReturning(null);
            onDone(t('places.returned'));
          }}
        />
      )}
    </Card>
  );
}

function People({ people, onReturn }: { people: readonly Person[]; onReturn: ((person: Person) => void) | null }) {
  const { t } = useTranslation('committee');
  if (people.length === 0) return <p className={styles.lead}>{t('places.nobody')}</p>;
  return (
    <ol className={styles.people}>
      {people.map((person) => (
        <li key={person.contestantId}>
          <span>
            <strong>{person.name}</strong> {person.unitName}
          </span>
          {onReturn && (
            <Button aria-label={t('places.returnOf', { name: person.name })} onClick={() => onReturn(person)}>
              {t('places.return')}
            </Button>
          )}
        </li>
      ))}
    </ol>
  );
}

type ReturnProps = { path: string; person: Person; onClose: () => void; onDone: () => void };

function ReturnDialog({ path, person, onClose, onDone }: ReturnProps) {
  const { t } = useTranslation(['committee', 'organizer']);
  const words = useRefusalText();
  const [why, setWhy] = useState('');
  const [tried, setTried] = useState(false);
  const { reason, issue } = readReason(why);
  const { busy, refusal, run } = useAct(() => postJson(path, { contestantId: person.contestantId, reason }), onDone);
  return (
    <FormDialog
      title={t('places.returnOf', { name: person.name })}
      confirm={t('places.return')}
      busy={busy}
      refused={refusal && words(refusal)}
      onClose={onClose}
      onConfirm={() => {
        setTried(true);
        if (!issue) void run();
      }}
    >
      <ReasonField value={why} change={setWhy} error={tried && issue ? t(`organizer:act.${issue}`) : null} />
    </FormDialog>
  );
}
