import type { Look } from '@hoithi/shared/contract/look';
import type { StoredPicture } from '@hoithi/shared/contract/media';
import { isReadable } from '@hoithi/shared/rules/look-colours';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { postFile, postJson } from '../../../connection/api.ts';
import { useLoaded } from '../../../connection/use-loaded.ts';
import { Button } from '../../../ui/button.tsx';
import { StateCard } from '../../../ui/state-card.tsx';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { useMay } from '../organizer-connection.ts';
import styles from './look.module.css';
import { LookFields } from './look-fields.tsx';

type Stored = { version: number; look: Look };

/** The look of an announced contest: changed here, seen by everybody once it is saved. SPEC X6. */
export default function LookCard({ contestId }: { contestId: string }) {
  const words = useRefusalText();
  const loaded = useLoaded<Stored>(`/api/organizer/contests/${contestId}/look`);
  return (
    <>
      {loaded.refusal && <p>{words(loaded.refusal)}</p>}
      {!loaded.refusal && !loaded.value && <StateCard kind="loading" />}
      {loaded.value && <Changing contestId={contestId} opened={loaded.value} />}
    </>
  );
}

function Changing({ contestId, opened }: { contestId: string; opened: Stored }) {
  const { t } = useTranslation('look');
  const words = useRefusalText();
  const [stored, setStored] = useState(opened);
  const [look, setLook] = useState(opened.look);
  const [busy, setBusy] = useState(false);
  const [notice, setNotice] = useState<string | null>(null);
  const mayChange = useMay(contestId)('look:change');
  const path = `/api/organizer/contests/${contestId}/look`;
  const isReady = look !== stored.look && (look.colours === null || isReadable(look.colours));
  const save = async (): Promise<void> => {
    setBusy(true);
    const saved = await postJson<{ version: number }>(path, { restsOn: stored.version, look });
    setBusy(false);
    setNotice(saved.ok ? t('saved') : words(saved.refusal));
    if (saved.ok) setStored({ version: saved.value.version, look });
  };
  return (
    <div className={styles.card}>
      <p className={styles.hint}>{t('announcedLead')}</p>
      <LookFields
        look={look}
        disabled={!mayChange}
        upload={(purpose, file) =>
          postFile<StoredPicture>(`${path}/pictures?purpose=${purpose}&type=${encodeURIComponent(file.type)}`, file)
        }
        onLook={(change) => {
          setNotice(null);
          setLook(change);
        }}
      />
      {mayChange && (
        <p className={styles.acts}>
          <Button kind="primary" busy={busy} aria-disabled={!isReady} onClick={() => (isReady ? void save() : null)}>
            {t('save')}
          </Button>
          <output>{notice}</output>
        </p>
      )}
    </div>
  );
}
