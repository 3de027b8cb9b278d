import type { PlayerView, StageCue, StageView } from '@hoithi/shared/contract/show';
import { printShowRules } from '@hoithi/shared/rules/show/print-show-rules';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { copyText } from '../../../ui/copy-text.ts';
import { Drum } from '../../../ui/drum.tsx';
import { Page } from '../../../ui/page.tsx';
import { QrCode } from '../../../ui/qr-code.tsx';
import { TeamMark } from '../../../ui/team-mark.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { useMoments } from '../../../ui/use-moments.ts';
import { OwnPlace } from './own-place.tsx';
import styles from './page.module.css';
import { otherDeviceAddress, readPlayerKey } from './player-key.ts';
import { QuestionOnPhone } from './question-on-phone.tsx';
import { Rescued } from './rescued.tsx';
import { SpokenQuestion } from './spoken-question.tsx';
import type { ShowSummary } from './use-show.ts';

/** The player: name and score above, what is on the stage below. */
export function PlayerPage({
  show,
  stage,
  player,
  code,
}: {
  show: ShowSummary;
  stage: StageView;
  player: PlayerView;
  code: string;
}) {
  const { t } = useTranslation(['show', 'show-outage']);
  const { number } = useFormat();
  const [moving, setMoving] = useState(false);
  const { cue } = stage;
  const hasQuestion = cue.kind === 'question' || cue.kind === 'sudden-death';
  const key = readPlayerKey(code);
  return (
    <Page className={styles.player}>
      <section className={styles.self} aria-label={t('self.label')}>
        <div className={styles.who}>
          <b className={styles.name}>{player.name}</b>
          {player.unitName && (
            <span className={styles.unit}>
              {player.mark !== null && <TeamMark mark={player.mark} />} <span>{player.unitName}</span>
            </span>
          )}
        </div>
        <div className={styles.score}>
          <b>{number(player.points)}</b>
          <span>{t(stage.rules.mode === 'speed' ? 'self.points' : 'self.right')}</span>
        </div>
      </section>
      <SpokenQuestion stage={stage} player={player} nowMs={show.serverNowMs} />
      {stage.rehearsal && <p className={styles.rehearsal}>{t('rehearsal')}</p>}
      {show.connectionState === 'offline' && <output className={styles.offline}>{t('offline')}</output>}
      {show.connectionState === 'store-failure' && <output className={styles.offline}>{t('show-outage:phone')}</output>}
      {hasQuestion && !stage.paused && !stage.ended ? (
        <QuestionOnPhone key={`${stage.cueIndex}:${cue.asking}`} show={show} stage={stage} cue={cue} player={player} />
      ) : (
        <Companion show={show} stage={stage} player={player} />
      )}
      {key && !player.signedIn && !hasQuestion && (
        <details className={styles.move} open={moving} onToggle={(event) => setMoving(event.currentTarget.open)}>
          <summary>{t('move.title')}</summary>
          <p>{t('move.text')}</p>
          {moving && <QrCode text={otherDeviceAddress(code, key)} label={t('move.qr')} className={styles.moveQr} />}
          <CopyAddress address={otherDeviceAddress(code, key)} />
        </details>
      )}
    </Page>
  );
}

/** The address for another device, copied; where the browser refuses, shown to be copied by hand. */
function CopyAddress({ address }: { address: string }) {
  const { t } = useTranslation('show');
  const [copied, setCopied] = useState<boolean | null>(null);
  return (
    <>
      <Button onClick={() => void copyText(address).then(setCopied)}>{t('move.copy')}</Button>
      <output>{copied !== null && t(copied ? 'move.copied' : 'move.notCopied')}</output>
      {copied === false && <code className={styles.moveAddress}>{address}</code>}
    </>
  );
}

/** What is on the stage while there is no question, small, beside the own place. */
function Companion({ show, stage, player }: { show: ShowSummary; stage: StageView; player: PlayerView }) {
  const { t } = useTranslation('show');
  const { local } = useFormat();
  const { cue } = stage;
  const launched = useMoments(show.serverNowMs, [cue.kind === 'launch' ? cue.launchedAtMs : null]) > 0;
  const own = 'title' in cue && cue.title ? local(cue.title) : t(`cue.${cue.kind}`);
  const isBack = player.back && player.status === 'in';
  const atRescue = cue.kind === 'rescue' && !stage.paused && !stage.ended;
  const sentence = cue.kind === 'launch' && launched && cue.sentence ? local(cue.sentence) : null;
  const title = stage.ended && cue.kind !== 'end' ? t('ended') : (sentence ?? own); // ended before its last cue
  return (
    <section className={styles.companion}>
      <Drum
        size={stage.ended ? 120 : 88}
        turning={!stage.ended && cue.kind !== 'board'}
        progress={launched ? 1 : undefined}
      />
      <h1>{stage.paused && !stage.ended ? t('paused') : title}</h1>
      {stage.paused && !stage.ended && <p>{t('pausedText')}</p>}
      {stage.ended && cue.kind !== 'end' && <p>{t('endedText')}</p>}
      {isBack && atRescue && <Rescued player={player} />}
      {isBack && !atRescue && <output className={styles.back}>{t('back')}</output>}
      {!stage.paused && 'text' in cue && cue.text && <p className={styles.words}>{local(cue.text)}</p>}
      {cue.kind === 'lobby' && !stage.paused && <p>{t('lobby')}</p>}
      {cue.kind === 'lobby' && stage.naming.approval && player.sign && <p>{t('sign', { sign: player.sign })}</p>}
      {cue.kind === 'lobby' && <RulesOfPlay stage={stage} />}
      {cue.kind === 'launch' && (
        <p>{t(launched ? 'launch.done' : cue.launchedAtMs ? 'launch.counting' : 'launch.waiting')}</p>
      )}
      {cue.kind === 'text' && cue.pictureUrl && <img className={styles.picture} src={cue.pictureUrl} alt={title} />}
      {cue.kind === 'board' && cue.unfreeze && cue.unfreeze.left > 0 && <p>{t('board.opening')}</p>}
      {cue.kind === 'draw' && <DrawOnPhone cue={cue} />}
      {cue.kind === 'award' && <LastAward cue={cue} />}
      {player.status === 'out' && <p className={styles.out}>{t('watching.out')}</p>}
      {player.status === 'reserve' && <p className={styles.out}>{t('watching.reserve')}</p>}
      {cue.kind !== 'lobby' && <OwnPlace stage={stage} player={player} />}
      {stage.ended && !stage.rehearsal && <ButtonLink href={`/kiem-chung/${stage.runId}`}>{t('toProof')}</ButtonLink>}
    </section>
  );
}

/** What counts, as sentences, before the first question. */
function RulesOfPlay({ stage }: { stage: StageView }) {
  const { t } = useTranslation('show');
  const { local } = useFormat();
  return (
    <details className={styles.move}>
      <summary>{t('rules')}</summary>
      <ul className={styles.rules}>
        {printShowRules(stage.rules).map((sentence) => (
          <li key={sentence.vi}>{local(sentence)}</li>
        ))}
      </ul>
    </details>
  );
}

/** Who was drawn last; before it, that the list is frozen, or is going to be. */
function DrawOnPhone({ cue }: { cue: Extract<StageCue, { kind: 'draw' }> }) {
  const { t } = useTranslation('show');
  const { number } = useFormat();
  const last = cue.shown.at(-1);
  if (!cue.list) return <p>{t('draw.waiting')}</p>;
  if (!last) return <p>{t('draw.frozen', { count: cue.list.people, value: number(cue.list.people) })}</p>;
  return (
    <p className={styles.award}>
      <span>{t('draw.number', { value: number(last.number) })}</span>
      <b>{last.name}</b>
      {last.unitName && <span>{last.unitName}</span>}
      {last.absent && <span>{t('draw.absent')}</span>}
    </p>
  );
}

/** What is being called, as on the screen: the prize that comes, a name, or how many names stand there. */
function LastAward({ cue }: { cue: Extract<StageCue, { kind: 'award' }> }) {
  const { t } = useTranslation('show');
  const { local, number } = useFormat();
  if (cue.picture !== 'calling') return <p>{t(`award.${cue.picture}`)}</p>;
  const call = cue.announced ?? cue.shown.at(-1);
  if (!call) return null;
  const winners = 'winners' in call ? call.winners : [];
  const [first] = winners;
  return (
    <p className={styles.award}>
      <span>{local(call.prize)}</span>
      {cue.announced && <span>{t('award.coming')}</span>}
      {first && winners.length === 1 && <b>{first.name}</b>}
      {first?.unitName && winners.length === 1 && <span>{first.unitName}</span>}
      {winners.length > 1 && <b>{t('award.group', { count: winners.length, value: number(winners.length) })}</b>}
    </p>
  );
}
