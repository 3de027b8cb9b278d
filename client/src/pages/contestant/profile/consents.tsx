import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { postJson } from '../../../connection/api.ts';
import { Button } from '../../../ui/button.tsx';
import { CheckBox } from '../../../ui/field.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { useVisit } from '../contestant-context.ts';
import styles from './page.module.css';
import { listConsents, type ProfileDraft } from './profile-draft.ts';

type ConsentBoxesProps = {
  consents: ProfileDraft['consents'];
  change: (consents: ProfileDraft['consents']) => void;
  /** What is missing or follows, beside the box of a purpose. */
  noteOf: (purpose: string, required: boolean) => string | null;
};

/** A box for each purpose: what is agreed to as its name, the whole text beside it. SPEC S6. */
export function ConsentBoxes({ consents, change, noteOf }: ConsentBoxesProps) {
  const { t } = useTranslation('contestant');
  const { public: contest } = useVisit();
  const { local } = useFormat();
  return (
    <fieldset className={styles.consents}>
      <legend className={styles.legend}>{t('profile.consents')}</legend>
      {contest.consents.map(({ purpose, required, words }) => (
        <div key={purpose}>
          <CheckBox
            label={local(words.agreed)}
            hint={local(words.choice)}
            required={required}
            checked={consents[purpose] === true}
            onChange={(event) => change({ ...consents, [purpose]: event.target.checked })}
            error={noteOf(purpose, required)}
          />
          <details className={styles.consentRights}>
            <summary>{t('profile.consentRights')}</summary>
            <p>{local(words.rights)}</p>
          </details>
        </div>
      ))}
    </fieldset>
  );
}

/** Consents of a person who is enrolled: each is given or withdrawn at any time, whatever the lock of the details. */
export function ConsentsForm({ onSaved }: { onSaved?: () => void }) {
  const { t } = useTranslation('contestant');
  const { slug, me, public: contest, again } = useVisit();
  const refusalText = useRefusalText();
  const given: ProfileDraft['consents'] = me.profile?.consents ?? {};
  const [consents, setConsents] = useState<ProfileDraft['consents']>(() => ({ ...given }));
  const [notice, setNotice] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    const message = { consents: listConsents({ consents }, contest) };
    const received = await postJson(`/api/contests/${encodeURIComponent(slug)}/consents`, message);
    setBusy(false);
    setNotice(received.ok ? t('profile.consentsSaved') : refusalText(received.refusal));
    if (!received.ok) return;
    again();
    onSaved?.();
  };
  return (
    <form className={styles.form} onSubmit={(event) => void save(event)} noValidate>
      <ConsentBoxes
        consents={consents}
        change={(changed) => {
          setConsents(changed);
          setNotice(null);
        }}
        noteOf={(purpose, required) =>
          required && given[purpose] === true && consents[purpose] !== true ? t('profile.consentWithdrawn') : null
        }
      />
      <output>{notice}</output>
      <Button type="submit" full busy={busy}>
        {t('profile.saveConsents')}
      </Button>
    </form>
  );
}
