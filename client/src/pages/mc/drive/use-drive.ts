import type { McToServer, ServerToMc } from '@hoithi/shared/contract/screen';
import type { McRun, ShowCommand } from '@hoithi/shared/contract/show';
import { useCallback, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { UseNamespace } from '../../../connection/use-namespace.ts';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { readDevice } from './device-id.ts';

/** Gives one command at a time, in the state this page shows; says what was refused. SPEC H2, H3. */
export function useDrive(namespace: UseNamespace<McToServer, ServerToMc>, run: McRun) {
  const words = useRefusalText();
  const { t } = useTranslation('show-outage');
  const [device] = useState(readDevice);
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<string | null>(null);
  const waiting = useRef(false);
  const { runId, seq, nextStep } = run;
  const { send } = namespace;

  const once = useCallback(
    async (ask: () => ReturnType<typeof send<'run:drive'>>) => {
      if (waiting.current) return;
      waiting.current = true;
      setBusy(true);
      setSaid(null);
      const received = await ask();
      waiting.current = false;
      setBusy(false);
      if (!received.ok && received.refusal.code !== 'nothing_to_do')
        setSaid(received.refusal.code === 'unavailable' ? t('notRevealed') : words(received.refusal));
    },
    [words, t],
  );
  const drive = useCallback(
    (command: ShowCommand) => {
      // After an outage it is for the MC to say whether the answers on their way are waited for. [N15]
      const logsOutage = command.do === 'next' && nextStep === 'reveal';
      void once(() => send('run:drive', { runId, seq, device, command }, { logsOutage }));
    },
    [once, send, runId, seq, nextStep, device],
  );
  const take = useCallback(() => void once(() => send('run:take', { runId, device })), [once, send, runId, device]);
  return { device, busy, said, drive, take, driving: run.driver === device };
}
