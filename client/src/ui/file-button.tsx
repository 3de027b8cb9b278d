import { useId } from 'react';
import styles from './file-button.module.css';

type FileButtonProps = {
  label: string;
  /** What it is a file of, for whoever does not see where the button stands. */
  of?: string;
  accept: string;
  busy: boolean;
  onFile: (file: File) => Promise<void>;
};

/** A button that opens the device's own choice of files. */
export function FileButton({ label, of, accept, busy, onFile }: FileButtonProps) {
  const id = useId();
  return (
    <span className={styles.file}>
      <input
        id={id}
        type="file"
        accept={accept}
        disabled={busy}
        onClick={(event) => {
          event.currentTarget.value = '';
        }}
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file) void onFile(file);
        }}
      />
      <label htmlFor={id}>
        <span>{label}</span> {of && <span className="unseen">{of}</span>}
      </label>
    </span>
  );
}
