import { limits } from '@hoithi/shared/contract/limits';
import type { LookPicture, LookPicturePurpose } from '@hoithi/shared/contract/look';
import type { StoredPicture } from '@hoithi/shared/contract/media';
import type { Result } from '@hoithi/shared/contract/result';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button.tsx';
import { FileButton } from '../../../ui/file-button.tsx';
import { LookImage } from '../../../ui/look-pictures.tsx';
import { useMediaFault } from '../../../ui/use-media-fault.ts';
import styles from './look.module.css';

/** Sends a picture and answers what was stored of it. */
export type Upload = (purpose: LookPicturePurpose, file: File) => Promise<Result<StoredPicture>>;

/** What a device offers to choose from. */
export const pictureAccept = 'image/png,image/jpeg,image/webp';

/** One send at a time; what was refused is said. */
export function useUpload(upload: Upload, purpose: LookPicturePurpose, onStored: (picture: LookPicture) => void) {
  const { t } = useTranslation('look');
  const fault = useMediaFault();
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const send = async (file: File): Promise<void> => {
    if (file.size > limits.pictureBytesMax)
      return setRefused(t('fault.too-large', { bytes: limits.pictureBytesMax / 1024 / 1024 }));
    setBusy(true);
    setRefused(null);
    const stored = await upload(purpose, file);
    setBusy(false);
    if (!stored.ok) return setRefused(fault(stored.refusal));
    const { hash, width, height } = stored.value;
    onStored({ hash, width, height });
  };
  return { busy, refused, send };
}

type PictureFieldProps = {
  purpose: Exclude<LookPicturePurpose, 'sponsor'>;
  picture: LookPicture | null;
  onPicture: (picture: LookPicture | null) => void;
  upload: Upload;
  disabled: boolean;
};

/** One picture of a look: as it is, chosen, replaced, taken away. */
export function PictureField({ purpose, picture, onPicture, upload, disabled }: PictureFieldProps) {
  const { t } = useTranslation('look');
  const { busy, refused, send } = useUpload(upload, purpose, onPicture);
  return (
    <div className={styles.slot} data-purpose={purpose}>
      <div className={styles.frame} data-empty={picture === null}>
        {picture ? <LookImage picture={picture} alt={t(`${purpose}.title`)} /> : <span>{t('none')}</span>}
      </div>
      <div className={styles.slotWords}>
        <h3>{t(`${purpose}.title`)}</h3>
        <p className={styles.hint}>{t(`${purpose}.hint`)}</p>
        {!disabled && (
          <p className={styles.acts}>
            <FileButton
              accept={pictureAccept}
              label={busy ? t('sending') : picture ? t('replace') : t('choose')}
              of={t(`${purpose}.title`)}
              busy={busy}
              onFile={send}
            />
            {picture && (
              <Button kind="quiet" onClick={() => onPicture(null)}>
                {t('remove')}
              </Button>
            )}
          </p>
        )}
        {refused && (
          <p className={styles.refused} role="alert">
            {refused}
          </p>
        )}
      </div>
    </div>
  );
}
