import {
  type BudgetUse,
  type FigureHours,
  figureHours,
  type MessagesView,
  type RouteFigures,
} from '@hoithi/shared/contract/message-views';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePageTitle } from '../../../app/use-page-title.ts';
import { useLast, useLoaded } from '../../../connection/use-loaded.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { joinClasses } from '../../../ui/join-classes.ts';
import { PageHead } from '../../../ui/page-head.tsx';
import { PillChoice } from '../../../ui/pill-choice.tsx';
import { StateCard } from '../../../ui/state-card.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { OrganizerPage } from '../organizer-page.tsx';
import styles from './page.module.css';

/** How each message route does: sent, failed and why, codes used, what is left of its budget. SPEC S54. */
export default function MessagesPage() {
  const { t } = useTranslation('messages');
  const { instant } = useFormat();
  const words = useRefusalText();
  const [hours, setHours] = useState<FigureHours>(24);
  const { value, refusal, again } = useLoaded<MessagesView>(`/api/organizer/messages?hours=${hours}`);
  const view = useLast(value);
  usePageTitle(t('title'));
  return (
    <OrganizerPage making>
      <PageHead title={t('title')} lead={t('lead')} />
      {refusal && <StateCard kind="closed" title={words(refusal)} />}
      {!view && !refusal && <StateCard kind="loading" />}
      {view && view.routes.length === 0 && (
        <StateCard kind="empty" title={t('toLog')}>
          {t('toLogText')}
        </StateCard>
      )}
      {view && view.routes.length > 0 && (
        <>
          <div className={styles.choice}>
            <PillChoice
              legend={t('hours')}
              name="hours"
              options={figureHours.map((each) => ({ value: `${each}` as const, label: t(`hoursOf.${each}`) }))}
              value={`${hours}`}
              onChange={(chosen) => setHours(figureHours.find((each) => String(each) === chosen) ?? 24)}
            />
            <p className={styles.at}>
              {t('at', { at: instant(view.serverNowMs) })}
              <Button kind="quiet" onClick={again}>
                {t('again')}
              </Button>
            </p>
          </div>
          <ol className={styles.routes}>
            {view.routes.map((route, at) => (
              <li key={route.name}>
                <RouteCard route={route} place={at + 1} />
              </li>
            ))}
          </ol>
        </>
      )}
    </OrganizerPage>
  );
}

/** Not tried: that is no failure of the route. */
const passedOver = new Set(['budget', 'paused']);

function RouteCard({ route, place }: { route: RouteFigures; place: number }) {
  const { t } = useTranslation('messages');
  const { number, money, rate } = useFormat();
  const { title, sent, failed, codes, codesUsed, cost, budget, suspect } = route;
  const lost = failed.filter(({ why }) => !passedOver.has(why)).reduce((sum, { messages }) => sum + messages, 0);
  return (
    <Card
      title={
        <>
          <span className={styles.place}>{t('place', { place })}</span> {title}
        </>
      }
    >
      <State suspect={suspect} lost={lost} sent={sent} />
      {suspect && (
        <p className={styles.suspect}>{t('suspectText', { used: number(codesUsed), codes: number(codes) })}</p>
      )}
      <dl className={styles.figures}>
        <Figure name={t('sent')}>{number(sent)}</Figure>
        <Figure name={t('failed')}>{number(lost)}</Figure>
        <Figure name={t('codes')} isWords={codes === 0}>
          {codes === 0
            ? t('codesNone')
            : t('codesOf', { share: rate(codesUsed / codes, 0), used: number(codesUsed), codes: number(codes) })}
        </Figure>
        {cost > 0 && <Figure name={t('cost')}>{money(cost)}</Figure>}
      </dl>
      <Failures failed={failed} />
      <h3 className={styles.part}>{t('budget')}</h3>
      {budget.length === 0 ? (
        <p className={styles.soft}>{t('budgetNone')}</p>
      ) : (
        <ul className={styles.budget}>
          {budget.map((use) => (
            <Budget key={`${use.of} ${use.period}`} use={use} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function State({ suspect, lost, sent }: { suspect: boolean; lost: number; sent: number }) {
  const { t } = useTranslation('messages');
  if (suspect) return <Badge tone="amber">{t('suspect')}</Badge>;
  if (lost > 0) return <Badge tone="amber">{t('failing')}</Badge>;
  return <Badge tone={sent > 0 ? 'jade' : 'plain'}>{t(sent > 0 ? 'well' : 'quiet')}</Badge>;
}

/** `isWords`: a sentence in the place of a figure. */
function Figure({ name, isWords = false, children }: { name: string; isWords?: boolean; children: ReactNode }) {
  return (
    <div className={styles.figure}>
      <dt>{name}</dt>
      <dd className={joinClasses(isWords && styles.soft)}>{children}</dd>
    </div>
  );
}

function Failures({ failed }: Pick<RouteFigures, 'failed'>) {
  const { t } = useTranslation('messages');
  const { number, instant } = useFormat();
  if (failed.length === 0) return null;
  return (
    <>
      <h3 className={styles.part}>{t('why')}</h3>
      <ul className={styles.reasons}>
        {failed.map(({ why, messages, lastAtMs }) => (
          <li key={why}>
            <span>{t(`whyOf.${why}`)}</span>
            <span className={styles.soft}>
              {t('messages', { count: messages, shown: number(messages) })}, {t('last', { at: instant(lastAtMs) })}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

function Budget({ use: { of, period, used, max } }: { use: BudgetUse }) {
  const { t } = useTranslation('messages');
  const { number, money } = useFormat();
  const write = of === 'money' ? money : number;
  const label = t(`budgetOf.${of}.${period}`);
  return (
    <li>
      <span>{label}</span>
      <meter className={styles.meter} aria-label={label} min={0} max={max} high={max * 0.8} optimum={0} value={used} />
      <span className={styles.soft}>{t('left', { left: write(Math.max(0, max - used)), max: write(max) })}</span>
    </li>
  );
}
