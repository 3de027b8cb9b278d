import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { postJson } from '../../../connection/api.ts';
import { Button } from '../../../ui/button.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { Essentials } from '../attempt/essentials.tsx';
import { contestPath, useSession, useVisit } from '../contestant-context.ts';
import { ConsentBoxes } from './consents.tsx';
import { OwnFieldInput } from './own-field.tsx';
import styles from './page.module.css';
import { findMissing, type ProfileDraft, startDraft, toEnrol } from './profile-draft.ts';
import { ProfileField } from './profile-field.tsx';

/** Fills in the profile and, to enrol, gives or withholds each consent; what is missing is shown beside its field. */
export function ProfileForm({ invited }: { invited: ProfileDraft['unit'] }) {
  const { t } = useTranslation(['contestant', 'common']);
  const { slug, me, public: contest, again } = useVisit();
  const session = useSession();
  const refusalText = useRefusalText();
  const { local } = useFormat();
  const [, navigate] = useLocation();
  const form = useRef<HTMLFormElement>(null);
  const [draft, setDraft] = useState(() => startDraft(me, invited));
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const missing = tried ? findMissing(draft, contest) : { fields: [], consents: [] };
  const locked = me.profile?.locked === true;
  const change = (part: Partial<ProfileDraft>) => setDraft((before) => ({ ...before, ...part }));

  const openRound = me.enrolled ? undefined : contest.rounds.find(({ phase }) => phase === 'open');

  const enrol = async (startsNow: boolean) => {
    if (busy) return;
    setTried(true);
    setError(null);
    const { fields, consents } = findMissing(draft, contest);
    if (fields.length + consents.length > 0) {
      requestAnimationFrame(() => focusWrong(form.current));
      return;
    }
    setBusy(true);
    const received = await postJson<Record<string, never>>(`/api/contests/${slug}/enrol`, toEnrol(draft, contest));
    setBusy(false);
    if (!received.ok) {
      setError(refusalText(received.refusal));
      return;
    }
    await session?.namespace.enter();
    again();
    if (session && openRound && startsNow) {
      session.startNow.current = openRound.roundId; // said on this page, pressed on this page: no page between
      navigate(contestPath(slug, 'thi'));
    } else navigate(contestPath(slug));
  };
  const submit = (event: FormEvent) => {
    event.preventDefault(); // Enter in a field enrols and starts no clock
    void enrol(false);
  };
  return (
    <form ref={form} className={styles.form} onSubmit={submit} noValidate>
      <p className={styles.lead}>{t('profile.lead')}</p>
      {locked && <p className={styles.note}>{refusalText({ code: 'profile_locked' })}</p>}
      <fieldset className={styles.fields} disabled={locked}>
        {contest.profile.fields.map((field) => (
          <ProfileField
            key={field.key}
            field={field}
            locked={locked}
            draft={draft}
            change={change}
            error={missing.fields.includes(field.key) ? t('profile.fillIn') : null}
          />
        ))}
        {contest.profile.own.map((field) => (
          <OwnFieldInput
            key={field.id}
            field={field}
            locked={locked}
            value={draft.own[field.id] ?? ''}
            onValue={(value) => change({ own: { ...draft.own, [field.id]: value } })}
            error={missing.fields.includes(field.id) ? t('profile.fillIn') : null}
          />
        ))}
      </fieldset>
      {!me.enrolled && (
        <ConsentBoxes
          consents={draft.consents}
          change={(consents) => change({ consents })}
          noteOf={(purpose) => (missing.consents.includes(purpose) ? t('profile.consentNeeded') : null)}
        />
      )}
      {!me.enrolled && contest.exclusions.length > 0 && (
        <p className={styles.note}>
          {t('profile.exclusions', {
            roles: contest.exclusions.map((role) => t(`common:role.${role}` as 'common:role.JURY')).join(', '),
          })}
        </p>
      )}
      <div role="alert" className={error ? styles.error : undefined}>
        {error}
      </div>
      {openRound && (
        <section className={styles.start}>
          <h2>{t('start.title', { round: local(openRound.label) })}</h2>
          <Essentials contest={contest.contest} practice={false} press={t('profile.enrolAndStart')} />
          <Button kind="primary" full busy={busy} onClick={() => void enrol(true)}>
            {t('profile.enrolAndStart')}
          </Button>
        </section>
      )}
      {!locked && (
        <Button kind={openRound ? 'plain' : 'primary'} type="submit" full busy={busy}>
          {me.enrolled ? t('profile.save') : openRound ? t('profile.enrolOnly') : t('profile.enrol')}
        </Button>
      )}
    </form>
  );
}

/** The first field that is missing; of a group of choices its first. */
function focusWrong(form: HTMLFormElement | null): void {
  const wrong = form?.querySelector<HTMLElement>('[aria-invalid]');
  (wrong?.matches('fieldset') ? wrong.querySelector('input') : wrong)?.focus();
}
