import type { DraftView } from '@hoithi/shared/contract/drafts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { postJson } from '../../../connection/api.ts';
import { CheckBox } from '../../../ui/field.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { useAct } from '../acts/use-act.ts';
import { deskPath } from '../organizer-paths.ts';
import { useDraft } from './draft-context.ts';
import { asFields, asList, asText, nameOf } from './draft-value.ts';
import styles from './page.module.css';

/** What the public will see, once more, before a draft becomes a contest. SPEC J9. */
export function AnnounceDialog({ base, onClose }: { base: DraftView; onClose: () => void }) {
  const { t } = useTranslation('editor');
  const { content } = useDraft();
  const { instant, local } = useFormat();
  const words = useRefusalText();
  const [, go] = useLocation();
  const [pastOpenings, setPastOpenings] = useState(false);
  const { busy, refusal, run } = useAct(
    () =>
      postJson<{ contestId: string; slug: string }>(`/api/organizer/drafts/${base.draftId}/announce`, {
        version: base.version,
        pastOpenings,
      }),
    ({ slug }) => go(deskPath(slug)),
  );
  const { meta, rounds } = content.rulebook;
  const windows = asList(rounds).flatMap((round) => {
    const { window, at } = asFields(round);
    return (window === undefined ? asList(at) : [window]).map((each, n) => ({
      name: nameOf(round).replace('{n}', String(n + 1)),
      opens: Date.parse(asText(asFields(each).opensAt)),
      closes: Date.parse(asText(asFields(each).closesAt)),
    }));
  });
  return (
    <FormDialog
      title={t('announce.title', { name: asText(asFields(asFields(meta).name).vi) })}
      confirm={t('announce.confirm')}
      busy={busy}
      refused={refusal && words(refusal)}
      onConfirm={() => void run()}
      onClose={onClose}
    >
      <p>{t('announce.lead', { path: `/c/${content.slug}` })}</p>
      <ul className={styles.stack}>
        {windows.map(({ name, opens, closes }) => (
          <li key={`${name} ${opens}`}>
            {t('announce.round', { name, opens: instant(opens), closes: instant(closes) })}
          </li>
        ))}
      </ul>
      {refusal?.code === 'rulebook_invalid' && (
        <ul className={styles.notices}>
          {refusal.problems.map(({ place, words: sentence }) => (
            <li key={place} data-severity="error">
              {t('drafts.place', { place, words: local(sentence) })}
            </li>
          ))}
        </ul>
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
