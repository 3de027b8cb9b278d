import type { Result } from '@hoithi/shared/contract/result';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { PillChoice } from '../../../ui/pill-choice.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';

const spans = ['1', '2', '5', '10', '30'] as const;
type Span = (typeof spans)[number];
type Counted = { sinceMs: number; persons: number };

/** Removes everybody who joined since some minutes ago, after the MC has read how many they are. SPEC H18b. */
export function ClearPlayers({
  nowMs,
  count,
  clear,
}: {
  nowMs: () => number;
  count: (sinceMs: number) => Promise<Result<{ persons: number }>>;
  clear: (sinceMs: number) => void;
}) {
  const { t } = useTranslation('mc');
  const { number, instant } = useFormat();
  const words = useRefusalText();
  const [span, setSpan] = useState<Span | null>(null);
  const [counted, setCounted] = useState<Counted | null>(null);
  const [notice, setNotice] = useState<string | null>(null);

  async function choose(minutes: Span) {
    const sinceMs = Math.round(nowMs()) - Number(minutes) * 60_000;
    setSpan(minutes);
    setCounted(null);
    setNotice(null);
    const received = await count(sinceMs);
    if (received.ok) setCounted({ sinceMs, persons: received.value.persons });
    else setNotice(words(received.refusal));
  }
  const close = () => {
    setSpan(null);
    setCounted(null);
  };
  const time = counted === null ? '' : instant(counted.sinceMs);
  const persons = counted === null ? '' : number(counted.persons);
  return (
    <>
      <Button kind="quiet" onClick={() => void choose('1')}>
        {t('clear.open')}
      </Button>
      <Dialog
        open={span !== null}
        title={t('clear.title')}
        onClose={close}
        actions={
          <>
            <Button onClick={close}>{t('drive.keep')}</Button>
            <Button
              kind="danger"
              disabled={counted === null || counted.persons === 0}
              onClick={() => {
                if (counted) clear(counted.sinceMs);
                close();
              }}
            >
              {t('clear.confirm', { persons })}
            </Button>
          </>
        }
      >
        <PillChoice
          legend={t('clear.since')}
          name="clear-since"
          options={spans.map((value) => ({ value, label: t('clear.minutes', { count: Number(value) }) }))}
          value={span ?? '1'}
          onChange={(value) => void choose(value)}
        />
        <p aria-live="polite">{notice ?? (counted ? t('clear.text', { persons, time }) : t('clear.counting'))}</p>
        <p>{t('clear.again')}</p>
      </Dialog>
    </>
  );
}
