import type { BankCard, BankList } from '@hoithi/shared/contract/banks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { usePageTitle } from '../../../app/use-page-title.ts';
import { postJson } from '../../../connection/api.ts';
import { useLoaded } from '../../../connection/use-loaded.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { PageHead } from '../../../ui/page-head.tsx';
import { StateCard } from '../../../ui/state-card.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { useAct } from '../acts/use-act.ts';
import { OrganizerPage } from '../organizer-page.tsx';
import { bankPath } from '../organizer-paths.ts';
import { NameDialog } from './name-dialog.tsx';
import styles from './page.module.css';

const path = '/api/organizer/banks';

/** The banks of questions of the organization, and what to begin one from. SPEC Q11, Q18. */
export default function BanksPage() {
  const { t } = useTranslation('bank');
  const words = useRefusalText();
  const [, go] = useLocation();
  const { value, refusal } = useLoaded<BankList>(path);
  const [making, setMaking] = useState(false);
  usePageTitle(t('title'));
  return (
    <OrganizerPage making>
      <PageHead title={t('title')} lead={t('lead')} />
      {refusal && <StateCard kind="closed" title={words(refusal)} />}
      {!value && !refusal && <StateCard kind="loading" />}
      {value && (
        <>
          {value.banks.length === 0 && (
            <StateCard kind="empty" title={value.mayMake ? t('noBanks') : t('noBanksForRole')} />
          )}
          {value.banks.length > 0 && (
            <ul className={styles.banks}>
              {value.banks.map((bank) => (
                <BankRow key={bank.bankId} bank={bank} />
              ))}
            </ul>
          )}
          {value.mayMake && (
            <div className={styles.makings}>
              <Button kind={value.mayMakeOfProgram ? 'plain' : 'primary'} onClick={() => setMaking(true)}>
                {t('make')}
              </Button>
            </div>
          )}
          {value.mayMakeOfProgram && <ProgramCard onMade={(bankId) => go(bankPath(bankId))} />}
        </>
      )}
      {making && (
        <NameDialog
          title={t('make')}
          confirm={t('makeIt')}
          send={(name) => postJson<{ bankId: string }>(path, { name })}
          onDone={({ bankId }) => go(bankPath(bankId))}
          onClose={() => setMaking(false)}
        />
      )}
    </OrganizerPage>
  );
}

function BankRow({ bank }: { bank: BankCard }) {
  const { t } = useTranslation('bank');
  const { number, instant } = useFormat();
  const share = bank.questions === 0 ? 0 : bank.approved / bank.questions;
  return (
    <li>
      <Link href={bankPath(bank.bankId)} className={styles.bank}>
        <h2>{bank.name}</h2>
        {bank.ofProgram && <Badge tone="amber">{t('program.badge')}</Badge>}
        <p className={styles.figures}>
          <span>
            <b>{number(bank.questions)}</b> {t('counts.questions')}
          </span>
          <span>
            <b>{number(bank.approved)}</b> {t('counts.approved')}
          </span>
          <span>
            <b>{number(bank.waiting)}</b> {t('counts.waiting')}
          </span>
        </p>
        <span className={styles.vessel} aria-hidden="true">
          <span style={{ transform: `scaleX(${share})` }} />
        </span>
        <p className={styles.soft}>{t('changedAt', { at: instant(bank.changedAtMs) })}</p>
      </Link>
    </li>
  );
}

function ProgramCard({ onMade }: { onMade: (bankId: string) => void }) {
  const { t } = useTranslation('bank');
  const words = useRefusalText();
  const { busy, refusal, run } = useAct(
    () => postJson<{ bankId: string }>('/api/organizer/program-bank', {}),
    ({ bankId }) => onMade(bankId),
  );
  return (
    <Card title={t('program.title')} className={styles.program}>
      <p>{t('program.lead')}</p>
      <Button kind="primary" busy={busy} onClick={() => void run()}>
        {t('program.add')}
      </Button>
      <output>{refusal && words(refusal)}</output>
    </Card>
  );
}
