import type { LogReceipt } from '@hoithi/shared/contract/contestant';
import { toHex } from '@hoithi/verifier/bytes';
import { readCheckpoint } from '@hoithi/verifier/notes';
import { shortForm } from '@hoithi/verifier/short-form';
import { useTranslation } from 'react-i18next';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { joinClasses } from '../../../ui/join-classes.ts';
import { QrCode } from '../../../ui/qr-code.tsx';
import { saveFile } from '../../../ui/save-file.ts';
import { receiptText } from './judge-receipt.ts';
import styles from './page.module.css';
import type { LogState } from './use-log-receipt.ts';
import type { StateWords } from './use-state-words.ts';

type StubProps = {
  state: LogState;
  words: StateWords;
  slug: string;
  attemptId: string;
  onPicture: () => Promise<void>;
};

/** What the QR of a receipt holds: origin, index and leaf hash of the log, behind the address of the page that looks them up. */
export function receiptAddress(slug: string, { origin, promise, place }: LogReceipt): string | null {
  if (!place) return null;
  return `${location.origin}/c/${slug}/kiem-chung#${place.index}.${promise.leaf}.${origin}`;
}

/** The counterfoil of the receipt: whether its entry is in the published log, in plain words, and what proves it. SPEC Z9. */
export function LogStub({ state, words, slug, attemptId, onPicture }: StubProps) {
  const { t } = useTranslation('receipt');
  if (state.is === 'loading') return <p className={styles.stubQuiet}>{t('loading')}</p>;
  if (state.is === 'none') return <p className={styles.stubQuiet}>{t('none')}</p>;
  const { receipt } = state;
  const isBad = !words.good;
  const address = receipt && receiptAddress(slug, receipt);
  const save = () => {
    if (!receipt) return;
    const bytes = new Blob([receiptText(receipt)], { type: 'application/json' });
    saveFile({ name: `phieu-${attemptId.slice(0, 8)}.json`, bytes });
  };
  return (
    <section className={joinClasses(styles.stub, isBad && styles.stubBad)} aria-labelledby="log-stub">
      <p className={styles.stubKicker}>{t('title')}</p>
      <h2 id="log-stub" className={styles.stubState} data-is={isBad ? 'broken' : state.is}>
        {words.state}
      </h2>
      <output className={styles.stubWords}>{words.stateWords}</output>
      {receipt && <Facts receipt={receipt} />}
      {address && (
        <figure className={styles.stubCode}>
          <QrCode text={address} label={t('qrLabel')} className={styles.stubQr} />
          <figcaption>{t('qr')}</figcaption>
        </figure>
      )}
      <p className={styles.stubActs}>
        <Button onClick={() => void onPicture()}>{t('savePicture')}</Button>
        {receipt && <Button onClick={save}>{t(isBad ? 'saveEvidence' : 'saveFile')}</Button>}
        <ButtonLink kind="quiet" href={`/c/${slug}/kiem-chung`}>
          {t('verify')}
        </ButtonLink>
      </p>
    </section>
  );
}

function Facts({ receipt }: { receipt: LogReceipt }) {
  const { t } = useTranslation('receipt');
  return (
    <dl className={styles.stubFacts}>
      {factsOf(receipt).map(([name, value]) => (
        <div key={name}>
          <dt>{t(`fact.${name}`)}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** What identifies the entry, to be written down or compared. */
export function factsOf({ promise, place, key }: LogReceipt): ['leaf' | 'checkpoint' | 'key', string][] {
  const checkpoint = place && readCheckpoint(place.checkpoint);
  return [
    ['leaf', promise.leaf],
    ...(checkpoint
      ? [['checkpoint', shortForm(checkpoint.size, toHex(checkpoint.root))] as ['checkpoint', string]]
      : []),
    ['key', key.split('+').slice(0, 2).join('+')],
  ];
}
