import type { DraftView } from '@hoithi/shared/contract/drafts';
import { expandRounds } from '@hoithi/shared/rulebook/judge/expand-rounds';
import type { Rulebook } from '@hoithi/shared/rulebook/model/rulebook';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { postJson } from '../../../connection/api.ts';
import { loadWords } from '../../../locales/i18n.ts';
import { CheckBox, Field } from '../../../ui/field.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { prizeValue } from '../../../ui/prize-value.ts';
import { StateCard } from '../../../ui/state-card.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { useAct } from '../acts/use-act.ts';
import { useOrganizer } from '../organizer-connection.ts';
import { deskPath } from '../organizer-paths.ts';
import styles from './announce-dialog.module.css';
import { useDraft } from './draft-context.ts';
import itemStyles from './item-list.module.css';

const ContestPicture = lazy(() =>
  Promise.all([import('../preview/contest-picture.tsx'), loadWords('contestant')]).then(([page]) => page),
);
const roundsShown = 12;

/** What the public will see, once more, before a draft becomes a contest. SPEC J9. */
export function AnnounceDialog({ base, onClose }: { base: DraftView; onClose: () => void }) {
  const { t } = useTranslation('editor');
  const { content, read } = useDraft();
  const { local } = useFormat();
  const words = useRefusalText();
  const { namespace } = useOrganizer();
  const [, go] = useLocation();
  const [reason, setReason] = useState('');
  const [pastOpenings, setPastOpenings] = useState(false);
  const { busy, refusal, run } = useAct(
    () =>
      postJson<{ contestId: string; slug: string }>(`/api/organizer/drafts/${base.draftId}/announce`, {
        version: base.version,
        pastOpenings,
        unapprovedReason: reason.trim() === '' ? null : reason.trim(),
      }),
    // The view that the desk is drawn from does not have the contest yet.
    ({ slug }) => void namespace.enter().then(() => go(deskPath(slug))),
  );
  return (
    <FormDialog
      wide
      title={t('announce.title', { name: read.rulebook ? local(read.rulebook.meta.name) : '' })}
      confirm={t('announce.confirm')}
      busy={busy}
      refused={refusal && words(refusal)}
      onConfirm={() => void run()}
      onClose={onClose}
    >
      {read.rulebook && (
        <div className={styles.shown}>
          <Suspense fallback={<StateCard kind="loading" />}>
            <ContestPicture
              rulebook={read.rulebook}
              look={content.look}
              slug={content.slug}
              title={t('announce.picture')}
            />
          </Suspense>
          <Stated rulebook={read.rulebook} slug={content.slug} />
        </div>
      )}
      {refusal?.code === 'rulebook_invalid' && (
        <ul className={itemStyles.notices}>
          {refusal.problems.map(({ place, words: sentence }) => (
            <li key={place} data-severity="error">
              {t('drafts.place', { place, words: local(sentence) })}
            </li>
          ))}
        </ul>
      )}
      {(refusal?.code === 'questions_unapproved' || reason !== '') && (
        <Field
          label={t('announce.unapproved')}
          value={reason}
          maxLength={500}
          onChange={(event) => setReason(event.target.value)}
        />
      )}
      {(refusal?.code === 'opens_in_past' || pastOpenings) && (
        <CheckBox
          label={t('announce.past')}
          checked={pastOpenings}
          onChange={() => setPastOpenings((before) => !before)}
        />
      )}
    </FormDialog>
  );
}

/** Address, rounds and prizes as the rules state them. */
function Stated({ rulebook, slug }: { rulebook: Rulebook; slug: string }) {
  const { t } = useTranslation('editor');
  const { instant, local, money, number } = useFormat();
  const rounds = expandRounds(rulebook);
  const { currency } = rulebook.locale;
  return (
    <div className={styles.stated}>
      <p>{t('announce.lead')}</p>
      <p className={styles.address}>{slug === '' ? t('announce.noAddress') : `${location.host}/c/${slug}`}</p>
      <h3>{t('announce.rounds', { count: rounds.length, number: number(rounds.length) })}</h3>
      <ul>
        {rounds.slice(0, roundsShown).map(({ id, label, opensAtMs, closesAtMs }) => (
          <li key={id}>
            {t('announce.round', { name: local(label), opens: instant(opensAtMs), closes: instant(closesAtMs) })}
          </li>
        ))}
      </ul>
      {rounds.length > roundsShown && (
        <p>
          {t('announce.moreRounds', {
            count: rounds.length - roundsShown,
            number: number(rounds.length - roundsShown),
          })}
        </p>
      )}
      {rulebook.awards.map((award) => (
        <div key={award.id}>
          <h3>{local(award.label)}</h3>
          <ul>
            {award.prizes.map(({ label, count, value }) => (
              <li key={label.vi}>
                {[
                  count === null || count === 1
                    ? local(label)
                    : t('announce.prizes', { number: number(count), prize: local(label) }),
                  prizeValue(value?.kind === 'money' ? { ...value, currency } : value, { money, local }),
                ]
                  .filter((part) => part !== null)
                  .join(': ')}
              </li>
            ))}
          </ul>
        </div>
      ))}
    </div>
  );
}
