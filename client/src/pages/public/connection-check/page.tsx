import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePageTitle } from '../../../app/use-page-title.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { Drum } from '../../../ui/drum.tsx';
import { joinClasses } from '../../../ui/join-classes.ts';
import { Page } from '../../../ui/page.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { type Finding, judgeConnection, type Measured, type Step, type StepState, steps } from './judge-connection.ts';
import { measureConnection, realConnection } from './measure-connection.ts';
import styles from './page.module.css';

/** Tests the connection from this device to the server, and names what to correct at the proxy. SPEC N7. */
export default function ConnectionCheckPage() {
  const { t } = useTranslation('connection-check');
  const [measured, setMeasured] = useState<Measured>({});
  const [round, setRound] = useState(0);
  usePageTitle(t('title'));
  // biome-ignore lint/correctness/useExhaustiveDependencies: each round measures anew
  useEffect(() => {
    const abort = new AbortController();
    setMeasured({});
    void measureConnection(realConnection(abort.signal), (more) => {
      if (!abort.signal.aborted) setMeasured((known) => ({ ...known, ...more }));
    });
    return () => abort.abort();
  }, [round]);
  const { states, findings } = judgeConnection(measured, window.location);
  const busy = Object.values(states).includes('waiting');
  return (
    <Page width="middle" className={styles.page}>
      <header>
        <h1>{t('title')}</h1>
        <p className={styles.lead}>{t('lead')}</p>
      </header>
      <Verdict busy={busy} count={findings.length} />
      {findings.map((finding) => (
        <FindingCard key={finding} finding={finding} measured={measured} />
      ))}
      <Card title={t('stepsTitle')}>
        <ol className={styles.steps}>
          {steps.map((step) => (
            <StepRow key={step} step={step} state={states[step]} measured={measured} />
          ))}
        </ol>
      </Card>
      <p>
        <Button kind="plain" busy={busy} onClick={() => setRound(round + 1)}>
          {t(busy ? 'measuring' : 'again')}
        </Button>
      </p>
    </Page>
  );
}

function Verdict({ busy, count }: { busy: boolean; count: number }) {
  const { t } = useTranslation('connection-check');
  const is = count > 0 ? 'attention' : busy ? 'busy' : 'well';
  return (
    <output className={joinClasses(styles.verdict, styles[is])}>
      <Drum size={56} progress={is === 'attention' ? 0.25 : 1} turning={is === 'busy'} />
      <span>
        <strong className={styles.verdictWords}>{t(`verdict.${is}`)}</strong>
        <span>{t(`verdictText.${is}`)}</span>
      </span>
    </output>
  );
}

function FindingCard({ finding, measured }: { finding: Finding; measured: Measured }) {
  const { t } = useTranslation('connection-check');
  const card = measured.http?.card;
  const values = {
    seen: card?.host ?? '',
    here: window.location.host,
    proxiesSeen: card?.proxiesSeen ?? 0,
    proxiesTrusted: card?.proxiesTrusted ?? 0,
    publicUrl: card?.publicUrl ?? '',
  };
  const config = t(`findings.${finding}.config`, values);
  return (
    <Card title={t(`findings.${finding}.title`)} className={styles.finding}>
      <p>{t(`findings.${finding}.text`, values)}</p>
      {config !== '—' && <pre className={styles.config}>{config}</pre>}
    </Card>
  );
}

const toneOf: Record<StepState, 'jade' | 'amber' | 'plain'> = {
  ok: 'jade',
  attention: 'amber',
  waiting: 'plain',
  untried: 'plain',
};

function StepRow({ step, state, measured }: { step: Step; state: StepState; measured: Measured }) {
  const { t } = useTranslation('connection-check');
  const text = useMeasuredText(step, measured);
  return (
    <li className={styles.step}>
      <span className={styles.stepWords}>
        <strong>{t(`steps.${step}`)}</strong>
        {state !== 'untried' && text && <span className={styles.soft}>{text}</span>}
      </span>
      <Badge tone={toneOf[state]}>{t(`state.${state}`)}</Badge>
    </li>
  );
}

/** What a step measured, as text; null while there is nothing to show. */
function useMeasuredText(step: Step, measured: Measured): string | null {
  const { t } = useTranslation('connection-check');
  const format = useFormat();
  const ms = (value: number) => format.number(Math.round(value));
  const { http, socket, roundTripMs, clockOffMs } = measured;
  if (step === 'http' && http) return t('measured.http', { ms: ms(http.ms) });
  if (step === 'address' && http) return t('measured.address', { host: http.card.host, protocol: http.card.protocol });
  if (step === 'socket' && socket) return t('measured.socket', { ms: ms(socket.ms) });
  if (step === 'roundTrip' && roundTripMs !== undefined) return t('measured.roundTrip', { ms: ms(roundTripMs) });
  if (step === 'clock' && clockOffMs !== undefined)
    return t(clockOffMs >= 0 ? 'measured.clockAhead' : 'measured.clockBehind', { ms: ms(Math.abs(clockOffMs)) });
  if (step === 'stayed') return t('measured.stayed');
  return null;
}
