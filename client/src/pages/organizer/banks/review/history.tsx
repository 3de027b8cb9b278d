import type { QuestionVersion, QuestionView } from '@hoithi/shared/contract/banks';
import type { Json } from '@hoithi/shared/contract/json';
import { listChanges, valueAt, writeSteps } from '@hoithi/shared/rulebook/draft/changes';
import { useTranslation } from 'react-i18next';
import { Card } from '../../../../ui/card.tsx';
import { contestWords } from '../../../../ui/contest-words.ts';
import { useFormat } from '../../../../ui/use-format.ts';
import styles from './page.module.css';
import { usePartWords } from './part-words.ts';

/** Who did what to a question and when, the newest first, each change with before and after. SPEC Q14. */
export function History({ view }: { view: QuestionView }) {
  const { t } = useTranslation('bank');
  const { instant } = useFormat();
  const { versions } = view;
  return (
    <Card title={t('review.history')}>
      <ol className={styles.history}>
        {versions.map((version, at) => (
          <li key={version.version}>
            <p>
              <strong>
                {t(`review.act.${version.act as 'write'}`, {
                  name: version.by ?? t('review.nobody'),
                  state: t(`state.${version.state}`),
                })}
              </strong>{' '}
              <span className={styles.soft}>{instant(version.atMs)}</span>
            </p>
            {version.comment && <p className={styles.said}>{version.comment}</p>}
            <Changes before={versions[at + 1]} after={version} />
          </li>
        ))}
      </ol>
    </Card>
  );
}

function Changes({ before, after }: { before: QuestionVersion | undefined; after: QuestionVersion }) {
  const { t } = useTranslation('bank');
  const { nameOf, write } = usePartWords();
  if (!before?.question || !after.question) return null;
  const [old, now] = [before.question, after.question].map((each) => JSON.parse(JSON.stringify(each)) as Json);
  const changes = listChanges(old, now).filter(({ place }) => place[0] !== 'id');
  if (changes.length === 0) return null;
  return (
    <dl className={styles.changes}>
      {changes.map(({ place, after: value }) => (
        <div key={writeSteps(place)}>
          <dt>{nameOf(place)}</dt>
          <dd {...contestWords}>
            <del>
              <span className="unseen">{t('review.before')}: </span>
              {write(valueAt(old, place))}
            </del>
            <ins>
              <span className="unseen">{t('review.after')}: </span>
              {write(value)}
            </ins>
          </dd>
        </div>
      ))}
    </dl>
  );
}
