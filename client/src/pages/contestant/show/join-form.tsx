import { limits } from '@hoithi/shared/contract/limits';
import type { Refusal } from '@hoithi/shared/contract/refusal';
import type { StageView } from '@hoithi/shared/contract/show';
import type { UnitHit } from '@hoithi/shared/contract/sign-in';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { Page } from '../../../ui/page.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { UnitSearch } from '../unit-search.tsx';
import styles from './page.module.css';
import { makePlayerKey, readPlayerKey, storePlayerKey } from './player-key.ts';
import type { ShowSummary } from './use-show.ts';

/** Joining a show: a nickname and, where the rules want it, a unit; or the name this device is signed in with. SPEC H4, H18. */
export function JoinForm({ show, stage, code }: { show: ShowSummary; stage: StageView; code: string }) {
  const { t } = useTranslation('show');
  const { local } = useFormat();
  const words = useRefusalText();
  const [nickname, setNickname] = useState('');
  const [unit, setUnit] = useState<Pick<UnitHit, 'code' | 'name'> | null>(null);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const { contestant } = show;
  const length = nickname.normalize('NFC').replace(/\s+/gu, ' ').trim().length;
  const isLong = length > limits.nicknameLengthMax;
  const signedInOnly = stage.rules.join === 'signed-in' && !contestant;

  const join = async (event: FormEvent) => {
    event.preventDefault();
    if (busy || isLong) return;
    setBusy(true);
    setRefusal(null);
    // Stored before it is sent: whatever happens to the answer, this device finds its player again.
    const playerKey = readPlayerKey(code) ?? makePlayerKey();
    storePlayerKey(code, playerKey);
    const received = await show.namespace.send('run:join', {
      code,
      playerKey,
      nickname: contestant ? null : nickname,
      unitCode: unit?.code ?? null,
    });
    setBusy(false);
    if (received.ok) show.join(received.value);
    else setRefusal(received.refusal);
  };
  const aboutName = refusal?.code.startsWith('nickname_') || refusal?.code === 'malformed';
  const nameError = aboutName && refusal ? words(refusal) : null;
  return (
    <Page>
      <form className={styles.join} onSubmit={(event) => void join(event)}>
        <p className={styles.contest}>{local(stage.contestName)}</p>
        <h1 className={styles.joinTitle}>{local(stage.showTitle)}</h1>
        {stage.rehearsal && <p className={styles.rehearsal}>{t('rehearsal')}</p>}
        {!stage.joinOpen && <p className={styles.closed}>{t(stage.ended ? 'ended' : 'join.closed')}</p>}
        {signedInOnly && (
          <>
            <p>{t('join.signInNeeded')}</p>
            <ButtonLink kind="primary" full href="/">
              {t('join.signIn')}
            </ButtonLink>
          </>
        )}
        {contestant && (
          <p className={styles.asContestant}>
            <span>{t('join.as')}</span> <b>{contestant.name}</b>
            {contestant.unitName && <span>{contestant.unitName}</span>}
          </p>
        )}
        {!contestant && !signedInOnly && (
          <>
            <Field
              label={t('join.nickname')}
              hint={t('join.nicknameHint', { length, max: limits.nicknameLengthMax })}
              error={
                isLong
                  ? t('join.nicknameLong', {
                      count: length - limits.nicknameLengthMax,
                      over: length - limits.nicknameLengthMax,
                    })
                  : nameError
              }
              value={nickname}
              onChange={(event) => setNickname(event.target.value)}
              autoComplete="nickname"
              required
            />
            {stage.rules.askUnit && (
              <UnitSearch
                source={`/api/shows/${code}/units`}
                required={false}
                unit={unit}
                onUnit={setUnit}
                error={refusal?.code === 'unit_unknown' ? words(refusal) : null}
              />
            )}
          </>
        )}
        {refusal && !aboutName && refusal.code !== 'unit_unknown' && (
          <p className={styles.problem} role="alert">
            {words(refusal)}
          </p>
        )}
        {!show.online && <p className={styles.offline}>{t('offline')}</p>}
        {!signedInOnly && (
          <Button type="submit" kind="primary" full busy={busy} aria-disabled={!stage.joinOpen}>
            {t('join.take')}
          </Button>
        )}
      </form>
    </Page>
  );
}
