import type { SimulationInput } from '@hoithi/shared/contract/simulation';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLoaded } from '../../../connection/use-loaded.ts';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { Field } from '../../../ui/field.tsx';
import { PageHead } from '../../../ui/page-head.tsx';
import { StateCard } from '../../../ui/state-card.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { OrganizerPage } from '../organizer-page.tsx';
import { type CrowdChoice, CrowdFields, usualCrowd } from './crowd-fields.tsx';
import styles from './page.module.css';
import { SimulationResult } from './simulation-result.tsx';
import { useSimulation } from './use-simulation.ts';

type SimulatorPageProps = { path: string; back: string };

/** The rules played out with a made-up crowd, before anything is signed. `path`: where the rulebook is read. SPEC M20. */
export default function SimulatorPage({ path, back }: SimulatorPageProps) {
  const { t } = useTranslation('simulator');
  const words = useRefusalText();
  const input = useLoaded<SimulationInput>(path);
  return (
    <OrganizerPage making>
      {input.refusal && (
        <StateCard
          kind="closed"
          title={words(input.refusal)}
          action={<ButtonLink href={back}>{t('back')}</ButtonLink>}
        />
      )}
      {!input.refusal && !input.value && <StateCard kind="loading" />}
      {input.value && <Simulator input={input.value} back={back} />}
    </OrganizerPage>
  );
}

function Simulator({ input, back }: { input: SimulationInput; back: string }) {
  const { t } = useTranslation('simulator');
  const { local } = useFormat();
  const [crowd, setCrowd] = useState<CrowdChoice>(usualCrowd);
  const [seed, setSeed] = useState('1');
  const { simulation, start, stop } = useSimulation();
  const isRunning = simulation.is === 'running';
  return (
    <>
      <PageHead above={input.name} title={t('title')} lead={t('lead')} />
      <div className={styles.columns}>
        <Card title={t('crowd.title')} className={styles.choices}>
          <CrowdFields crowd={crowd} onCrowd={setCrowd} disabled={isRunning} />
          <Field
            label={t('seed')}
            hint={t('seedHint')}
            value={seed}
            maxLength={40}
            disabled={isRunning}
            onChange={(event) => setSeed(event.target.value)}
          />
          <div className={styles.acts}>
            {isRunning ? (
              <Button onClick={stop}>{t('stop')}</Button>
            ) : (
              <Button kind="primary" onClick={() => start({ rulebook: input.rulebook, crowd, seed })}>
                {t('start')}
              </Button>
            )}
            <ButtonLink href={back} kind="quiet">
              {t('back')}
            </ButtonLink>
          </div>
          {isRunning && (
            <p className={styles.running}>
              <progress value={simulation.share} max={1} aria-label={t('running')} />
              <span>{t('running')}</span>
            </p>
          )}
        </Card>
        <div className={styles.outcome} aria-live="polite">
          {simulation.is === 'idle' && (
            <StateCard kind="empty" title={t('idle.title')}>
              {t('idle.text')}
            </StateCard>
          )}
          {isRunning && <StateCard kind="loading" title={t('running')} />}
          {simulation.is === 'failed' && <StateCard kind="error">{t('failed')}</StateCard>}
          {simulation.is === 'refused' && (
            <StateCard kind="not-yet" title={t('refused')}>
              <ul className={styles.problems}>
                {simulation.problems.slice(0, 8).map(({ place, words }) => (
                  <li key={place}>{local(words)}</li>
                ))}
              </ul>
            </StateCard>
          )}
          {simulation.is === 'done' && <SimulationResult done={simulation} startsPerSecond={input.startsPerSecond} />}
        </div>
      </div>
    </>
  );
}
