import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { postJson } from '../../../connection/api.ts';
import { Button } from '../../../ui/button.tsx';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { contestPath, useSession, useVisit } from '../contestant-context.ts';
import { ConsentBoxes } from './consents.tsx';
import styles from './page.module.css';
import { findMissing, type ProfileDraft, startDraft, toEnrol } from './profile-draft.ts';
import { ProfileField } from './profile-field.tsx';

/** Fills in the profile and, to enrol, gives or withholds each consent; what is missing is shown beside its field. */
export function ProfileForm({ invited }: { invited: ProfileDraft['unit'] }) {
  const { t } = useTranslation(['contestant', 'common']);
  const { slug, me, public: contest, again } = useVisit();
  const session = useSession();
  const refusalText = useRefusalText();
  const [, navigate] = useLocation();
  const form = useRef<HTMLFormElement>(null);
  const [draft, setDraft] = useState(() => startDraft(me, invited));
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const missing = tried ? findMissing(draft, contest) : { fields: [], consents: [] };
  const locked = me.profile?.locked === true;
  const change = (part: Partial<ProfileDraft>) => setDraft((before) => ({ ...before, ...part }));

  const enrol = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    setTried(true);
    setError(null);
    const { fields, consents } = findMissing(draft, contest);
    if (fields.length + consents.length > 0) {
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus());
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
    const isOpen = contest.rounds.some(({ phase }) => phase === 'open');
    navigate(contestPath(slug, !me.enrolled && isOpen ? 'thi' : undefined)); // one page less to the first question
  };
  return (
    <form ref={form} className={styles.form} onSubmit={(event) => void enrol(event)} noValidate>
      <p className={styles.lead}>{t('profile.lead')}</p>
      {locked && <p className={styles.note}>{refusalText({ code: 'profile_locked' })}</p>}
      <fieldset className={styles.fields} disabled={locked}>
        {contest.profile.fields.map((field) => (
          <ProfileField
            key={field.key}
            field={field}
            draft={draft}
            change={change}
            error={missing.fields.includes(field.key) ? t('profile.fillIn') : null}
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
      {!locked && (
        <Button kind="primary" type="submit" full busy={busy}>
          {me.enrolled ? t('profile.save') : t('profile.enrol')}
        </Button>
      )}
    </form>
  );
}
