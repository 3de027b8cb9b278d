import { type FormEvent, type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, type ButtonKind } from './button.tsx';
import { Dialog } from './dialog.tsx';
import styles from './form-dialog.module.css';

type FormDialogProps = {
  title: string;
  confirm: string;
  kind?: ButtonKind;
  busy: boolean;
  /** Why the server refused. */
  refused: string | null;
  onConfirm: () => void;
  onClose: () => void;
  children: ReactNode;
  wide?: boolean;
};

/** A dialog with a form: the consequence of the act, its fields, a button to cancel and one to confirm. */
export function FormDialog({
  title,
  confirm,
  kind = 'primary',
  busy,
  refused,
  onConfirm,
  onClose,
  children,
  wide = false,
}: FormDialogProps) {
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
      wide={wide}
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
