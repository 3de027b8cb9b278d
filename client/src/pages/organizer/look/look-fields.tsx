import { limits } from '@hoithi/shared/contract/limits';
import type { Look } from '@hoithi/shared/contract/look';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { FileButton } from '../../../ui/file-button.tsx';
import { LookImage } from '../../../ui/look-pictures.tsx';
import { ColoursField } from './colours-field.tsx';
import styles from './look.module.css';
import { PictureField, pictureAccept, type Upload, useUpload } from './picture-field.tsx';

type LookFieldsProps = {
  look: Look;
  onLook: (change: (before: Look) => Look) => void;
  upload: Upload;
  disabled: boolean;
};

/** Everything of a look: pictures, sponsors, two colours. For a draft and for an announced contest alike. SPEC X6, X7. */
export function LookFields({ look, onLook, upload, disabled }: LookFieldsProps) {
  return (
    <div className={styles.look}>
      {(['logo', 'banner', 'background'] as const).map((purpose) => (
        <PictureField
          key={purpose}
          purpose={purpose}
          picture={look[purpose]}
          onPicture={(picture) => onLook((before) => ({ ...before, [purpose]: picture }))}
          upload={upload}
          disabled={disabled}
        />
      ))}
      <ColoursField
        colours={look.colours}
        onColours={(colours) => onLook((before) => ({ ...before, colours }))}
        disabled={disabled}
      />
      <SponsorsField look={look} onLook={onLook} upload={upload} disabled={disabled} />
    </div>
  );
}

function SponsorsField({ look: { sponsors }, onLook, upload, disabled }: LookFieldsProps) {
  const { t } = useTranslation('look');
  const set = (change: (before: Look['sponsors']) => Look['sponsors']) =>
    onLook((before) => ({ ...before, sponsors: change(before.sponsors) }));
  const { busy, refused, send } = useUpload(upload, 'sponsor', (picture) =>
    set((before) => [...before, { name: t('sponsors.unnamed', { number: before.length + 1 }), picture }]),
  );
  return (
    <div className={styles.sponsors}>
      <h3>{t('sponsors.title')}</h3>
      <p className={styles.hint}>{t('sponsors.hint')}</p>
      <ul className={styles.sponsorList}>
        {sponsors.map(({ name, picture }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two may have one picture
          <li key={at} className={styles.sponsor}>
            <span className={styles.sponsorFrame}>
              <LookImage picture={picture} alt="" />
            </span>
            <Field
              label={t('sponsors.name')}
              value={name}
              maxLength={120}
              disabled={disabled}
              onChange={(event) =>
                set((before) =>
                  before.map((each, i) =>
                    i === at
                      ? { ...each, name: event.target.value || t('sponsors.unnamed', { number: at + 1 }) }
                      : each,
                  ),
                )
              }
            />
            {!disabled && (
              <Button kind="quiet" onClick={() => set((before) => before.toSpliced(at, 1))}>
                {t('remove')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {!disabled && sponsors.length < limits.sponsorsMax && (
        <p className={styles.acts}>
          <FileButton
            label={busy ? t('sending') : t('sponsors.add')}
            accept={pictureAccept}
            busy={busy}
            onFile={send}
          />
        </p>
      )}
      {refused && (
        <p className={styles.refused} role="alert">
          {refused}
        </p>
      )}
    </div>
  );
}
