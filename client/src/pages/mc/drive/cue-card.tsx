import type { ShowCommand, StageCue, StageView } from '@hoithi/shared/contract/show';
import type { AwardCall } from '@hoithi/shared/contract/show-award';
import type { McCue, McGiven, McRun } from '@hoithi/shared/contract/show-mc';
import type { LocalText } from '@hoithi/shared/contract/text';
import { useTranslation } from 'react-i18next';
import { AnswerSign } from '../../../ui/answer-sign.tsx';
import { contestWords } from '../../../ui/contest-words.ts';
import { joinClasses } from '../../../ui/join-classes.ts';
import { useFormat } from '../../../ui/use-format.ts';
import { JudgeBuzz } from './judge-buzz.tsx';
import { NameLots } from './name-lots.tsx';
import styles from './page.module.css';
import { RuleQuestion } from './rule-question.tsx';

/** A cue for the MC's eyes: what the hall sees, with the key in jade and the explanation. */
export function CueCard({
  title,
  cue,
  run,
  current,
  drive,
}: {
  title: string;
  cue: McCue;
  run: McRun;
  current?: boolean;
  /** null: this page only watches. */
  drive?: ((command: ShowCommand) => void) | null;
}) {
  const { t } = useTranslation('mc');
  const { local, number } = useFormat();
  const { question } = cue;
  const stageCue = run.stage.cue;
  const phase =
    current && (stageCue.kind === 'question' || stageCue.kind === 'sudden-death')
      ? t(`drive.phase.${stageCue.phase}`)
      : null;
  const asked = current && 'revealed' in stageCue ? stageCue : null;
  const key = asked?.revealed ?? question;
  const words = 'text' in stageCue ? stageCue.text : 'sentence' in stageCue ? stageCue.sentence : null;
  const given = current ? run.given : null;
  const text = current && words ? local(words) : null;
  return (
    <section className={joinClasses(styles.cue, current && styles.cueNow)}>
      <h2 className={styles.cueLabel}>
        <span>{title}: </span>
        <b>{t(`drive.cue.${cue.kind}`)}</b> {phase && <span className={styles.cuePhase}>{phase}</span>}{' '}
        {asked?.trial && <span className={styles.cuePhase}>{t('drive.trial')}</span>}
      </h2>
      {cue.title && (
        <p className={styles.cueTitle}>
          {local(cue.title)} <Other text={cue.title} bilingual={run.stage.bilingual} />
        </p>
      )}
      {text && <p className={styles.cueText}>{text}</p>}
      {current && run.tied !== null && (
        <p className={styles.cueText}>{t('drive.tied', { count: run.tied, value: number(run.tied) })}</p>
      )}
      {cue.notes && <p className={styles.cueNotes}>{cue.notes}</p>}
      {asked?.buzzer && (
        <JudgeBuzz asking={asked.asking} buzzer={asked.buzzer} isOver={asked.revealed !== null} drive={drive ?? null} />
      )}
      {question && (
        <>
          <p {...contestWords} className={styles.cueQuestion}>
            {question.text}
          </p>
          <ul className={styles.cueOptions}>
            {question.options.map((option, place) => (
              <li
                key={option.optionId}
                className={joinClasses(key?.right.includes(option.optionId) && styles.cueRight)}
              >
                <AnswerSign place={place} className={styles.cueSign} />
                <span>
                  <span {...contestWords}>{option.text}</span>
                  {key?.right.includes(option.optionId) && (
                    <b>
                      {' · '}
                      {question.kind === 'order'
                        ? t('drive.rightPlace', { place: key.right.indexOf(option.optionId) + 1 })
                        : t('drive.rightOne')}
                    </b>
                  )}
                  {given && given.counts.length > place && (
                    <span className={styles.cueCount}>{number(given.counts[place] ?? 0)}</span>
                  )}
                </span>
              </li>
            ))}
          </ul>
          {key && key.words.length > 0 && (
            <p className={joinClasses(styles.cueText, styles.cueRight)}>
              <span {...contestWords}>{key.words.join('; ')}</span> <b>· {t('drive.rightOne')}</b>
            </p>
          )}
          {current && (
            <p {...contestWords} className={styles.cueExplanation}>
              {question.explanation} <span>{question.source}</span>
            </p>
          )}
          {given && given.fastest.length > 0 && <Fastest fastest={given.fastest} />}
          {asked?.revealed?.ruling && (
            <p className={styles.cueRuling}>
              {t(`rule.done.${asked.revealed.ruling.what}`, { reason: asked.revealed.ruling.reason })}
            </p>
          )}
          {current && drive && run.rulable !== null && (
            <RuleQuestion key={run.rulable} run={run} asking={run.rulable} question={question} drive={drive} />
          )}
        </>
      )}
      {current && stageCue.kind === 'board' && stageCue.unfreeze && stageCue.unfreeze.left > 0 && (
        <p className={styles.cueText}>
          <span>
            {t('drive.unfreeze', {
              count: stageCue.unfreeze.left,
              value: number(stageCue.unfreeze.left),
              name: run.unfreezes ?? '',
            })}
          </span>{' '}
          <span>{t('drive.unfreezeMore')}</span>
        </p>
      )}
      {current && stageCue.kind === 'draw' && <DrawState cue={stageCue} />}
      {current && stageCue.kind === 'draw' && drive && <NameLots key={run.stage.cueIndex} run={run} drive={drive} />}
      {current && cue.award && <AwardPlan plan={cue.award} stage={run.stage} />}
    </section>
  );
}

/** What the hall reads in the contest's other language. SPEC H44. */
function Other({ text, bilingual }: { text: LocalText; bilingual: boolean }) {
  const { locale } = useFormat();
  if (!bilingual || text.vi === text.en) return null;
  const other = locale === 'vi' ? 'en' : 'vi';
  return (
    <span className={styles.cueOther} lang={other}>
      {text[other]}
    </span>
  );
}

/** Who was right first, with the time that counts. */
function Fastest({ fastest }: { fastest: McGiven['fastest'] }) {
  const { t } = useTranslation('mc');
  const { duration } = useFormat();
  return (
    <div className={styles.cueFastest}>
      <h3>{t('drive.fastest')}</h3>
      <ol>
        {fastest.map(({ name, unitName, elapsedMs }) => (
          <li key={`${name} ${unitName}`}>
            <b>{name}</b> <span>{unitName}</span> <span>{duration(elapsedMs)}</span>
          </li>
        ))}
      </ol>
    </div>
  );
}

/** Whether the seed exists, and who has been drawn. */
function DrawState({ cue }: { cue: Extract<StageCue, { kind: 'draw' }> }) {
  const { t } = useTranslation('mc');
  const { number } = useFormat();
  const { list, shown, remaining } = cue;
  const isWaiting = !cue.ready && cue.seed === null;
  return (
    <>
      {list && <p className={styles.cueText}>{t('lots.list', { count: list.people, value: number(list.people) })}</p>}
      {isWaiting && cue.of === 'round' && (
        <p className={styles.cueText}>{t(list ? (cue.typed ? 'lots.typed' : 'lots.noSeed') : 'lots.noDraw')}</p>
      )}
      {!isWaiting && <p className={styles.cueText}>{t('lots.left', { count: remaining, value: number(remaining) })}</p>}
      <ol className={styles.drawerList}>
        {shown.map(({ number: lot, name, unitName, absent }) => (
          <li key={lot} data-revealed={absent || undefined}>
            <span>{number(lot)}</span> <b>{name}</b> {unitName && <span>{unitName}</span>}
          </li>
        ))}
      </ol>
    </>
  );
}

/** The whole plan in the order of telling, with what the hall knows already. For the MC's eyes alone. SPEC H16. */
function AwardPlan({ plan, stage }: { plan: AwardCall[]; stage: StageView }) {
  const { t } = useTranslation('mc');
  const { local, number } = useFormat();
  const cue = stage.cue.kind === 'award' ? stage.cue : null;
  const revealed = cue?.shown.length ?? 0;
  if (plan.length === 0) return <p>{t('drive.awardNone')}</p>;
  return (
    <ol className={styles.drawerList}>
      {plan.map(({ award, prize, winners }, at) => (
        <li
          key={`${award?.vi} ${prize.vi} ${winners[0]?.rank} ${winners[0]?.name}`}
          data-revealed={at < revealed || undefined}
          data-now={at === revealed || undefined}
        >
          {award && <span>{local(award)}</span>}
          <span>
            {local(prize)} <Other text={prize} bilingual={stage.bilingual} />
          </span>
          {at < revealed && winners.length > 1 ? (
            <b>{t('drive.awardGroup', { count: winners.length, value: number(winners.length) })}</b>
          ) : (
            winners.map(({ rank, name, unitName }) => (
              <span key={`${rank} ${name} ${unitName}`}>
                <b>{name}</b> {unitName && <span>{unitName}</span>}
              </span>
            ))
          )}
        </li>
      ))}
    </ol>
  );
}
