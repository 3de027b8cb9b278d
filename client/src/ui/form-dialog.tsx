import { type FormEvent, type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, type ButtonKind } from './button.tsx';
import { Dialog } from './dialog.tsx';
import styles from './form-dialog.module.css';

type ActFrameProps = {
  title: string;
  confirm: string;
  kind?: ButtonKind;
  busy: boolean;
  /** Why the server would not. */
  refused: string | null;
  onConfirm: () => void;
  onClose: () => void;
  children: ReactNode;
};

/** An act on a round: its consequence first, then what it asks, a way back and one way on. */
export function ActFrame({
  title,
  confirm,
  kind = 'primary',
  busy,
  refused,
  onConfirm,
  onClose,
  children,
}: ActFrameProps) {
  const { t } = useTranslation('common');
  const formId = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onConfirm();
  };
  return (
    <Dialog
      open
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="submit" form={formId} kind={kind} busy={busy}>
            {confirm}
          </Button>
        </>
      }
    >
      <form id={formId} className={styles.form} onSubmit={submit} noValidate>
        {children}
        {refused && (
          <p className={styles.refused} role="alert">
            {refused}
          </p>
        )}
      </form>
    </Dialog>
  );
}
